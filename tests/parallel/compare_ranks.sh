#!/bin/bash
# compare_ranks.sh NADIR MPIEXEC DECK SCRATCH TOLERANCE [nadir options]
#
# Runs the deck on 1, 2 and 4 ranks and compares the histories.
set -euo pipefail
compare=$(dirname "${BASH_SOURCE[0]}")/../support/compare_histories.sh
nadir=$1 mpiexec=$2 deck=$3 scratch=$4 tolerance=$5
shift 5

for ranks in 1 2 4; do
  "$mpiexec" -n "$ranks" "$nadir" run "$deck" --output "$scratch/$ranks" --overwrite --set "Output/Fields=false" "$@" >"$scratch.log" 2>&1 ||
    { cat "$scratch.log"; echo "the run on $ranks ranks failed"; exit 1; }
done

status=0
for ranks in 2 4; do
  "$compare" "$scratch/1/history.csv" "$scratch/$ranks/history.csv" "$tolerance" "1 and $ranks ranks" || status=1
done
exit $status
