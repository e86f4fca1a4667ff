around = 24;
Include "quarter_ring.geo";
