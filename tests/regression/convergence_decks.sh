#!/bin/bash
# Every deck of the convergence tests passes `nadir check`; those that others include are parts and no decks.
#
#   convergence_decks.sh NADIR
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" convergence-decks
nadir=$1
decks=()
for deck in "$here"/../convergence/decks/*.prm; do
  grep -qx "include $(basename "$deck")" "$here"/../convergence/decks/*.prm || decks+=("$deck")
done
((${#decks[@]} > 0)) || fail "there are no decks"
expect 0 "" "$nadir" check "${decks[@]}"
[[ $(grep -c ": no mistake found" out) -eq ${#decks[@]} ]] || fail "not every deck was checked"
