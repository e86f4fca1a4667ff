#!/bin/bash
# run_tutorial.sh NADIR SOURCE PAGE SCRATCH
#
# Runs every command of a tutorial page (lines that begin with "$ " in ```console blocks) in a scratch folder, and checks
# that the lines below each command appear in its output, in any order; "..." stands for anything. Where nadir-post is not built its
# commands are left out.
set -uo pipefail
nadir=$1 source=$2 page=$3 scratch=$4

rm -rf "$scratch"
mkdir -p "$scratch/bin"
ln -s "$source/inputs" "$scratch/inputs"
ln -s "$nadir" "$scratch/bin/nadir"
[[ ! -x $nadir-post ]] || ln -s "$nadir-post" "$scratch/bin/nadir-post"
export PATH="$scratch/bin:$PATH"
cd "$scratch"

failed=0 commands=0 output="" inside=0

expect()
{
  local pattern part literal=()
  pattern=$(sed 's/[][\.*^$/]/\\&/g; s/\\\.\\\.\\\./.*/g' <<<"$1")
  if ! grep -q -- "$pattern" <<<"$output"; then
    echo "expected in the output: $1"
    failed=1
  fi
}

while IFS= read -r line; do
  case "$line" in
    '```console') inside=1 ;;
    '```') inside=0 ;;
    '$ '*)
      if ((inside)) && [[ $line == *nadir-post* && ! -e $scratch/bin/nadir-post ]]; then
        echo "left out: $line"
        inside=0
      elif ((inside)); then
        commands=$((commands + 1))
        echo "${line}"
        if ! output=$(bash -c "${line#\$ }" 2>&1); then
          echo "$output"
          echo "the command failed"
          failed=1
        fi
        echo "$output" | tail -n 12
      fi
      ;;
    *) if ((inside)); then expect "$line"; fi ;;
  esac
done <"$page"

((commands > 0)) || { echo "the page has no command"; exit 1; }
exit $failed
