depth = 1.05;
Include "../../../../meshes/edge_crack.geo";
