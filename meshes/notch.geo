// An empty V-notch with a rounded tip cut into the electrolyte from the anode side of a two-layer stack (half of it, at
// the symmetry side x = 0), unstructured quadrilaterals that are small at the tip. Lengths in um.
// Mesh: gmsh -2 notch.geo
DefineConstant[ width = 60, anode = 20, electrolyte = 60, depth = 10, half_width = 3, tip_radius = 0.5, fine = 0.2,
                coarse = 8 ];

// The flank from the mouth (half_width, anode) touches the tip's circle, whose centre lies on x = 0.
centre = anode + depth - tip_radius;
run = Sqrt(half_width ^ 2 + (centre - anode) ^ 2);
slope = Atan2(centre - anode, half_width) + Asin(tip_radius / run); // of the flank, against the interface
Point(1) = {0, 0, 0, coarse};
Point(2) = {width, 0, 0, coarse};
Point(3) = {0, anode, 0, coarse / 4};
Point(4) = {half_width, anode, 0, coarse / 4};
Point(5) = {width, anode, 0, coarse};
Point(6) = {0, centre, 0, fine};
Point(7) = {tip_radius * Sin(slope), centre + tip_radius * Cos(slope), 0, fine};
Point(8) = {0, centre + tip_radius, 0, fine};
Point(9) = {0, anode + electrolyte, 0, coarse};
Point(10) = {width, anode + electrolyte, 0, coarse};
Line(1) = {1, 2};
Line(2) = {2, 5};
Line(3) = {4, 5};
Line(4) = {3, 4};
Line(5) = {1, 3};
Line(6) = {4, 7};
Circle(7) = {7, 6, 8};
Line(8) = {8, 9};
Line(9) = {9, 10};
Line(10) = {5, 10};
Curve Loop(1) = {1, 2, -3, -4, -5};
Plane Surface(1) = {1};
Curve Loop(2) = {3, 10, -9, -8, -7, -6};
Plane Surface(2) = {2};
Mesh.RecombineAll = 1;
Mesh.SubdivisionAlgorithm = 1;

Physical Surface("anode") = {1};
Physical Surface("electrolyte") = {2};
Physical Curve("bottom") = {1};
Physical Curve("top") = {9};
Physical Curve("left") = {5, 8};
Physical Curve("right") = {2, 10};
Physical Curve("notch") = {4, 6, 7};
