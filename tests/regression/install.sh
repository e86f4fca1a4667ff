#!/bin/bash
# A build is configured from a prefix of its own choosing, and an installation runs without the source tree.
#
#   install.sh NADIR MPIRUN SOURCE CMAKE
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" install
source=$3 cmake=$4 build=$(dirname "$1")

# 1. Installed into a private prefix, and moved from there: programs, inputs, and what submits jobs.
"$cmake" --install "$build" --prefix "$folder/first" >out 2>err || fail "cmake --install"
mkdir there && mv first there/nadir
prefix=$folder/there/nadir
expect 0 "" "$prefix/bin/nadir" materials
! grep "file:" out | grep -v "$prefix/share/nadir/inputs/materials/" || fail "these materials are not those of the installation"
expect 0 "" "$prefix/bin/nadir" run "$prefix/share/nadir/inputs/tutorials/02-stack-pressure.prm" --output results
[[ -s results/history.csv ]] || fail "the installed program wrote no history"
expect 0 "" "$prefix/share/nadir/cluster/nadir-submit" "$prefix/share/nadir/inputs/tutorials/02-stack-pressure.prm" \
  --site "$prefix/share/nadir/cluster/site.example.ini" --dry-run
grep -q "$prefix/bin/nadir" out || fail "the job does not start the installed program"

# 2. The deal.II that is named is taken, or none.
dealii=$(sed -n 's/^deal.II_DIR:PATH=//p' "$build/CMakeCache.txt")
DEAL_II_DIR=$dealii "$cmake" -S "$source" -B named >out 2>err || fail "cmake with DEAL_II_DIR=$dealii"
grep -q "^deal.II_DIR:PATH=$dealii$" named/CMakeCache.txt || fail "another deal.II was found"
mkdir empty
! "$cmake" -S "$source" -B none "-DDEAL_II_DIR=$folder/empty" >out 2>err || fail "cmake took a deal.II that was not asked for"
mkdir -p old/lib/cmake/deal.II
echo 'set(PACKAGE_VERSION 9.3.0)
set(PACKAGE_VERSION_COMPATIBLE FALSE)' >old/lib/cmake/deal.II/deal.IIConfigVersion.cmake
touch old/lib/cmake/deal.II/deal.IIConfig.cmake
! "$cmake" -S "$source" -B too_old "-DDEAL_II_DIR=$folder/old" >out 2>err || fail "cmake took a deal.II that is too old"
grep -q "9.3.0" err || fail "the message does not say which version was found"

# 3. A PETSc that is not deal.II's is refused, and a VTK_DIR without a VTK: refuses TEXT VARIABLE=VALUE [cmake options]
refuses()
{
  ! env "$2" "$cmake" -S "$source" -B named "${@:3}" >out 2>err || fail "cmake took ${*:2}"
  tr -s ' \n' ' ' <err >message
  grep -q -- "$1" message || fail "the message should have: $1"
}
refuses "PETSC_DIR is $folder/empty (no PETSc), but NADIR uses the PETSc that deal.II was built with (PETSc [0-9.]*, /" "PETSC_DIR=$folder/empty"
ours=$(sed 's/.*built with (PETSc [0-9.]*, \([^)]*\)).*/\1/' message)
PETSC_DIR=$(dirname "$(dirname "$(realpath "$ours")")") "$cmake" -S "$source" -B named >out 2>err || fail "cmake refused deal.II's own PETSc"
mkdir -p petsc/include petsc/debug/include
printf '#define PETSC_VERSION_%s 99\n' MAJOR MINOR SUBMINOR >petsc/include/petscversion.h
cp "$ours" petsc/include
refuses "PETSC_DIR is $folder/petsc (PETSc 99.99.99, " PETSC_DIR= "-DPETSC_DIR=$folder/petsc"
cp "$(dirname "$ours")/petscversion.h" petsc/include
echo '#define PETSC_USE_DEBUG 1' | cat "$ours" - >petsc/debug/include/petscconf.h
PETSC_ARCH=debug refuses "petsc/debug/include/petscconf.h), but" "PETSC_DIR=$folder/petsc" -UPETSC_DIR
refuses "VTK_DIR is $folder/empty, where there is no VTK of 9.1 or newer" "VTK_DIR=$folder/empty"
refuses "VTK_DIR is $folder/empty, where there is no VTK of 9.1 or newer" VTK_DIR= "-DVTK_DIR=$folder/empty"
