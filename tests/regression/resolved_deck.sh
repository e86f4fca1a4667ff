#!/bin/bash
# Every run writes its resolved deck beside its results; run again, that deck gives the same history, number for number.
#
#   resolved_deck.sh NADIR
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" resolved-deck
nadir=$1

# The history without the wall time, its last column.
history()
{
  [[ $(head -n 1 "$1/history.csv") == *,wall_time_s ]] || fail "the last column of $1/history.csv is not the wall time"
  sed 's/,[^,]*$//' "$1/history.csv"
}

# again DECK ARGUMENTS...
again()
{
  local name
  name=$(basename "$1" .prm)
  expect 0 "" "$nadir" run "$@" --output "$name"
  mkdir -p elsewhere
  cp "$name/resolved.prm" elsewhere/deck.prm # without the original beside it
  expect 0 "" "$nadir" run elsewhere/deck.prm --output "$name-again"
  [[ $(history "$name" | wc -l) -gt 1 ]] || fail "the history of $name is empty"
  diff <(history "$name") <(history "$name-again") || fail "the resolved deck of $name gives another history"
  cmp "$name/resolved.prm" "$name-again/resolved.prm" || fail "the resolved deck of $name resolves to another one"
}

again "$here/runs/cell.prm" --set "Protocol/Step strip/To=2 mA/cm^2"
again "$here/runs/mesh_from_a_file.prm"
again "$here/runs/polymer.prm"
