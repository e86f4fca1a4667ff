// A crack through half of a body between sides that do not move.
core = 1.5;
size = 2;
outer = 2;
ratio = 1;
Include "../../../../meshes/edge_crack.geo";
