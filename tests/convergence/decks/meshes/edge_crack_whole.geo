whole = 1;
Include "../../../../meshes/edge_crack.geo";
