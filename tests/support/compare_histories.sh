#!/bin/bash
# compare_histories.sh FIRST SECOND TOLERANCE NAME
#
# Compares two histories column by column: the largest difference relative to the column's largest magnitude. Counts of iterations and
# ranks, wall time and the balances (round-off) are left out; the numbers of cells and unknowns must be equal. NAME is for the messages.
awk -F, -v tolerance="$3" -v name="$4" '
  FNR == 1 { n = split($0, header, ","); next }
  FNR == NR { for (i = 1; i <= NF; i++) first[FNR, i] = $i; rows = FNR; next }
  { for (i = 1; i <= NF; i++) {
      d = $i - first[FNR, i]; if (d < 0) d = -d
      m = first[FNR, i]; if (m < 0) m = -m
      if (d > difference[i]) difference[i] = d
      if (m > magnitude[i]) magnitude[i] = m }
    rows_here = FNR }
  END {
    if (rows != rows_here) { print name ": " rows " rows against " rows_here; exit 1 }
    bad = 0
    for (i = 1; i <= n; i++) {
      if (header[i] ~ /iterations|wall_time|ranks|balance/) continue
      limit = header[i] ~ /^(cells|unknowns|step|cycle)$/ ? 0 : tolerance
      relative = magnitude[i] > 0 ? difference[i] / magnitude[i] : 0
      if (relative > limit) { printf "%s: %s differs by %.2e (allowed %.2e)\n", name, header[i], relative, limit; bad = 1 }
      if (relative > worst) worst = relative }
    printf "%s: %d steps, largest relative difference %.2e\n", name, rows - 1, worst
    exit bad }' "$1" "$2"
