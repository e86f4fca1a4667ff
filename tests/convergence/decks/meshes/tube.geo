// The half section of a tube of radius 40 and length 120, x the radius. Its bottom is divided at the radii 1, 2 and 4,
// so that a disc of any of them can be an electrode: groups disc, ring2, ring4, annulus; wall; top. Quadrilaterals,
// graded away from the bottom and from the disc.
b = 40;
L = 120;
x[] = {0, 1, 2, 4, b};
cells[] = {2, 2, 3, 10};
ratio[] = {1, 1, 1.2, 1.3};
rows = 18;
growth = 1.35;
For i In {0 : 4}
  Point(1 + i) = {x[i], 0, 0};
  Point(11 + i) = {x[i], L, 0};
  Line(21 + i) = {1 + i, 11 + i};
  Transfinite Curve{21 + i} = rows + 1 Using Progression growth;
EndFor
For i In {0 : 3}
  Line(1 + i) = {1 + i, 2 + i};
  Line(11 + i) = {11 + i, 12 + i};
  Transfinite Curve{1 + i, 11 + i} = cells[i] + 1 Using Progression ratio[i];
  Curve Loop(1 + i) = {1 + i, 22 + i, -(11 + i), -(21 + i)};
  Plane Surface(1 + i) = {1 + i};
  Transfinite Surface{1 + i};
  Recombine Surface{1 + i};
EndFor
Physical Curve("disc") = {1};
Physical Curve("ring2") = {2};
Physical Curve("ring4") = {3};
Physical Curve("annulus") = {4};
Physical Curve("wall") = {25};
Physical Curve("top") = {11, 12, 13, 14};
Physical Surface("electrolyte") = {1, 2, 3, 4};
