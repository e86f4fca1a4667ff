#!/bin/bash
# Signals, another number of ranks, and checkpoints that cannot be used.
#
#   restart.sh NADIR MPIRUN
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" restart
nadir=$1 mpirun=$2
deck=$here/../parallel/decks/ranks.prm
compare=$here/../support/compare_histories.sh
small=(--set "Mesh refinement/Largest count=500" --set "Output/Fields every=0")
options=("${small[@]}" --set "Checkpoint/Every=10")
fixed=(--set "Solver/Tolerance=1e-13" --set "Solver/Linear solver/Method=direct")

# wait_for FILE: until it is there
wait_for()
{
  timeout 60 bash -c 'until [[ -e $0 ]]; do sleep 0.01; done' "$1" || fail "$1 did not come"
}

# stop SIGNAL COMMAND...: start it in a folder `results`, send its program (one of its ranks) the signal after a checkpoint, and expect 4
stop()
{
  local signal=$1 code=0
  shift
  timeout --kill-after=5 120 "$@" >out 2>err &
  local job=$!
  wait_for results/checkpoints/step-00000010
  local program=$(pgrep -P $job)
  [[ $* == *-np* ]] && program=$(pgrep -P $program | head -n 1)
  kill -s "$signal" $program
  wait $job || code=$?
  [[ $code -eq 4 ]] || fail "exit code $code after SIG$signal, expected 4"
  grep -q "^interrupted by a signal after step [0-9]*, at [0-9.e+]* s$" err || fail "it should say that it was interrupted"
  grep -q "  help: the same command with --restart goes on from there" err || fail "it should say how to go on"
  [[ ! -e results/verdict.json ]] || fail "a run that was interrupted has no verdict"
  [[ $(ls results/checkpoints | wc -l) -le 2 ]] || fail "more than two checkpoints are kept: $(ls results/checkpoints)"
}

expect 0 "" "$nadir" run "$deck" --output whole "${options[@]}" "${fixed[@]}"

# By the clock alone: at every step where 1 ms has passed, never where 1 h has not.
expect 0 "" "$nadir" run "$deck" --output clock "${small[@]}" --set "Checkpoint/Interval=1 ms"
[[ $(grep -c checkpoint clock/nadir.log) -gt 5 && $(ls clock/checkpoints | wc -l) -eq 2 ]] || fail "checkpoints by the clock"
expect 0 "" "$nadir" run "$deck" --output clock --overwrite "${small[@]}" --set "Checkpoint/Interval=1 h"
! grep -q checkpoint clock/nadir.log || fail "a checkpoint long before it is due"

# The queue's warnings, on one rank and on two; going on with another number of ranks.
stop TERM "$nadir" run "$deck" --output results "${options[@]}" "${fixed[@]}"
expect 0 "" timeout --kill-after=5 120 "$mpirun" -np 2 "$nadir" run "$deck" --output results --restart "${options[@]}" "${fixed[@]}"
"$compare" whole/history.csv results/history.csv 1e-10 "from 1 to 2 ranks" || fail "the histories differ"
rm -r results
stop USR1 "$mpirun" -np 2 "$nadir" run "$deck" --output results "${options[@]}" "${fixed[@]}"
cp -r results stopped
expect 0 "" "$nadir" run "$deck" --output results --restart latest "${options[@]}" "${fixed[@]}"
"$compare" whole/history.csv results/history.csv 1e-10 "from 2 to 1 ranks" || fail "the histories differ"

# A run that has ended is left alone.
before=$(snapshot results)
expect 0 "" "$nadir" run "$deck" --output results --restart "${options[@]}" "${fixed[@]}"
grep -q "has come to its end (survived): nothing is left to do" out || fail "it should say that nothing is left to do"
named=$(ls -d results/checkpoints/* | head -n 1)
expect 2 "command line: error: the run in 'results' has come to its end, and going on from '$named' would replace its results
  help: add --overwrite if that is meant" "$nadir" run "$deck" --output results --restart "$named" "${options[@]}" "${fixed[@]}"
[[ $(snapshot results) == "$before" ]] || fail "the results of a run that had ended were changed"

# Damaged, truncated, missing: the newest is refused with a reason, and the one before it is used.
for harm in flip truncate remove; do
  rm -rf results && cp -r stopped results
  newest=$(ls -d results/checkpoints/* | tail -n 1)
  case $harm in
    flip) printf '\xff' | dd of="$newest/mesh_variable.data" bs=1 seek=1000 conv=notrunc status=none && reason="its file mesh_variable.data is damaged: the checksum is another" ;;
    truncate) truncate -s 100 "$newest/state" && reason="its file state has 100 bytes, and should have " ;;
    remove) rm "$newest/mesh" && reason="its file mesh is missing" ;;
  esac
  expect 0 "" "$nadir" run "$deck" --output results --restart "${options[@]}" "${fixed[@]}"
  grep -qF "warning: the checkpoint '$newest' is not used: $reason" err || fail "it should say: $reason"
  "$compare" whole/history.csv results/history.csv 1e-10 "from the one before ($harm)" || fail "the histories differ"
  [[ $(ls results/checkpoints | wc -l) -eq 2 ]] || fail "there are other checkpoints than two: $(ls results/checkpoints)"
done

# Nothing that could be used.
rm -rf results && cp -r stopped results
for checkpoint in results/checkpoints/*; do echo '{' >"$checkpoint/manifest.json"; done
expect 2 "" "$nadir" run "$deck" --output results --restart "${options[@]}" "${fixed[@]}"
grep -q "its manifest.json is damaged" err || fail "the reason is missing"
grep -q "error: no checkpoint in 'results' can be used" err || fail "the message is another"
expect 2 "command line: error: the checkpoint 'nowhere' cannot be used: there is no such folder
  help: name another one from RESULTS/checkpoints, or write --restart latest" "$nadir" run "$deck" --output results --restart nowhere
before=$(snapshot results)

# Of another deck.
rm -rf results && cp -r stopped results
before=$(snapshot results)
expect 2 "" "$nadir" run "$deck" --output results --restart "${options[@]}" "${fixed[@]}" --set "Mesh refinement/Every=6"
grep -qF "'Mesh refinement/Every' is 6 in the deck and 7 in that of the checkpoint" err || fail "the entry is not named"
[[ $(snapshot results) == "$before" ]] || fail "a refused restart changed the results"
rm -r results/checkpoints
expect 2 "command line: error: the results in 'results' are not of this deck: 'Mesh refinement/Every' is 6 in the deck and 7 in its results
  help: choose another folder with --output DIR" "$nadir" run "$deck" --output results --restart "${options[@]}" "${fixed[@]}" --set "Mesh refinement/Every=6"

# Results without the rows that the checkpoint counts on.
rm -rf results && cp -r stopped results
truncate -s 10 results/history.csv
expect 2 "" "$nadir" run "$deck" --output results --restart "${options[@]}" "${fixed[@]}"
grep -q "error: the checkpoint belongs to a history of [0-9]* bytes, and 'results/history.csv' has only 10" err || fail "the message is another"

# No checkpoint, none wanted, and a run without them.
cell=$here/runs/cell.prm
expect 0 "" "$nadir" run "$cell" --output cell --restart --set "Checkpoint/Keep=none" --set "Checkpoint/Every=1"
grep -q "there is no checkpoint in 'cell': the run begins at the beginning" out || fail "it should say that it begins at the beginning"
[[ ! -e cell/checkpoints ]] || fail "there are checkpoints that nobody wanted"
