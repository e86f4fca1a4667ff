// The double cantilever beam with cells of two thirds of the size along the path of the crack, and five across an arm.
along = 90;
across = 5;
Include "cantilevers.geo";
