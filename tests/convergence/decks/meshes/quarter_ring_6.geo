around = 6;
Include "quarter_ring.geo";
