#!/bin/bash
# Jobs of nadir-submit in a real queue: one in parallel, one that fails, a chain of three restarts (after a warning by hand, and two of the queue before
# its time limit, for which it looks every half minute), a chain that would never end, and a study of eight points with its gathering job. They wait more
# than they compute.
#
#   queue.sh NADIR MPIRUN
. "$(dirname "${BASH_SOURCE[0]}")/../regression/functions.sh" cluster-queue
. "$here/../cluster/slurm.sh"
nadir=$1 mpirun=$2
submit=$here/../../cluster/nadir-submit
start_slurm

# Passes the program on, but for the first three times lets it rest after its first step until the queue's warning comes.
cat >slowly <<'PROGRAM'
#!/bin/bash
screen=screen-${SLURM_RESTART_COUNT:-0}.txt
"$@" >"$screen" 2>&1 &
program=$!
warned=
trap 'warned=1; kill -CONT $program; kill -USR1 $program' USR1
if [[ ${SLURM_RESTART_COUNT:-0} -lt 3 ]]; then
  until grep -q "^ *step " "$screen" || ! kill -0 $program 2>/dev/null; do sleep 0.02; done
  kill -STOP $program 2>/dev/null
fi
wait $program
code=$?
while [[ -n $warned && $code -gt 128 ]]; do
  warned=
  wait $program
  code=$?
done
exit $code
PROGRAM
# A program that is interrupted whenever it runs.
cat >interrupted <<'PROGRAM'
#!/bin/bash
[[ $1 != check ]] || { echo "1 cells" && exit; }
echo "run $SLURM_RESTART_COUNT"
exit 4
PROGRAM
chmod +x slowly interrupted
site() { printf '[program]\nnadir = %s\nlauncher = %s\n[queue]\npartition = short\ncores per node = 4\nwarning seconds = %s\n' "$@"; }
site "$nadir" "$mpirun -np {ranks}" 5 >mpirun.ini
site "$nadir" "$folder/slowly" 30 >slowly.ini
site "$folder/interrupted" "env" 5 >interrupted.ini

# submitted NAME ARGUMENTS...: the number of a job in the variable NAME
submitted()
{
  local variable=$1
  shift
  "$submit" "$@" >out 2>err || fail "cannot submit: $*"
  printf -v "$variable" %s "$(sed -n 's/^\(job\|points\): //p' out)"
  echo "fine: submitted $*"
}
small=(--time 0:01 --memory 500 --set "Output/Fields=false")
cell=$here/runs/cell.prm
submitted chain "$here/../parallel/decks/ranks.prm" --site slowly.ini --output chain --restarts 5 "${small[@]}" --set "Mesh refinement/Largest count=200"
submitted parallel "$cell" --site mpirun.ini --output parallel --ranks 2 "${small[@]}"
submitted failing "$cell" --site mpirun.ini --output failing --restarts 5 "${small[@]}" --set "Solver/Largest count=1"
submitted endless "$cell" --site interrupted.ini --output endless --restarts 1 "${small[@]}"
submitted study "$here/../cluster/study.prm" --study --site mpirun.ini --output study --at-once 2 "${small[@]}"
gather=$(sed -n 's/^gather: //p' out)
[[ $(timeout 10 scontrol show job "$gather" | grep -c "Dependency=afterany:$study") -eq 1 ]] || fail "the gathering job should wait for the points"

# The first warning, if the queue has not been faster.
timeout 60 bash -c 'until grep -qs "^ *step " screen-0.txt; do sleep 0.1; done' || fail "the chain does not begin: $(cat chain/slurm-*.out screen-0.txt)"
timeout 10 scancel --batch --signal=USR1 "$chain" 2>/dev/null || true

# ended ID STATE FOLDER: else what the job printed
ended()
{
  wait_for_jobs 200 "$1"
  [[ $(job_state "$1") == "$2" ]] || fail "job $1 is $(job_state "$1") instead of $2: $(tail -n 20 "$3"/slurm-*.out screen-*.txt)"
  echo "fine: $3 is $2 after $SECONDS s"
}
ended "$parallel" COMPLETED parallel
[[ -s parallel/verdict.json && -s parallel/job-1.sh ]] || fail "there are no results: $(ls parallel)"
ended "$failing" FAILED failing
timeout 10 scontrol show job "$failing" | grep -q "Restarts=0 .*ExitCode=3:0" || fail "a run that fails should not be restarted: $(scontrol show job "$failing")"
ended "$endless" FAILED endless
[[ $(grep -c "^run" endless/slurm-*.out) -eq 2 ]] || fail "one restart is allowed: $(cat endless/slurm-*.out)"
grep -q "no restart is left" endless/slurm-*.out || fail "it should say that no restart is left"

ended "$study" COMPLETED study
ended "$gather" COMPLETED study
[[ $(wc -l <study/study.csv) -eq 9 && $(grep -c survived study/study.csv) -eq 8 ]] || fail "eight points should be there: $(cat study/study.csv)"
[[ $(ls -d study/run-* | wc -l) -eq 8 ]] || fail "eight runs should be there: $(ls study)"
[[ $(grep -c "(was there)" study/slurm-"$gather".out) -eq 8 ]] || fail "the gathering job should run nothing: $(cat study/slurm-"$gather".out)"

ended "$chain" COMPLETED chain
timeout 10 scontrol show job "$chain" | grep -q "Restarts=3 " || fail "three restarts were expected: $(scontrol show job "$chain")"
[[ $(grep -c "to be restarted" chain/slurm-*.out) -eq 3 ]] || fail "$(cat chain/slurm-*.out)"
for k in 0 1 2; do grep -q "interrupted by a signal" screen-$k.txt || fail "run $k was not interrupted: $(cat screen-$k.txt)"; done
expect 0 "" timeout --kill-after=5 120 "$nadir" run "$here/../parallel/decks/ranks.prm" --output whole --set "Output/Fields=false" --set "Mesh refinement/Largest count=200"
"$here/../support/compare_histories.sh" whole/history.csv chain/history.csv 1e-10 "a chain of four jobs" || fail "the histories differ"
[[ $(wc -l <whole/history.csv) -eq $(wc -l <chain/history.csv) ]] || fail "the chain has another number of steps"

# What is refused when there is a queue.
expect 1 "" "$submit" "$cell" --site mpirun.ini --output refused --time 2:00
grep -q "the queue refuses the job" err || fail "the message of the queue is missing"
[[ -z $(ls refused) ]] || fail "a refused job should leave no script"
