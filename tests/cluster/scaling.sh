#!/bin/bash
# cluster/scaling.sh on one and two ranks: rows that say what was run, and what it refuses.
#
#   scaling.sh NADIR MPIRUN
. "$(dirname "${BASH_SOURCE[0]}")/../regression/functions.sh" cluster-scaling
nadir=$1 mpirun=$2
script=$here/../../cluster/scaling.sh
series() { "$script" "$1" table.csv --nadir "$nadir" --launcher "$mpirun -np {ranks}" --refinements 0 "${@:2}"; }

# cell COLUMN ROW
cell() { awk -F, -v name="$1" -v row="$2" 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == name) c = i } NR == row + 1 { print $c }' table.csv; }
# within VALUE LOW HIGH
within() { awk -v x="$1" -v a="$2" -v b="$3" 'BEGIN { exit !(x != "" && x >= a && x <= b) }'; }

expect 0 "" series strong --ranks "1 2"
expect 0 "" series weak --ranks "2"
for row in 1 2 3; do
  ranks=$((row > 1 ? 2 : 1)) cells=$((row > 2 ? 250 : 125))
  [[ $(cell ranks $row) -eq $ranks && $(cell cells $row) -eq $cells && $(cell steps $row) -eq 3 ]] || fail "row $row: $(cat table.csv)"
  within "$(cell mechanics_linear_iterations $row)" 1 1000 && within "$(cell seconds_per_step $row)" 1e-3 100 && within "$(cell peak_MB_per_rank $row)" 30 3000 ||
    fail "row $row: $(cat table.csv)"
done
within "$(cell petsc_messages_per_rank_and_step 1)" 0 0 || fail "one rank sends no messages: $(cat table.csv)"
within "$(cell petsc_messages_per_rank_and_step 2)" 10 1e6 && within "$(cell petsc_bytes_per_message 2)" 8 1e6 || fail "two ranks send messages: $(cat table.csv)"

rows=$(cat table.csv)
expect 2 "scaling.sh: error: --coarse should be a multiple of 5, not '7'" series strong --coarse 7
expect 2 "scaling.sh: error: there is no option '--rank'" series strong --rank 2
expect 2 "scaling.sh: error: the launcher '$mpirun -np 1' started 1 ranks instead of 2" "$script" strong table.csv --nadir "$nadir" --launcher "$mpirun -np 1" --refinements 0 --ranks 2
expect 1 "" series strong --ranks 1 -- --set "Solver/Largest count=1"
grep -q "the run on 1 ranks failed" err || fail "a run that fails should be told"
[[ $(cat table.csv) == "$rows" ]] || fail "a series that fails should add nothing"
echo other >other.csv
expect 2 "scaling.sh: error: 'other.csv' is another kind of table: choose another name" "$script" strong other.csv --nadir "$nadir"
[[ $(ls) == $'err\nother.csv\nout\ntable.csv' ]] || fail "something was left behind: $(ls)"
