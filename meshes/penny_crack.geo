// Half of a penny-shaped crack of zero width in a cylinder around the axis x = 0: the plane y = 0 is split into `crack` (up to
// `radius`) and `ligament`. The cylinder's radius and half height are `size` times the crack's radius. Squares around the crack,
// growing cells beyond; refine the tip with a `Fine place`.
// Lengths in radii of the crack: the tip is at (radius, 0).
// Mesh: gmsh -2 penny_crack.geo
DefineConstant[ radius = 1, size = 40, per_radius = 4, outer = 10, ratio = 1.5 ];

core = 2 * radius;
For j In {1 : 3}
  y = j == 1 ? 0 : j == 2 ? core : size;
  Point(10 * j + 1) = {0, y, 0};
  Point(10 * j + 2) = {radius, y, 0};
  Point(10 * j + 3) = {core, y, 0};
  Point(10 * j + 4) = {size, y, 0};
  For i In {1 : 3}
    Line(10 * j + i) = {10 * j + i, 10 * j + i + 1};
  EndFor
  Transfinite Curve{10 * j + 1, 10 * j + 2} = per_radius + 1;
  Transfinite Curve{10 * j + 3} = outer + 1 Using Progression ratio;
EndFor
For j In {1 : 2}
  For i In {1 : 4}
    Line(100 * j + i) = {10 * j + i, 10 * j + 10 + i};
  EndFor
EndFor
For j In {1 : 2}
  For i In {1 : 3}
    Curve Loop(10 * j + i) = {10 * j + i, 100 * j + i + 1, -(10 * j + 10 + i), -(100 * j + i)};
    Plane Surface(10 * j + i) = {10 * j + i};
  EndFor
EndFor
Transfinite Curve{101 : 104} = 2 * per_radius + 1;
Transfinite Curve{201 : 204} = outer + 1 Using Progression ratio;
Transfinite Surface{:};
Recombine Surface{:};

Physical Surface("body") = {11, 12, 13, 21, 22, 23};
Physical Curve("crack") = {11};
Physical Curve("ligament") = {12, 13};
Physical Curve("top") = {31, 32, 33};
Physical Curve("side") = {104, 204};
