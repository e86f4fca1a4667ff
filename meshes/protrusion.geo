// Half an ellipse of metal reaching from the anode into the electrolyte on the symmetry side x = 0, unstructured
// quadrilaterals that are small at the tip. Plane, or a spheroid with Symmetry = axisymmetric. Lengths in um.
// Mesh: gmsh -2 protrusion.geo
DefineConstant[ width = 60, anode = 20, electrolyte = 60, height = 10, half_width = 4, fine = 0.5, coarse = 8 ];

Point(1) = {0, 0, 0, coarse};
Point(2) = {width, 0, 0, coarse};
Point(3) = {0, anode, 0, fine};
Point(4) = {half_width, anode, 0, 2 * fine};
Point(5) = {width, anode, 0, coarse};
Point(6) = {0, anode + height, 0, fine};
Point(7) = {0, anode + electrolyte, 0, coarse};
Point(8) = {width, anode + electrolyte, 0, coarse};
Line(1) = {1, 2};
Line(2) = {2, 5};
Line(3) = {4, 5};
major = height > half_width ? 6 : 4;
Ellipse(4) = {4, 3, major, 6};
Line(5) = {1, 3};
Line(6) = {3, 6};
Line(7) = {6, 7};
Line(8) = {7, 8};
Line(9) = {5, 8};
Curve Loop(1) = {1, 2, -3, 4, -6, -5};
Plane Surface(1) = {1};
Curve Loop(2) = {3, 9, -8, -7, -4};
Plane Surface(2) = {2};
Mesh.RecombineAll = 1;
Mesh.SubdivisionAlgorithm = 1;

Physical Surface("anode") = {1};
Physical Surface("electrolyte") = {2};
Physical Curve("bottom") = {1};
Physical Curve("top") = {8};
Physical Curve("left") = {5, 6, 7};
Physical Curve("right") = {2, 9};
