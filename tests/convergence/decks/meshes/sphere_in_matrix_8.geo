around = 8;
Include "sphere_in_matrix.geo";
