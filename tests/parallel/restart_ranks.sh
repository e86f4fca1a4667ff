#!/bin/bash
# restart_ranks.sh NADIR MPIEXEC DECK SCRATCH TOLERANCE SAME EVERY [nadir options]
#
# Runs the deck on 2 ranks with a checkpoint after EVERY steps, goes on from the older of the two that are left on 1, 2 and 4 ranks, and
# compares the histories: to SAME on 2 ranks, to TOLERANCE on others. On 2 ranks the fields are compared, too.
set -euo pipefail
support=$(dirname "${BASH_SOURCE[0]}")/../support
nadir=$1 mpiexec=$2 deck=$3 scratch=$4 tolerance=$5 same=$6 every=$7
shift 7

run()
{
  local ranks=$1 folder=$2
  shift 2
  "$mpiexec" -n "$ranks" "$nadir" run "$deck" --output "$folder" --overwrite --set "Output/Fields every=1" --set "Checkpoint/Every=$every" "$@" >"$scratch.log" 2>&1 ||
    { cat "$scratch.log"; echo "the run on $ranks ranks failed"; exit 1; }
}

rm -rf "$scratch" && mkdir -p "$scratch"
run 2 "$scratch/whole" "$@"
status=0
for ranks in 1 2 4; do
  cp -r "$scratch/whole" "$scratch/$ranks"
  oldest=$(ls -d "$scratch/$ranks"/checkpoints/* | head -n 1)
  run "$ranks" "$scratch/$ranks" --restart "$oldest" "$@"
  "$support/compare_histories.sh" "$scratch/whole/history.csv" "$scratch/$ranks/history.csv" "$([[ $ranks -eq 2 ]] && echo "$same" || echo "$tolerance")" \
    "from $(basename "$oldest") on $ranks ranks" || status=1
  [[ $ranks -ne 2 ]] || "$support/compare_fields.py" "$scratch/whole" "$scratch/2" "$same" "from $(basename "$oldest") on 2 ranks" || status=1
done
exit $status
