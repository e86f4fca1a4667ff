// A flat stack anode | electrolyte | cathode in 2D, structured quadrilaterals. Lengths in um; y is the stacking axis.
// Mesh: gmsh -2 layer_stack_2d.geo     Change a size: gmsh -2 -setnumber width 200 layer_stack_2d.geo
DefineConstant[ width = 100, anode = 20, electrolyte = 100, cathode = 20, columns = 10, rows = 10 ];

y() = {0, anode, anode + electrolyte, anode + electrolyte + cathode};
For k In {0 : 3}
  Point(2 * k + 1) = {0, y(k), 0};
  Point(2 * k + 2) = {width, y(k), 0};
  Line(k + 1) = {2 * k + 1, 2 * k + 2};
EndFor
For k In {0 : 2}
  Line(11 + k) = {2 * k + 1, 2 * k + 3};
  Line(21 + k) = {2 * k + 2, 2 * k + 4};
  Curve Loop(k + 1) = {k + 1, 21 + k, -(k + 2), -(11 + k)};
  Plane Surface(k + 1) = {k + 1};
EndFor
Transfinite Curve{1 : 4} = columns + 1;
Transfinite Curve{11, 21} = 5;
Transfinite Curve{12, 22} = rows + 1;
Transfinite Curve{13, 23} = 5;
Transfinite Surface{1 : 3};
Mesh.RecombineAll = 1;

Physical Surface("anode") = {1};
Physical Surface("electrolyte") = {2};
Physical Surface("cathode") = {3};
Physical Curve("bottom") = {1};
Physical Curve("top") = {4};
Physical Curve("left") = {11, 12, 13};
Physical Curve("right") = {21, 22, 23};
