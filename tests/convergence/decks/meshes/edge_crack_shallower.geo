depth = 0.95;
Include "../../../../meshes/edge_crack.geo";
