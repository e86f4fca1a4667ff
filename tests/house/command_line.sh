#!/bin/bash
# The command line and its exit codes (README.md), without solving anything.
#
#   command_line.sh NADIR MPIRUN
set -euo pipefail
nadir=$1 mpirun=$2
folder=$(mktemp -d -t nadir-command-line-XXXXXX)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

# expect CODE TEXT COMMAND...: the exit code, and a text in the output of both streams
expect()
{
  local code=0 expected=$1 text=$2
  shift 2
  "$@" >out 2>&1 || code=$?
  if [[ $code -ne $expected ]] || ! grep -qF -- "$text" out; then
    printf '%s\nexit code %s, expected %s with "%s":\n' "$*" "$code" "$expected" "$text"
    cat out
    exit 1
  fi
  echo "fine: ${*:1}"
}

echo 'set Nonsense = 1' >bad.prm

expect 0 "Exit codes" "$nadir" --help
expect 0 "Exit codes" "$nadir" run --help
expect 0 "deal.II" "$nadir" --version
expect 0 "Butler-Volmer" "$nadir" laws
expect 0 "Na3Zr2Si2PO12" "$nadir" materials
expect 0 "Protocol" "$nadir" reference
expect 2 "subcommand" "$nadir"
expect 2 "DECK" "$nadir" run
expect 2 "--bogus" "$nadir" check bad.prm --bogus
expect 2 "Nonsense" "$nadir" run bad.prm --restart
expect 2 "Nonsense" "$nadir" check bad.prm
expect 2 "missing.prm" "$nadir" check missing.prm
expect 2 "missing.prm" "$nadir" screen missing.prm
expect 2 "missing.prm" "$nadir" study missing.prm
expect 2 "missing.prm" "$nadir" run missing.prm --output results
[[ ! -e results ]] || { echo "a deck that is not there must not leave a folder" && exit 1; }

# One message, whatever the number of ranks, and the same exit code.
expect 2 "Nonsense" "$mpirun" -np 2 "$nadir" check bad.prm
[[ $(grep -c "bad.prm:1" out) -eq 1 ]] || { echo "the message should come once:" && cat out && exit 1; }
expect 1 "standard output" bash -c "'$nadir' reference >/dev/full"
