#!/bin/bash
# nadir-post draws a small grid (sample.pvd: 4 by 4 cells of 25 by 35 um; the upper quarter has no value), prints the
# range, and refuses what it cannot do.  picture_test.sh NADIR_POST
set -euo pipefail
post=$1
cd "$(dirname "${BASH_SOURCE[0]}")/sample"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() { echo "$*" && exit 1; }

"$post" fields.pvd --field ionic_potential_V --output "$folder/a.png" | tee "$folder/out"
grep -q '^ionic_potential_V: minimum 0, maximum 0.105$' "$folder/out" || fail "the range is wrong"
[[ $(head -c 4 "$folder/a.png" | tail -c 3) == PNG ]] || fail "this is no PNG"
[[ $(stat -c %s "$folder/a.png") -gt 8000 ]] || fail "the picture is empty"

# Outside of the given range everything has the colour of its end: another picture.
"$post" fields.pvd --field ionic_potential_V --range 10 20 --title x --output "$folder/b.png" >/dev/null
! cmp -s "$folder/a.png" "$folder/b.png" || fail "the range does not change the picture"

"$post" fields.pvd --field ionic_current_density_A_per_m2 --component 1 | grep -q 'minimum -0.28, maximum' ||
  fail "the range of a component is wrong"
! "$post" fields.pvd --field no_such_field 2>"$folder/err" || fail "an unknown field should fail"
grep -q 'ionic_potential_V' "$folder/err" || fail "the message should list the fields"
! "$post" nothing.pvd --list 2>/dev/null || fail "a missing file should fail"
