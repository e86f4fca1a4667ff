around = 16;
Include "sphere_in_matrix.geo";
