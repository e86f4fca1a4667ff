size = 3.2;
outer = 4;
ratio = 1;
Include "../../../../meshes/edge_crack.geo";
