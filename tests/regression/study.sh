#!/bin/bash
# A study from its deck to its table: the critical current of a closed form, a study that is killed and goes on, runs that fail or crash, and mistakes.
#
#   study.sh NADIR MPIRUN
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" study
nadir=$1 mpirun=$2
sed 's|include ../../convergence|include '"$here"'/../convergence|' "$here/runs/study.prm" >study.prm
limit=(--set "Protocol/Step strip/Upper voltage=0.2 V")

# cell FILE COLUMN ROW: a cell of a table without commas in its cells
cell()
{
  awk -F, -v name="$2" -v row="$3" 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == name) c = i } NR == row + 1 { print $c }' "$1"
}

# 1. Killed after some runs, and started again: nothing that has ended is repeated.
"$nadir" study study.prm --output s "${limit[@]}" >out 2>err &
pid=$!
for ((i = 0; i < 600; ++i)); do
  [[ $(ls s/run-*/run.json 2>/dev/null | wc -l) -ge 3 ]] && break
  sleep 0.05
done
kill -TERM "$pid"
wait "$pid" && fail "a study that is killed does not end well" || true
before=$(find s -name run.json -printf '%p %T@\n' | sort)
[[ -n $before ]] || fail "no run had ended"
expect 0 "" "$nadir" study study.prm --output s "${limit[@]}"
grep -q "(was there)" out || fail "the runs that had ended should be read back"
after=$(find s -name run.json -printf '%p %T@\n' | sort)
[[ $(comm -12 <(echo "$before") <(echo "$after")) == "$before" ]] || fail "a run that had ended was repeated"
# 0.2 V: i L/sigma + 4 R T/F asinh(i/20) = 0.2.
for row in 1 2; do
  awk -v i="$(cell s/study.csv survives_at_A_per_m2 $row)" -v j="$(cell s/study.csv fails_at_A_per_m2 $row)" -v s="$(sed -n "${row}p" <<<$'0.1\n0.5')" '
    function v(i) { x = i / 20; return i * 1e-3 / s + 4 * 8.314463 * 298.15 / 96485.33 * log(x + sqrt(x * x + 1)) }
    BEGIN { exit !(v(i) < 0.2 && v(j) > 0.2 && j / i < 1.05) }' || fail "the bracket of row $row does not hold the closed form: $(cat s/study.csv)"
  [[ $(cell s/study.csv outcome $row) == "voltage limit" ]] || fail "the outcome of row $row"
done
grep -q '"critical_current_density_A_per_m2"' s/study.json || fail "study.json should have the critical current"

# 2. Again, with another tolerance: what is there is enough.
expect 0 "" "$nadir" study study.prm --output s "${limit[@]}" --set "Study/Critical current/Tolerance=0.2"
! grep -v "(was there)" out | grep -q "^point" || fail "a wider bracket needs no new run"

# 3. A run that fails, and one that crashes, are listed with their reasons and end nothing.
sed -e '/subsection Critical/,/^  end/d' -e 's|^    set Entry .*|    set Entry = Solver/Largest count|' -e 's|^    set Values.*|    set Values = 1; 30|' study.prm >fails.prm
expect 0 "" "$nadir" study fails.prm --output f
[[ $(cell f/study.csv outcome 1) == "numerical failure" && $(cell f/study.csv outcome 2) == survived ]] || fail "outcomes: $(cat f/study.csv)"
grep -q "the solve failed" f/study.csv || fail "the reason should be in the table"
printf '#!/bin/bash\n[[ $* != *count=1* ]] || kill -SEGV $$\nexec "$@"\n' >launch
chmod +x launch
expect 0 "" "$nadir" study fails.prm --output c --set "Study/Launcher=./launch"
[[ $(cell c/study.csv outcome 1) == crashed && $(cell c/study.csv outcome 2) == survived ]] || fail "outcomes: $(cat c/study.csv)"
grep -q "killed by signal 11" c/study.csv || fail "the signal should be in the table"
expect 0 "" "$nadir" study fails.prm --output silent --set "Study/Launcher=false"
grep -q "exit code 1, without a word" silent/study.csv || fail "a run that ends without a word should be told"
printf '#!/bin/bash\n[[ $* != *count=1* ]] || exit 55\nexec "$@"\n' >launch
expect 0 "" "$nadir" study fails.prm --output aborted --set "Study/Launcher=./launch"
[[ $(cell aborted/study.csv outcome 1) == crashed && $(cell aborted/study.csv outcome 2) == survived ]] || fail "outcomes: $(cat aborted/study.csv)"

# Tables that are another study's, or somebody's own, are kept.
mkdir own
echo "mine" >own/study.csv
expect 0 "" "$nadir" study fails.prm --output own
[[ $(cat own/study-1.csv) == mine && $(cell own/study.csv outcome 2) == survived ]] || fail "a table that was there should be kept"
before=$(cat own/study.csv)
expect 0 "" "$nadir" study fails.prm --output own --set "Study/At once=2"
[[ $(cat own/study.csv) == "$before" && ! -e own/study-2.csv ]] || fail "the same study goes on in its table"
expect 0 "" "$nadir" study fails.prm --output own --set "Study/Vary conductivity/Values=30"
[[ $(cat own/study-2.csv) == "$before" && $(wc -l <own/study.csv) -eq 2 ]] || fail "the table of another study should be kept"

# 4. Two points at once, and two ranks for each run, give the same bracket.
cp -r s wide
expect 0 "" "$nadir" study study.prm --output wide "${limit[@]}" --set "Study/Critical current/Tolerance=1"
expect 0 "" "$nadir" study study.prm --output two "${limit[@]}" --set "Study/At once=2" --set "Study/Critical current/Tolerance=1"
expect 0 "" "$nadir" study study.prm --output ranks "${limit[@]}" --set "Study/Launcher=$mpirun -np 2" --set "Study/Critical current/Tolerance=1" \
  --set "Study/Vary conductivity/Values=0.5 S/m"
for column in survives_at_A_per_m2 fails_at_A_per_m2; do
  for other in "two 2" "ranks 1"; do
    [[ $(cell ${other% *}/study.csv $column ${other#* }) == $(cell wide/study.csv $column 2) ]] || fail "the bracket should not depend on it"
  done
done

[[ $("$nadir" study study.prm --list "${limit[@]}" | wc -l) -eq 2 ]] || fail "there are two points"
cp -r s shared
rm shared/study.*
expect 0 "" "$nadir" study study.prm --output shared "${limit[@]}" --point 2
[[ ! -e shared/study.csv ]] || fail "one of several jobs should leave the tables to the last one"
expect 2 "command line: error: the study has 2 points, so there is no point 3
  help: \`nadir study DECK --list\` tells them" "$nadir" study study.prm --output shared --point 3

# Runs that differ only after a step share the state at its end: the same results, and a later step that is another is no reason to refuse.
{
  sed 's/^  subsection Step strip/  subsection Step first\n    set Type = constant current\n    set Current density = -5 A\/m^2\n    set Duration = 2 h\n  end\n&/' \
    "$here/../convergence/decks/symmetric_cell.prm"
  sed '1,/^include/d' study.prm
} >two.prm
wide=(--set "Study/Critical current/Tolerance=0.3")
expect 0 "" "$nadir" study two.prm --output alone "${limit[@]}" "${wide[@]}"
expect 0 "" "$nadir" study two.prm --output together "${limit[@]}" "${wide[@]}" --set "Study/Shared until=first"
runs=$(ls -d together/run-*/run.json | wc -l)
[[ $(grep -l "goes on from .*after-first" together/run-*/nadir.log | wc -l) -eq $((runs - 2)) ]] || fail "every run but the first of each point should go on from that one"
# but for the folders; voltages are solved to a tolerance that knows the largest current of each protocol.
diff <(cut -d, -f3-9 alone/study.csv) <(cut -d, -f3-9 together/study.csv) >diff || fail "shared work changes results: $(cat diff)"
for run in together/run-*; do
  [[ $(awk -F, 'NR > 1 { print $1 }' "$run/history.csv") == $(seq $(($(wc -l <"$run/history.csv") - 1))) ]] || fail "the history of $run should have every step once"
done
expect 2 "" "$nadir" run two.prm --output "$(ls -d together/run-0001-*)" --restart "$(ls -d together/run-0001-*/checkpoints/*after-first)" --overwrite --set "Protocol/Step first/Duration=1 h"
grep -qF "'Protocol/Step first/Duration' is 3600 s in the deck" err || fail "a step that has been done may not be another"

# Each electrode by itself: the same cell, but what is looked for must be what fails. At the limit both overpotentials are the same.
expect 0 "" "$nadir" study two.prm --output e "${limit[@]}" --set "Study/Critical current/Electrodes=plated, stripped" \
  --set "Study/Critical current/Settings for plated=Interface lower/Charge transfer/Exchange current density = 40 A/m^2" \
  --set "Study/Critical current/Settings for stripped=Interface upper/Charge transfer/Exchange current density = 40 A/m^2"
[[ $(wc -l <e/study.csv) -eq 5 ]] || fail "two points for each electrode"
for row in 1 2 3 4; do
  [[ $(cell e/study.csv electrode $row) == $(cell e/study.csv electrode_looked_for $row) ]] || fail "another electrode failed in row $row"
done
for column in survives_at_A_per_m2 fails_at_A_per_m2; do
  [[ $(cell e/study.csv $column 1) == $(cell e/study.csv $column 3) ]] || fail "a cell that is the same both ways"
done
# 40 A/m2 on one side, 10 A/m2 on the other: i L/sigma + 2 R T/F (asinh(i/20) + asinh(i/80)) = 0.2.
awk -v i="$(cell e/study.csv survives_at_A_per_m2 1)" -v j="$(cell e/study.csv fails_at_A_per_m2 1)" '
  function asinh(x) { return log(x + sqrt(x * x + 1)) }
  function v(i) { return i * 1e-2 + 2 * 8.314463 * 298.15 / 96485.33 * (asinh(i / 20) + asinh(i / 80)) }
  BEGIN { exit !(v(i) < 0.2 && v(j) > 0.2 && j / i < 1.05) }' || fail "the bracket does not hold the closed form: $(cat e/study.csv)"

# 5. No bracket: nothing fails without the limit.
expect 0 "" "$nadir" study study.prm --output n --set "Study/Vary conductivity/Values=0.1 S/m" --set "Study/Critical current/Largest count=2" \
  --set "Protocol/Step strip/Upper voltage=9 V"
grep -q "no critical current density: 2 runs did not close the bracket: none failed, at 1 to 2 mA/cm^2 (change .Start., .Growth. or .Fails with. at .*study.prm:[0-9]*)" out ||
  fail "the study should say that nothing failed"

# 6. Mistakes, before anything runs.
message()
{
  local setting=$1 wanted=$2
  expect 2 "" "$nadir" study study.prm --output m --set "$setting"
  grep -qF -- "$wanted" err || fail "the message should have: $wanted"
  [[ ! -e m/study.csv ]] || fail "a wrong study must not leave a table"
}
message "Study/Vary conductivity/Entry=Material ion conductor/Ionic conduction/Conductivty" "did you mean 'Conductivity'?"
message "Study/Vary conductivity/Values=0.1 S/m; 5" "has no unit"
message "Study/Critical current/Entry=Protocol/Step plate/Current density" "has no section 'Step plate'"
message "Study/Critical current/Start=0 mA/cm^2" "cannot start from 0"
message "Study/Critical current/Start=1 mA" "a current density"
message "Study/Critical current/Fails with=short circut" "did you mean 'short circuit'?"
message "Study/Critical current/Survives with=voltage limit" "'voltage limit' counts as failed and as survived"
message "Study/Critical current/Electrodes=striped" "did you mean 'stripped'?"
message "Study/Critical current/Settings for plated=Verdict/Contact lost below=0" "nothing looks for the failure of the plated electrode"
message "Protocol/Step strip/Duration=1 h" "no run of this deck can fail as the search asks for, with 'short circuit' (no metal plates into cracks"
message "Study/Shared until=stripp" "the protocol has no step 'stripp'"
message "Study/Design=Latin hypercube" "a Latin hypercube samples ranges"
expect 2 "" "$nadir" study study.prm --output m "${limit[@]}" --set "Study/Vary conductivity/Entry=Protocol/Step strip/Current density" \
  --set "Study/Vary conductivity/Values=1 mA/cm^2; 2 mA/cm^2"
grep -q "is set twice" err || fail "an entry that is varied and searched should be told"
expect 2 "" "$nadir" study "$here/runs/cell.prm" --output m
grep -q "the deck has no \`subsection Study\`" err || fail "a deck without Study"
expect 2 "" "$mpirun" -np 2 "$nadir" study study.prm --output m
grep -q "a study starts its runs by itself" err || fail "a study under mpirun"
# A column that is not there is told in the table, for want of a run that knows it before.
expect 0 "" "$nadir" study study.prm --output s "${limit[@]}" --set "Study/Results=max_ionic_potential"
grep -q "history.csv has no column 'max_ionic_potential'" s/study.csv || fail "a column that is not there should be told"
