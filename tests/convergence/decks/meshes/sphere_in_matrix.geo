// A quarter of a disc of radius 1 in a ring up to `ratio`: groups inclusion, matrix; outer, left (x = 0), bottom (y = 0). The
// source that includes it says how many cells (even) are around the quarter.
DefineConstant[ around = 12, ratio = 4 ];
rows = Ceil(Log(ratio) / (Pi / 2 / around));
half = 0.5;
diagonal = Sqrt(0.5);
Point(1) = {0, 0, 0};
Point(2) = {half, 0, 0};
Point(3) = {0.85 * half, 0.85 * half, 0};
Point(4) = {0, half, 0};
Point(5) = {1, 0, 0};
Point(6) = {diagonal, diagonal, 0};
Point(7) = {0, 1, 0};
Point(8) = {ratio, 0, 0};
Point(9) = {ratio * diagonal, ratio * diagonal, 0};
Point(10) = {0, ratio, 0};
Line(1) = {1, 2};
Line(2) = {2, 3};
Line(3) = {3, 4};
Line(4) = {4, 1};
Line(5) = {2, 5};
Line(6) = {3, 6};
Line(7) = {4, 7};
Circle(8) = {5, 1, 6};
Circle(9) = {6, 1, 7};
Line(10) = {5, 8};
Line(11) = {6, 9};
Line(12) = {7, 10};
Circle(13) = {8, 1, 9};
Circle(14) = {9, 1, 10};
Transfinite Curve{1, 2, 3, 4, 8, 9, 13, 14} = around / 2 + 1;
Transfinite Curve{5, 6, 7} = around / 2 + 1;
Transfinite Curve{10, 11, 12} = rows + 1 Using Progression Exp(Log(ratio) / rows);
Curve Loop(1) = {1, 2, 3, 4};
Curve Loop(2) = {5, 8, -6, -2};
Curve Loop(3) = {6, 9, -7, -3};
Curve Loop(4) = {10, 13, -11, -8};
Curve Loop(5) = {11, 14, -12, -9};
For i In {1 : 5}
  Plane Surface(i) = {i};
  Transfinite Surface{i};
  Recombine Surface{i};
EndFor
Physical Curve("bottom") = {1, 5, 10};
Physical Curve("left") = {4, 7, 12};
Physical Curve("outer") = {13, 14};
Physical Surface("inclusion") = {1, 2, 3};
Physical Surface("matrix") = {4, 5};
