// A thin empty crack, inclined to the stacking axis, inside an electrolyte between two electrodes; its faces are the
// boundary `crack`. Unstructured quadrilaterals that are small at its tips. Lengths in um.
// Mesh: gmsh -2 inclined_crack.geo
SetFactory("OpenCASCADE");
DefineConstant[ width = 100, anode = 20, electrolyte = 100, cathode = 20, length = 30, opening = 1, degrees = 30,
                fine = 0.25, coarse = 8 ];

Rectangle(1) = {0, 0, 0, width, anode};
Rectangle(2) = {0, anode, 0, width, electrolyte};
Rectangle(3) = {0, anode + electrolyte, 0, width, cathode};
Disk(4) = {width / 2, anode + electrolyte / 2, 0, length / 2, opening / 2};
Rotate{{0, 0, 1}, {width / 2, anode + electrolyte / 2, 0}, degrees * Pi / 180}{ Surface{4}; }
BooleanDifference(5) = { Surface{2}; Delete; }{ Surface{4}; Delete; };
Coherence;
top = anode + electrolyte + cathode;
e = 1e-3;
crack() = Curve In BoundingBox{e, anode + e, -e, width - e, anode + electrolyte - e, e};
MeshSize{:} = coarse;
Field[1] = Distance;
Field[1].CurvesList = {crack()};
Field[1].NumPointsPerCurve = 200;
Field[2] = Threshold;
Field[2].InField = 1;
Field[2].SizeMin = fine;
Field[2].SizeMax = coarse;
Field[2].DistMin = 0;
Field[2].DistMax = length;
Background Field = 2;
Mesh.MeshSizeExtendFromBoundary = 0;
Mesh.RecombineAll = 1;
Mesh.SubdivisionAlgorithm = 1;

Physical Surface("anode") = Surface In BoundingBox{-e, -e, -e, width + e, anode + e, e};
Physical Surface("electrolyte") = Surface In BoundingBox{-e, anode - e, -e, width + e, anode + electrolyte + e, e};
Physical Surface("cathode") = Surface In BoundingBox{-e, anode + electrolyte - e, -e, width + e, top + e, e};
Physical Curve("crack") = crack();
Physical Curve("bottom") = Curve In BoundingBox{-e, -e, -e, width + e, e, e};
Physical Curve("top") = Curve In BoundingBox{-e, top - e, -e, width + e, top + e, e};
Physical Curve("left") = Curve In BoundingBox{-e, -e, -e, e, top + e, e};
Physical Curve("right") = Curve In BoundingBox{width - e, -e, -e, width + e, top + e, e};
