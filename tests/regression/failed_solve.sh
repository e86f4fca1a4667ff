#!/bin/bash
# Runs whose solve fails: exit code 3, a verdict that says so, and everything up to the last good step.
#
#   failed_solve.sh NADIR MPIRUN
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" failed-solve
nadir=$1 mpirun=$2

# verdict FOLDER NAME: a value of the verdict
verdict()
{
  sed -n "s/^  \"$2\": \"\\{0,1\\}\\(.*[^\",]\\)\"\\{0,1\\},\\{0,1\\}\$/\\1/p" "$1/verdict.json"
}

check_failure()
{
  local folder=$1 last columns
  [[ $(verdict "$folder" outcome) == "numerical failure" ]] || fail "the verdict is: $(cat "$folder/verdict.json")"
  verdict "$folder" criterion | grep -q "the smallest allowed" ||
    fail "the verdict does not name the smallest step"
  columns=$(awk -F, '{ print NF }' "$folder/history.csv" | sort -u | wc -l)
  [[ $columns -eq 1 ]] || fail "history.csv has rows of different lengths"
  ! grep -qi nan "$folder/history.csv" || fail "history.csv has a row without numbers"
  last=$(tail -n 1 "$folder/history.csv" | cut -d, -f2)
  awk -v t="$last" 'BEGIN { exit !(t > 10 && t < 20) }' ||
    fail "the salt should be used up after about 14 s, not $last s"
  grep -q "\"time_s\": ${last%.*}" "$folder/verdict.json" || fail "the verdict is not about the last row, at $last s"
  [[ $(tail -n 4 "$folder/fields.pvd" | grep -o 'timestep="[0-9]*' | tail -n 1) == "timestep=\"${last%.*}" ]] ||
    fail "the fields of the last step were not written"
}

deck=$here/runs/beyond_the_limiting_current.prm
expect 3 "" "$nadir" run "$deck" --output one
grep -q "^the solve failed: the step of 0.02 s failed (.*); it is the smallest allowed and cannot be cut$" err ||
  fail "the message should name the smallest step"
check_failure one
expect 3 "" "$mpirun" -np 2 "$nadir" run "$deck" --output two
[[ $(grep -c "^the solve failed" err) -eq 1 ]] || fail "on two ranks the message should come once"
check_failure two

# Without a number from the first step on.
expect 3 "" "$nadir" run "$here/runs/no_number.prm" --output three
grep -q "a law or a formula of the deck has no value (not-a-number)" err || fail "the message should name the cause"
[[ $(verdict three outcome) == "numerical failure" ]] || fail "the verdict is: $(cat three/verdict.json)"
