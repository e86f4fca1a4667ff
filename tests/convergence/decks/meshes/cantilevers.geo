// Two cantilevers on top of each other (double cantilever beam): fine along the path of the crack, coarse elsewhere, and
// each with a boundary of its own at its free end. Lengths in mm. Mesh: gmsh -2 cantilevers.geo
DefineConstant[ height = 1, start = 11, path = 6, length = 28, along = 60, across = 4 ];

x[] = {0, start, start + path, length};
cells[] = {14, along, 10};
grading[] = {0.85, 1, 1.25};
For i In {0:3}
  Point(1 + i) = {x[i], -height, 0, 1};
  Point(11 + i) = {x[i], 0, 0, 1};
  Point(21 + i) = {x[i], height, 0, 1};
  Line(101 + i) = {1 + i, 11 + i};
  Line(111 + i) = {11 + i, 21 + i};
  Transfinite Curve{101 + i, 111 + i} = across + 1;
EndFor
For i In {0:2}
  For row In {0:2}
    Line(1 + 10 * row + i) = {1 + 10 * row + i, 2 + 10 * row + i};
    Transfinite Curve{1 + 10 * row + i} = cells[i] + 1 Using Progression grading[i];
  EndFor
  For row In {0:1}
    Curve Loop(1 + 10 * row + i) = {1 + 10 * row + i, 102 + 10 * row + i, -(11 + 10 * row + i), -(101 + 10 * row + i)};
    Plane Surface(1 + 10 * row + i) = {1 + 10 * row + i};
    Transfinite Surface{1 + 10 * row + i};
    Recombine Surface{1 + 10 * row + i};
  EndFor
EndFor

Physical Surface("lower") = {1, 2, 3};
Physical Surface("upper") = {11, 12, 13};
Physical Curve("lower end") = {101};
Physical Curve("upper end") = {111};
Physical Curve("far end") = {104, 114};
Physical Curve("bottom") = {1, 2, 3};
Physical Curve("top") = {21, 22, 23};
