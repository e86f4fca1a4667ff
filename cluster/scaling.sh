#!/bin/bash
# Strong and weak scaling of one coupled step (scaling.prm) on a cluster, as rows of a table.
#
#   scaling.sh strong|weak TABLE.csv [--ranks "1 2 4 8"] [--coarse 5] [--refinements 1] [--launcher "mpirun -np {ranks}"] [--nadir PROGRAM] [-- MORE OF nadir run]
#
# A cube of COARSE x COARSE x COARSE cells (a multiple of 5), each refined REFINEMENTS times: all of it for `strong`, the share of each rank for `weak`, where
# the cell grows in area as ranks are added. Run it inside a job that has as many cores as the largest of --ranks:
#
#   sbatch --ntasks=128 --time=2:00:00 --wrap='cluster/scaling.sh weak weak.csv --ranks "1 2 4 8 16 32 64 128" --coarse 10 --refinements 2 --launcher "srun --ntasks={ranks}"'
#
# Rows are added to a table that is there. What the columns mean is in docs/scaling.md.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
usage() { sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2; }
fail()
{
  printf 'scaling.sh: error: %s\n' "$*" >&2
  exit 2
}

[[ $# -ge 2 && ($1 == strong || $1 == weak) ]] || { usage && exit 2; }
series=$1 table=$2 rank_counts="1 2" coarse=5 refinements=1 launcher="mpirun -np {ranks}" nadir=$here/../build/release/nadir
shift 2
while [[ $# -gt 0 && $1 != -- ]]; do
  [[ $# -ge 2 ]] || fail "$1 needs a value"
  case $1 in
    --ranks) rank_counts=$2 ;;
    --coarse) coarse=$2 ;;
    --refinements) refinements=$2 ;;
    --launcher) launcher=$2 ;;
    --nadir) nadir=$2 ;;
    *) fail "there is no option '$1'" ;;
  esac
  shift 2
done
[[ $# -eq 0 ]] || shift
more=("$@")
[[ $coarse =~ ^[1-9][0-9]*$ && $((coarse % 5)) -eq 0 ]] || fail "--coarse should be a multiple of 5, not '$coarse'"
[[ $refinements =~ ^[0-9]$ ]] || fail "--refinements should be a number below 10, not '$refinements'"
for ranks in $rank_counts; do [[ $ranks =~ ^[1-9][0-9]*$ ]] || fail "--ranks should be a list of numbers, not '$rank_counts'"; done
command -v "$nadir" >/dev/null || fail "there is no program '$nadir': name it by --nadir"

columns=series,ranks,cells,unknowns_of_potentials,steps,seconds_per_step,coupling_turns,newton_iterations,linear_iterations,mechanics_newton_iterations
columns+=,mechanics_linear_iterations,petsc_messages_per_rank_and_step,petsc_bytes_per_message,petsc_reductions_per_step,peak_MB_per_rank,files,MB_written
[[ -s $table ]] || echo "$columns" >"$table"
[[ $(head -n 1 "$table") == "$columns" ]] || fail "'$table' is another kind of table: choose another name"
folder=$(mktemp -d -p "$(dirname "$table")" scaling-XXXXXX)
trap 'rm -rf "$folder"' EXIT

# The largest divisor up to the root, so that the cell stays as square as it can.
divisor()
{
  local d best=1
  for ((d = 1; d * d <= $1; ++d)); do (($1 % d)) || best=$d; done
  echo $best
}

# last COLUMN: its value in the last row of the history; `mean COLUMN`: of all rows
last() { awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == name) c = i } END { print $c }' "$folder/run/history.csv"; }
mean() { awk -F, -v name="$1" 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == name) c = i; next } { s += $c; ++n } END { printf "%.4g\n", s / n }' "$folder/run/history.csv"; }
# The first step is left out: it fills caches and builds multigrid anew.
seconds_per_step() { awk -F, 'NR == 1 { for (i = 1; i <= NF; ++i) if ($i == "wall_time_s") c = i; next } NR == 2 { a = $c } { b = $c; ++n } END { printf "%.4g\n", (b - a) / (n - 1) }' "$folder/run/history.csv"; }
# petsc LABEL FIELD: of the summary of -log_view, whose columns are Max, Max/Min, Avg, Total
petsc() { awk -v label="$1" -v field="$2" 'index($0, label) == 1 { split(substr($0, length(label) + 1), f, " "); print f[field]; exit }' "$folder/screen"; }

for ranks in $rank_counts; do
  deep=1
  [[ $series == strong ]] || deep=$(divisor "$ranks")
  across=1
  [[ $series == strong ]] || across=$((ranks / deep))
  command=(${launcher//\{ranks\}/$ranks} "$nadir" run "$here/scaling.prm" --output "$folder/run" --overwrite
    --set "Geometry/Width=$((100 * across)) um" --set "Geometry/Cells across=$((coarse * across))"
    --set "Geometry/Depth=$((100 * deep)) um" --set "Geometry/Cells deep=$((coarse * deep))"
    --set "Geometry/Layer lower/Cells=$((coarse / 5))" --set "Geometry/Layer electrolyte/Cells=$((3 * coarse / 5))"
    --set "Geometry/Layer upper/Cells=$((coarse / 5))" --set "Mesh refinement/Initial refinements=$refinements" "${more[@]}")
  rm -rf "$folder/run"
  if ! "${command[@]}" -- -log_view -memory_view >"$folder/screen" 2>&1; then
    tail -n 20 "$folder/screen" >&2
    echo "scaling.sh: error: the run on $ranks ranks failed; the rows before it are in $table" >&2
    exit 1
  fi
  steps=$(last step)
  memory=$(awk '/^Maximum \(over computational time\) process memory/ { for (i = 1; i < NF; ++i) if ($i == "max") print $(i + 1) / 1e6; exit }' "$folder/screen")
  row=("$series" "$(last ranks)" "$(last cells)" "$(last unknowns)" "$steps" "$(seconds_per_step)" "$(mean coupling_turns)" "$(mean newton_iterations)"
    "$(mean linear_iterations)" "$(mean mechanics_newton_iterations)" "$(mean mechanics_linear_iterations)"
    "$(awk -v n="$(petsc 'MPI Msg Count:' 3)" -v s="$steps" 'BEGIN { printf "%.4g", n / s }')"
    "$(awk -v n="$(petsc 'MPI Msg Count:' 4)" -v b="$(petsc 'MPI Msg Len (bytes):' 4)" 'BEGIN { printf "%.4g", (n > 0 ? b / n : 0) }')"
    "$(awk -v n="$(petsc 'MPI Reductions:' 1)" -v s="$steps" 'BEGIN { printf "%.4g", n / s }')" "$memory"
    "$(find "$folder/run" -type f | wc -l)" "$(find "$folder/run" -type f -printf '%s\n' | awk '{ s += $1 } END { printf "%.4g", s / 1e6 }')")
  [[ $(last ranks) -eq $ranks ]] || fail "the launcher '$launcher' started ${row[1]} ranks instead of $ranks"
  (IFS=, && echo "${row[*]}") | tee -a "$table"
done
