// A round cell anode | electrolyte | cathode in 3D: discs of hexahedra, stacked in z. Lengths in um.
// Mesh: gmsh -3 layer_stack_3d.geo
DefineConstant[ radius = 50, anode = 20, electrolyte = 60, cathode = 20, around = 4, across = 3, rows = 6 ];

core = 0.5 * radius;
Point(1) = {0, 0, 0};
For i In {0 : 3}
  angle = Pi / 4 + i * Pi / 2;
  Point(10 + i) = {core * Cos(angle), core * Sin(angle), 0};
  Point(20 + i) = {radius * Cos(angle), radius * Sin(angle), 0};
EndFor
For i In {0 : 3}
  next = (i + 1) % 4;
  Line(10 + i) = {10 + i, 10 + next};
  Circle(20 + i) = {20 + i, 1, 20 + next};
  Line(30 + i) = {10 + i, 20 + i};
EndFor
Curve Loop(1) = {10 : 13};
Plane Surface(1) = {1};
For i In {0 : 3}
  next = (i + 1) % 4;
  Curve Loop(2 + i) = {30 + i, 20 + i, -(30 + next), -(10 + i)};
  Plane Surface(2 + i) = {2 + i};
EndFor
Transfinite Curve{10 : 13, 20 : 23} = around + 1;
Transfinite Curve{30 : 33} = across + 1;
Transfinite Surface{1 : 5};
Recombine Surface{1 : 5};

// Each extrusion gives, per surface: [0] the top, [1] the volume, then the sides.
height() = {anode, electrolyte, cathode};
layers() = {3, rows, 3};
base() = {1 : 5};
bottom() = {1 : 5};
For k In {0 : 2}
  tops() = {};
  volumes~{k}() = {};
  For i In {0 : 4}
    out() = Extrude{0, 0, height(k)}{ Surface{base(i)}; Layers{layers(k)}; Recombine; };
    tops() += {out(0)};
    volumes~{k}() += {out(1)};
    If(i > 0)
      side() += {out(3)};
    EndIf
  EndFor
  base() = tops();
EndFor

Physical Volume("anode") = volumes_0();
Physical Volume("electrolyte") = volumes_1();
Physical Volume("cathode") = volumes_2();
Physical Surface("bottom") = bottom();
Physical Surface("top") = base();
Physical Surface("side") = side();
