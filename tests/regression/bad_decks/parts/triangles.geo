// Triangles, where quadrilaterals are needed.
SetFactory("OpenCASCADE");
Rectangle(1) = {0, 0, 0, 1, 1};
Physical Surface("electrolyte") = {1};
Mesh.MeshSizeMin = 0.5;
