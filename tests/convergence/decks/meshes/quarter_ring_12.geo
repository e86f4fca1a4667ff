around = 12;
Include "quarter_ring.geo";
