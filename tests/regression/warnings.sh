#!/bin/bash
# A run warns while it works, and its verdict repeats the warning; a run that stays below the threshold says nothing.
#
#   warnings.sh NADIR
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" warnings
nadir=$1
decks=$here/../convergence/decks
wanted="the plated or stripped thickness at 'lower' has passed 5 % of the thinner layer beside it"

# 10 A/m2 moves 0.5 um, 5 % of the metal's 10 um, in 204 s.
expect 0 "" "$nadir" run "$decks/constant_current.prm" --output thick --set "Protocol/Step strip/Duration=300 s"
[[ $(grep -c "^warning: $wanted" out) -eq 1 ]] || fail "the run should warn once while it works"
[[ $(grep -c "^  warning: $wanted" out) -eq 1 ]] || fail "the verdict on the screen should repeat the warning"
grep -q "  warning: $wanted" thick/nadir.log || fail "the log should have the warning"
sed -n '/"warnings": \[/,/\]/p' thick/verdict.json | grep -q "$wanted" || fail "verdict.json should have the warning"

expect 0 "" "$nadir" run "$decks/constant_current.prm" --output thin --set "Protocol/Step strip/Duration=200 s"
! grep -qi warning out thin/nadir.log || fail "a thin deposit should not be warned of"
grep -q '"warnings": \[\]' thin/verdict.json || fail "verdict.json should have no warning"

# Lost contact, with its place and time: sodium recedes from its electrolyte until the voltage is met after 89.5 s.
expect 0 "" "$nadir" run "$decks/pressure_current.prm" --output lost \
  --set "Protocol/Step plate/Current density=1 A/m^2" --set "Protocol/Step plate/Upper voltage=10 mV"
grep -q "^contact lost: 11.1 % of the conductance of the interface is left; a gap has opened on 100 % of its area" out ||
  fail "the screen should say that contact was lost"
for entry in '"outcome": "contact lost"' '"place": "face"' '"time_s": 89.'; do
  grep -q "$entry" lost/verdict.json || fail "verdict.json should have: $entry"
done
