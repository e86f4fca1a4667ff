#!/bin/bash
# Twenty kills at random moments (of a seed), every other one while a checkpoint is being written: what goes on from the newest checkpoint
# each time ends as the run that nobody disturbed.
#
#   restart_kills.sh NADIR MPIRUN
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" restart-kills
nadir=$1
deck=$here/../parallel/decks/ranks.prm
compare=$here/../support/compare_histories.sh compare_fields=$here/../support/compare_fields.py
options=(--set "Mesh refinement/Largest count=500" --set "Output/Fields every=3" --set "Checkpoint/Every=2")

# A run that was killed while Open MPI opened a file may have left locked the semaphore of that name, for every run after it.
locked=()
trap 'rm -f "${locked[@]}" && leave' EXIT
if [[ -d /dev/shm ]]; then
  for name in fields_00000.0.vtu interfaces_00000.0.vtu mesh_fixed.data; do
    semaphore=/dev/shm/sem.OMPIO_$name
    [[ ! -e $semaphore ]] || cmp -s -n 32 /dev/zero "$semaphore" || continue # somebody's; ours may be left of an earlier test
    locked+=("$semaphore")
    head -c 32 /dev/zero >"$semaphore"
  done
fi

limited=(timeout --kill-after=5) # the run takes SIGTERM as a request
expect 0 "" "${limited[@]}" 120 "$nadir" run "$deck" --output whole "${options[@]}"

compare_results()
{
  "$compare" whole/history.csv out-of-kills/history.csv 1e-10 "after $kills kills" || fail "the histories differ"
  "$compare_fields" whole out-of-kills 1e-10 "after $kills kills" || fail "the fields differ"
  [[ $(cd whole && ls | grep -v checkpoints) == $(cd out-of-kills && ls | grep -v checkpoints) ]] || fail "there are other files: $(ls out-of-kills)"
  [[ $(ls out-of-kills/checkpoints) == $(ls whole/checkpoints) ]] || fail "there are other checkpoints: $(ls out-of-kills/checkpoints)"
  [[ $(grep outcome out-of-kills/verdict.json) == $(grep outcome whole/verdict.json) ]] || fail "the verdict is another"
}

RANDOM=1
kills=0 while_writing=0 runs=0
while ((kills < 20)); do
  "${limited[@]}" 60 "$nadir" run "$deck" --output out-of-kills --restart "${options[@]}" >out 2>err &
  job=$!
  sleep "0.$((RANDOM % 90 + 10))"
  if ((kills % 2 == 1)); then
    until compgen -G "out-of-kills/checkpoints/*.part" >/dev/null || ! kill -0 $job 2>/dev/null; do sleep 0.001; done
  fi
  program=$(pgrep -P $job || true)
  if [[ -n $program ]] && kill -KILL $program 2>/dev/null; then
    kills=$((kills + 1))
    wait $job || true
    compgen -G "out-of-kills/checkpoints/*.part" >/dev/null && while_writing=$((while_writing + 1))
  else # it was faster
    wait $job || fail "the run that went on failed"
    compare_results
    rm -rf out-of-kills
    runs=$((runs + 1))
  fi
done
expect 0 "" "${limited[@]}" 120 "$nadir" run "$deck" --output out-of-kills --restart "${options[@]}"
compare_results
echo "$kills kills, $while_writing of them while a checkpoint was being written, in $((runs + 1)) runs"
((while_writing >= 3)) || fail "too few kills met a checkpoint that was being written"
