#!/bin/bash
# Every deck of the convergence tests passes `nadir check`; those that others include are parts and no decks.
#
#   convergence_decks.sh NADIR
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" convergence-decks
nadir=$1
checked=0
for deck in "$here"/../convergence/decks/*.prm; do
  if ! grep -qx "include $(basename "$deck")" "$here"/../convergence/decks/*.prm; then
    expect 0 "" "$nadir" check "$deck"
    checked=$((checked + 1))
  fi
done
((checked > 0)) || fail "there are no decks"
