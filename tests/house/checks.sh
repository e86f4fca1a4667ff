#!/bin/bash
# The habits of the house, each a function that prints what breaks it and fails then.
#
#   checks.sh includes ROOT           includes point only downwards
#   checks.sh length ROOT             no file over 500 lines
#   checks.sh types ROOT              no two types of one name in solver/ (the linker would silently keep one's functions for both)
#   checks.sh words ROOT              no absolute paths of a machine or of how it was written
#   checks.sh decks ROOT NADIR        every deck in inputs/tutorials, inputs/gallery and inputs/studies passes `nadir check`
#   checks.sh reference ROOT NADIR    docs/reference.md is what `nadir reference` prints
#
# ROOT is the source tree. self_test.sh shows each of them a bad example.
set -euo pipefail
export LC_ALL=C

source_files()
{
  local folder
  for folder in "$@"; do
    [[ ! -d $folder ]] || find "$folder" -type f \( -name '*.h' -o -name '*.cc' \) | sort
  done
}

# A file must exist for a check to mean anything.
some_or_fail()
{
  [[ $1 -gt 0 ]] || { echo "$2" && exit 1; }
}

check_includes()
{
  local files
  mapfile -t files < <(source_files solver)
  some_or_fail ${#files[@]} "there are no sources in solver/"
  awk '
    # Floors from the ground up; a file may include its own floor and those below.
    BEGIN {
      split("base laws space terms solve output", folders)
      for (i in folders) floor_of[folders[i]] = i
      simulation = 7; top = 8
      floor_of["studies"] = top
    }
    function floor(path) {                  # path is relative to solver/
      if (path ~ /^(main\.cc|application[a-z_]*\.(h|cc))$/) return top
      if (path !~ /\//) return simulation
      sub(/\/.*/, "", path)
      return floor_of[path]
    }
    function report(what) { print FILENAME ":" FNR ": " what; bad = 1 }
    FNR == 1 {
      own = floor(substr(FILENAME, length("solver/") + 1))
      if (!own) report("this folder has no floor: add it to tests/house/checks.sh")
    }
    /^[ \t]*#[ \t]*include[ \t]*"/ {
      split($0, part, "\""); name = part[2]
      if ((getline line < ("solver/" name)) < 0)
        report("\"" name "\" is not a path relative to solver/")
      else if (floor(name) > own)
        report("\"" name "\" lies above this file")
      close("solver/" name)
    }
    END { exit bad }' "${files[@]}"
}

check_length()
{
  local files
  mapfile -t files < <(source_files solver tests postprocess)
  some_or_fail ${#files[@]} "there are no sources"
  awk 'function done() { if (n > 500) { print name ": " n " lines, 500 are the most"; bad = 1 } }
       FNR == 1 { done(); name = FILENAME }
       { n = FNR }
       END { done(); exit bad }' "${files[@]}"
}

# Types at the level of a namespace; those within functions, types and anonymous namespaces stand deeper.
check_types()
{
  local files twice
  mapfile -t files < <(source_files solver)
  some_or_fail ${#files[@]} "there are no sources in solver/"
  twice=$(sed -nE 's/^  (struct|class|enum|enum class) ([A-Za-z_0-9]+)( final)?( +:[^;]*)?( *\{.*\};?)?$/\2/p' "${files[@]}" | sort | uniq -d)
  [[ -n $twice ]] || return 0
  grep -nE "^  (struct|class|enum|enum class) ($(paste -sd'|' <<<"$twice"))\>[^;]*$" "${files[@]}"
  echo "give the types of one name different names"
  return 1
}

# What belongs to the project: what git knows or would add; without git, all but the builds and results.
project_files()
{
  if git rev-parse --show-toplevel >/dev/null 2>&1 && [[ $(git rev-parse --show-toplevel) == "$(pwd -P)" ]]; then
    git ls-files --cached --others --exclude-standard
  else
    find . -type f -not -path './build*' -not -path './results/*' -not -path './.git/*'
  fi
}

check_words()
{
  # The brackets keep this file from finding itself.
  local paths='(^|[^[:alnum:]._~$}/-])/([h]ome|[r]oot|[w]ork|[m]nt|[U]sers|[t]mp/[a-z])(/|$)'
  local words='\<([s]essions?|[s]andbox(es|ed)?)\>|[t]he prototype\>|[s]hared/(design|data)'
  local files status=0
  mapfile -t files < <(project_files)
  some_or_fail ${#files[@]} "there are no files"
  grep -nHIE "$paths" "${files[@]}" | sed 's/$/    <- an absolute path/' || true
  grep -nHIiE "$words" "${files[@]}" | sed 's/$/    <- a word that does not belong here/' || true
  ! grep -qIE "$paths" "${files[@]}" && ! grep -qIiE "$words" "${files[@]}" || status=1
  return $status
}

check_decks()
{
  local nadir=$1 decks
  mapfile -t decks < <(find inputs/tutorials inputs/gallery inputs/studies -name '*.prm' 2>/dev/null | sort)
  some_or_fail ${#decks[@]} "there are no decks in inputs/tutorials, inputs/gallery and inputs/studies"
  "$nadir" check "${decks[@]}" 2>&1 || {
    echo "these do not all pass \`nadir check\`"
    return 1
  }
}

check_reference()
{
  local nadir=$1 fresh
  fresh=$(mktemp -t nadir-reference-XXXXXX.md)
  "$nadir" reference >"$fresh"
  if diff -u docs/reference.md "$fresh"; then
    rm "$fresh"
  else
    printf '\ndocs/reference.md is not what the program prints. To accept:\n  cp %s %s/docs/reference.md\n' \
      "$fresh" "$PWD"
    return 1
  fi
}

check=$1
cd "$2"
case $check in
  includes | length | types | words | decks | reference) "check_$check" "${@:3}" ;;
  *) echo "checks.sh: there is no check '$check'" >&2 && exit 1 ;;
esac
