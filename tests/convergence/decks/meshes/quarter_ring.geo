// A quarter of a ring around the origin, radii 1 and `ratio`, of nearly square cells: groups hole, outer, left (x = 0), bottom
// (y = 0). The source that includes it says how many cells are around the quarter.
DefineConstant[ around = 12, ratio = 5 ];
angle = Pi / 2 / around;
rows = Ceil(Log(ratio) / angle);
Point(1) = {0, 0, 0};
Point(2) = {1, 0, 0};
Point(3) = {ratio, 0, 0};
Point(4) = {0, ratio, 0};
Point(5) = {0, 1, 0};
Line(1) = {2, 3};
Circle(2) = {3, 1, 4};
Line(3) = {5, 4};
Circle(4) = {2, 1, 5};
Transfinite Curve{1, 3} = rows + 1 Using Progression Exp(Log(ratio) / rows);
Transfinite Curve{2, 4} = around + 1;
Curve Loop(1) = {1, 2, -3, -4};
Plane Surface(1) = {1};
Transfinite Surface{1};
Recombine Surface{1};
Physical Curve("bottom") = {1};
Physical Curve("outer") = {2};
Physical Curve("left") = {3};
Physical Curve("hole") = {4};
Physical Surface("metal") = {1};
