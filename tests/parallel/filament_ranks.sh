#!/bin/bash
# filament_ranks.sh NADIR MPIEXEC SCRATCH
#
# A filament to the short circuit on 1, 2 and 4 ranks: the same histories to 1e-8 before the onset, the same current and time of the onset and
# the same time to the short circuit to one percent; charge in the crack balances, and the mesh follows the filament. The tip may advance by l in
# a step, which costs less.
set -euo pipefail
here=$(dirname "${BASH_SOURCE[0]}")
nadir=$1 mpiexec=$2 scratch=$3
status=0

fail() { echo "$@"; status=1; }
# entry RANKS NAME: of the verdict
entry() { sed -n "s/^ *\"$2\": \"\\{0,1\\}\\([^\",]*\\)\"\\{0,1\\},\\{0,1\\}\$/\\1/p" "$scratch/$1/verdict.json"; }
# near A B: within one percent
near() { awk -v a="$1" -v b="$2" 'BEGIN { exit !(a > 0 && b > 0 && a / b < 1.01 && b / a < 1.01) }'; }
# of_history RANKS PROGRAM: awk, in which v["name"] is the present row's value and onset the time of the onset
of_history()
{
  awk -F, -v onset="$(entry "$1" onset_s)" 'NR == 1 { for (i = 1; i <= NF; i++) header[i] = $i; next }
    { for (i = 1; i <= NF; i++) v[header[i]] = $i } '"$2" "$scratch/$1/history.csv"
}
# Left out: pressures of foils that nothing presses on, and the current that leaks through the electrolyte, 1e-6 of what flows. They are round-off.
before_onset()
{
  awk -F, -v OFS=, -v onset="$(entry 1 onset_s)" '
    NR == 1 { for (i = 1; i <= NF; i++) if ($i !~ /^((anode|cathode):mean_pressure_Pa|stripped_face:electronic_current_A|shorting_current_A)$/) kept[++n] = i }
    NR == 1 || $2 < (1 - 1e-9) * onset { for (k = 1; k <= n; k++) printf "%s%s", $kept[k], k < n ? OFS : "\n" }' "$scratch/$1/history.csv" >"$scratch/$1/before_onset.csv"
}

rm -rf "$scratch" && mkdir -p "$scratch"
for ranks in 1 2 4; do
  "$mpiexec" -n "$ranks" "$nadir" run "$here/filament_ranks.prm" --output "$scratch/$ranks" --overwrite --set "Output/Fields=false" \
    --set "Fracture/Largest advance=2 um" >"$scratch/log" 2>&1 ||
    { cat "$scratch/log"; echo "the run on $ranks ranks failed"; exit 1; }
  onset=$(entry "$ranks" onset_s) end=$(entry "$ranks" time_s)
  current=$(of_history "$ranks" 'v["time_s"] > (1 - 1e-9) * onset && !n++ { print v["current_density_A_per_m2"] }')
  echo "$ranks ranks: onset after $onset s at $current A/m2, short circuit after $end s, $(entry "$ranks" wall_time_s) s"
  [[ $(entry "$ranks" outcome) == "short circuit" ]] || fail "$ranks ranks: $(entry "$ranks" outcome)"
  of_history "$ranks" '{ if (v["deposit_balance"] == "" || !(v["deposit_balance"] < 1e-6)) worst = v["deposit_balance"] } END { if (worst != "") print worst; exit worst != "" }' ||
    fail "$ranks ranks: the charge in the crack does not balance"
  of_history "$ranks" 'NR == 2 { first = v["cells"] } END { exit !(v["cells"] > first) }' || fail "$ranks ranks: the mesh does not follow the filament"

  before_onset "$ranks"
  if [[ $ranks -eq 1 ]]; then
    onset_of_one=$onset current_of_one=$current end_of_one=$end
    (($(wc -l <"$scratch/1/before_onset.csv") > 5)) || fail "fewer than five steps before the onset"
    continue
  fi
  "$here/../support/compare_histories.sh" "$scratch/1/before_onset.csv" "$scratch/$ranks/before_onset.csv" 1e-8 "1 and $ranks ranks before the onset" || status=1
  near "$onset" "$onset_of_one" || fail "$ranks ranks: onset after $onset s, on one after $onset_of_one s"
  near "$current" "$current_of_one" || fail "$ranks ranks: onset at $current A/m2, on one at $current_of_one A/m2"
  near "$end" "$end_of_one" || fail "$ranks ranks: short circuit after $end s, on one after $end_of_one s"
done
exit $status
