// Half of an edge crack beside another region: a crack of depth 10 at x = 0, and the other region from x = 5.
For i In {0 : 2}
  x = i == 0 ? 0 : i == 1 ? 5 : 20;
  For j In {0 : 2}
    y = j == 0 ? 0 : j == 1 ? 10 : 30;
    Point(10 * i + j + 1) = {x, y, 0};
  EndFor
  Line(100 + 10 * i + 1) = {10 * i + 1, 10 * i + 2};
  Line(100 + 10 * i + 2) = {10 * i + 2, 10 * i + 3};
EndFor
For i In {0 : 1}
  For j In {1 : 3}
    Line(200 + 10 * i + j) = {10 * i + j, 10 * i + 10 + j};
  EndFor
EndFor
For i In {0 : 1}
  For j In {1 : 2}
    Curve Loop(10 * i + j) = {200 + 10 * i + j, 110 + 10 * i + j, -(200 + 10 * i + j + 1), -(100 + 10 * i + j)};
    Plane Surface(10 * i + j) = {10 * i + j};
  EndFor
EndFor
Transfinite Curve{101, 111, 121, 201, 202, 203} = 11;
Transfinite Curve{102, 112, 122, 211, 212, 213} = 16;
Transfinite Surface{:};
Recombine Surface{:};
Physical Surface("body") = {1, 2};
Physical Surface("other side") = {11, 12};
Physical Curve("crack") = {101};
Physical Curve("ligament") = {102};
Physical Curve("top") = {203, 213};
