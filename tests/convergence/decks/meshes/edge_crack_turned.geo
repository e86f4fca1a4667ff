whole = 1;
Include "../../../../meshes/edge_crack.geo";
Geometry.AutoCoherence = 0; // the two faces must not become one
Rotate{{0, 0, 1}, {0, 0, 0}, Pi / 6}{ Surface{:}; }
