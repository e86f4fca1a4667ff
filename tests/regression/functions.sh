# For the scripts beside this file: a folder of their own, and checks that say what went wrong.
#
#   . functions.sh NAME        makes and enters a folder that is removed at the end
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
folder=$(mktemp -d -t "nadir-$1-XXXXXX")
leave()
{
  cd /
  rm -rf "$folder"
}
trap leave EXIT
cd "$folder"

# End the test with a reason and what the program printed.
fail()
{
  printf '%s\n' "$1"
  for file in out err; do
    [[ ! -s $file ]] || { echo "--- $file" && cat "$file"; }
  done
  exit 1
}

# The ctest way to say that a test could not be done.
skip()
{
  printf 'SKIP: %s\n' "$1"
  exit 77
}

# expect CODE MESSAGE COMMAND...: the exit code, and the complete standard error. An empty message is not compared.
expect()
{
  local code=0 expected=$1 message=$2
  shift 2
  "$@" >out 2>err || code=$?
  [[ $code -eq $expected ]] || fail "exit code $code, expected $expected: $*"
  [[ -z $message || $(cat err) == "$message" ]] || fail "$(printf 'the message of: %s\nshould be:\n%s' "$*" "$message")"
  echo "fine: $*"
}

# A checksum of everything in a folder: names, contents, and times of change.
snapshot()
{
  (cd "$1" && find . -printf '%p %s %T@\n' | sort && find . -type f -exec sha256sum {} + | sort)
}
