// A crack of zero width that runs straight into a square body from its lower side: half of it (x >= 0, the crack's plane x = 0
// is split into `crack` and `ligament`), or with whole = 1 all of it, with both faces in `crack`. The body is `size` times as
// deep as the crack. Squares around the crack, up to `core`, growing cells beyond; refine the tip with a `Fine place`.
// Lengths in depths of the crack: the tip is at (0, depth).
// Mesh: gmsh -2 edge_crack.geo
DefineConstant[ depth = 1, core = 2 * depth, size = 40, per_depth = 4, outer = 10, ratio = 1.5, whole = 0 ];

crack() = {1};
bottom() = {};
top() = {};
body() = {};
// Lines x = 0 (points of the right side first), and beside them the crack's other face.
Point(1) = {0, 0, 0};
Point(2) = {0, depth, 0};
Point(3) = {0, core, 0};
Point(4) = {0, size, 0};
Line(1) = {1, 2};
Line(2) = {2, 3};
Line(3) = {3, 4};
For k In {0 : whole}
  side = 1 - 2 * k;
  p = 100 * (k + 1);
  For i In {1 : 2}
    x = side * (i == 1 ? core : size);
    Point(p + 10 * i + 1) = {x, 0, 0};
    Point(p + 10 * i + 2) = {x, depth, 0};
    Point(p + 10 * i + 3) = {x, core, 0};
    Point(p + 10 * i + 4) = {x, size, 0};
    For j In {1 : 3}
      Line(p + 10 * i + j) = {p + 10 * i + j, p + 10 * i + j + 1};
    EndFor
  EndFor
  mouth = 1;
  face = 1;
  If (k == 1)
    Point(5) = {0, 0, 0};
    Line(4) = {5, 2};
    mouth = 5;
    face = 4;
    crack() += {4};
  EndIf
  Line(p + 31) = {mouth, p + 11};
  Line(p + 41) = {p + 11, p + 21};
  For j In {2 : 4}
    Line(p + 30 + j) = {j, p + 10 + j};
    Line(p + 40 + j) = {p + 10 + j, p + 20 + j};
  EndFor
  For j In {1 : 3}
    inner = j == 1 ? face : j;
    Curve Loop(p + j) = {p + 30 + j, p + 10 + j, -(p + 31 + j), -inner};
    Plane Surface(p + j) = {p + j};
    Curve Loop(p + 10 + j) = {p + 40 + j, p + 20 + j, -(p + 41 + j), -(p + 10 + j)};
    Plane Surface(p + 10 + j) = {p + 10 + j};
  EndFor
  Transfinite Curve{p + 11, p + 12, p + 21, p + 22, face} = per_depth + 1;
  Transfinite Curve{p + 31, p + 32, p + 33, p + 34} = 2 * per_depth + 1;
  Transfinite Curve{p + 13, p + 23, p + 41, p + 42, p + 43, p + 44} = outer + 1 Using Progression ratio;
  bottom() += {p + 31, p + 41};
  top() += {p + 34, p + 44};
  body() += {p + 1, p + 2, p + 3, p + 11, p + 12, p + 13};
EndFor
Transfinite Curve{2} = per_depth + 1;
Transfinite Curve{3} = outer + 1 Using Progression ratio;
Transfinite Surface{:};
Recombine Surface{:};

Physical Surface("body") = body();
Physical Curve("bottom") = bottom();
Physical Curve("top") = top();
Physical Curve("right") = {121, 122, 123};
Physical Curve("crack") = crack();
If (whole == 1)
  Physical Curve("left") = {221, 222, 223};
Else
  Physical Curve("ligament") = {2, 3};
EndIf
