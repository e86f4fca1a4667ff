#!/bin/bash
# Shows every check of checks.sh a good and a bad example: a check that cannot fail checks nothing.
#
#   self_test.sh CHECK
set -euo pipefail
checks=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/checks.sh
check=$1

tree=$(mktemp -d -t nadir-house-XXXXXX)
export TMPDIR=$tree
mkdir -p "$tree"/{solver/{base,laws/transport,space,solve,odd},tests,docs,inputs/{tutorials,gallery}}

# A program that stands for nadir: decks with the word `mistake` are wrong; the reference is fixed.
nadir=$tree/nadir
cat >"$nadir" <<'PROGRAM'
#!/bin/bash
case $1 in
  check) ! grep -nH mistake "${@:2}" ;;
  reference) printf 'entry\n' ;;
esac
PROGRAM
chmod +x "$nadir"

passes()
{
  bash "$checks" "$check" "$tree" "$nadir" >"$tree.out" 2>&1 ||
    { echo "$1: should pass but says:" && cat "$tree.out" && exit 1; }
  echo "$1: passes"
}

# fails WHAT TEXT: the check fails and its message has TEXT
fails()
{
  ! bash "$checks" "$check" "$tree" "$nadir" >"$tree.out" 2>&1 || { echo "$1: should fail but passes" && exit 1; }
  grep -qF -- "$2" "$tree.out" || { echo "$1: the message lacks '$2':" && cat "$tree.out" && exit 1; }
  echo "$1: fails, as it should"
}

trap 'rm -rf "$tree" "$tree.out"' EXIT
case $check in
  includes)
    fails "no sources" "no sources"
    touch "$tree"/solver/{base/units.h,space/mesh.h,laws/transport/arrhenius.h}
    echo '#include "base/units.h"' >"$tree/solver/laws/transport/arrhenius.cc"
    echo '#include "laws/transport/arrhenius.h"' >"$tree/solver/space/mesh.cc"
    echo '#include "solve/march.h"' >"$tree/solver/simulation.h"
    echo '#include "space/mesh.h"' >"$tree/solver/solve/march.h"
    printf '#include "simulation.h"\n#include <vector>\n' >"$tree/solver/application.cc"
    passes "downward and sideways"
    echo '#include "space/mesh.h"' >"$tree/solver/laws/transport/arrhenius.h"
    fails "a law that knows the mesh" 'arrhenius.h:1: "space/mesh.h" lies above'
    echo '  #  include "simulation.h"' >"$tree/solver/laws/transport/arrhenius.h"
    fails "a law that knows the simulation" '"simulation.h" lies above'
    echo '#include "../../base/units.h"' >"$tree/solver/laws/transport/arrhenius.h"
    fails "a relative path" "not a path relative to solver/"
    : >"$tree/solver/laws/transport/arrhenius.h"
    echo '#include "application.h"' >"$tree/solver/simulation.cc"
    touch "$tree/solver/application.h"
    fails "a simulation that knows the command line" '"application.h" lies above'
    rm "$tree/solver/simulation.cc"
    echo 'int i;' >"$tree/solver/odd/odd.cc"
    fails "a folder without a floor" "odd.cc:1: this folder has no floor"
    ;;
  length)
    fails "no sources" "no sources"
    seq 500 >"$tree/tests/a.cc"
    seq 3 >"$tree/tests/b.cc"
    passes "500 lines"
    seq 501 >"$tree/tests/a.cc"
    fails "501 lines, not the last file" "a.cc: 501 lines"
    seq 3 >"$tree/tests/a.cc"
    seq 501 >"$tree/tests/b.h"
    fails "501 lines, the last file" "b.h: 501 lines"
    ;;
  types)
    fails "no sources" "no sources"
    printf 'namespace nadir\n{\n  struct Cell;\n  struct Cell\n  {\n    struct Face\n    {\n    };\n  };\n}\n' >"$tree/solver/base/cell.h"
    printf 'namespace nadir\n{\n  struct Cell;\n  struct Edge\n  {\n    struct Face\n    {\n    };\n  };\n}\n' >"$tree/solver/base/edge.h"
    passes "one of each, and what is declared or within others"
    printf 'namespace nadir\n{\n  class Cell : public std::exception\n  {\n  };\n}\n' >"$tree/solver/space/cell.h"
    fails "two of one name" "space/cell.h:3:"
    ;;
  words)
    printf 'a folder\n#!/bin/bash\n/dev/null /proc/self\nhome/x a/work/b $HOME/root/ obsession\n' >"$tree/docs/a.md"
    passes "harmless"
    printf 'see %s/user/x\n' "/ho""me" >"$tree/docs/b.md"
    fails "a home folder" "b.md:1:see"
    printf 'in "%s/main"\n' "/wo""rk" >"$tree/docs/b.md"
    fails "a work folder" "an absolute path"
    printf 'In this %s we\n' "Sess""ion" >"$tree/docs/b.md"
    fails "a word" "a word that does not belong"
    ;;
  decks)
    fails "no decks" "there are no decks"
    echo fine >"$tree/inputs/tutorials/a.prm"
    echo fine >"$tree/inputs/gallery/b.prm"
    passes "good decks"
    echo mistake >"$tree/inputs/tutorials/a.prm"
    fails "one bad deck before a good one" "inputs/tutorials/a.prm:1:mistake"
    ;;
  reference)
    fails "no reference" "To accept:"
    echo entry >"$tree/docs/reference.md"
    passes "the same"
    echo other >"$tree/docs/reference.md"
    fails "another" "cp "
    ;;
  *) echo "self_test.sh: there is no check '$check'" >&2 && exit 1 ;;
esac
