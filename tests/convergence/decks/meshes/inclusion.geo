// Section of a ball (radius 5) inside a shell (outer radius 40), above their plane of symmetry y = 0; x is the radius.
// Quadrilaterals, graded away from the ball. Lengths in um. Mesh: gmsh -2 inclusion.geo
a = 5;
b = 40;
c = 2.5; // half of the square in the middle of the ball
d = c * 0.85;
n = 6;
Point(1) = {0, 0, 0};
Point(2) = {c, 0, 0};
Point(3) = {d, d, 0};
Point(4) = {0, c, 0};
Point(5) = {a, 0, 0};
Point(6) = {a / Sqrt(2), a / Sqrt(2), 0};
Point(7) = {0, a, 0};
Point(8) = {b, 0, 0};
Point(9) = {b / Sqrt(2), b / Sqrt(2), 0};
Point(10) = {0, b, 0};
Line(1) = {1, 2};
Line(2) = {2, 3};
Line(3) = {4, 3};
Line(4) = {1, 4};
Line(5) = {2, 5};
Line(6) = {3, 6};
Line(7) = {4, 7};
Circle(8) = {5, 1, 6};
Circle(9) = {7, 1, 6};
Line(10) = {5, 8};
Line(11) = {6, 9};
Line(12) = {7, 10};
Circle(13) = {8, 1, 9};
Circle(14) = {10, 1, 9};
Curve Loop(1) = {1, 2, -3, -4};
Curve Loop(2) = {5, 8, -6, -2};
Curve Loop(3) = {3, 6, -9, -7};
Curve Loop(4) = {10, 13, -11, -8};
Curve Loop(5) = {9, 11, -14, -12};
For i In {1 : 5}
  Plane Surface(i) = {i};
  Recombine Surface{i};
EndFor
Transfinite Curve{1, 2, 3, 4, 8, 9, 13, 14} = n + 1;
Transfinite Curve{5, 6, 7} = n / 2 + 1;
Transfinite Curve{10, 11, 12} = 2 * n + 1 Using Progression 1.25;
Transfinite Surface{1 : 5};

Physical Surface("inclusion") = {1, 2, 3};
Physical Surface("electrolyte") = {4, 5};
Physical Curve("bottom") = {1, 5, 10};
Physical Curve("axis") = {4, 7, 12};
Physical Curve("far") = {13, 14};
