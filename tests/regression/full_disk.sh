#!/bin/bash
# A run meets the end of the disk: it says so, ends with exit code 1, and leaves what it wrote before in good order.
# The disk is a small tmpfs in a mount namespace of its own, which goes away with this script, however it ends.
#
#   full_disk.sh NADIR MPIRUN
if [[ -z ${NADIR_OWN_MOUNTS:-} ]]; then
  if ! unshare --mount true 2>/dev/null; then
    echo "SKIP: a small disk needs the permission to mount one"
    exit 77
  fi
  NADIR_OWN_MOUNTS=1 exec unshare --mount --propagation private bash "${BASH_SOURCE[0]}" "$@"
fi
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" full-disk
nadir=$1 mpirun=$2
cell=$here/runs/cell.prm

mkdir disk
mount -t tmpfs -o size=1m nadir-test disk || skip "a small disk cannot be mounted here"
leave()
{
  cd /
  umount "$folder/disk" && rm -rf "$folder"
}

# fill KILOBYTES: leaves so much of the disk
fill()
{
  rm -rf disk/results disk/filling
  head -c $((1024 * (1024 - $1))) /dev/zero >disk/filling 2>/dev/null || true
}

# What must hold after every failure.
check_rest()
{
  [[ $(cat disk/earlier) == earlier ]] || fail "an earlier file was changed"
  [[ ! -e disk/results/verdict.json ]] || fail "there is a verdict on a run that did not end"
  ! ls disk/results | grep -q '\.part$' || fail "half-written files were left: $(ls disk/results)"
  local history=disk/results/history.csv file
  if [[ -s $history ]]; then
    [[ $(awk -F, '{ print NF }' $history | sort -u | wc -l) -eq 1 ]] || fail "history.csv has rows of different lengths"
    [[ $(tail -c 1 $history | od -An -c | tr -d ' ') == '\n' ]] || fail "the last row of history.csv is incomplete"
  fi
  for file in disk/results/*.pvtu disk/results/*.vtu disk/results/*.pvd; do
    [[ ! -e $file ]] || tail -c 32 "$file" | grep -q '</VTKFile>' || fail "$file is incomplete"
  done
  for file in $(grep -ho 'file="[^"]*"' disk/results/*.pvd 2>/dev/null | cut -d'"' -f2); do
    [[ -s disk/results/$file ]] || fail "a .pvd names $file, which is not there"
  done
}

# What the deck leaves room for decides which file is the first that does not fit.
echo earlier >disk/earlier
rows=0
for room in 0 12 24 40 64 100 128; do
  fill $room
  expect 1 "" "$nadir" run "$cell" --output disk/results
  tail -n 1 err | grep -q "^error: cannot write .*is the disk full?" ||
    fail "with $room kB the message should say that the disk is full"
  # MPI's own remarks on a failed write may come before it.
  [[ $(grep -cv '^mca_' err) -eq 1 ]] || fail "with $room kB the message should be one line"
  check_rest
  if [[ -s disk/results/history.csv ]]; then
    rows=$(wc -l <disk/results/history.csv)
  fi
done
((rows > 10)) || fail "the run with most room should have come farther than $rows rows"

# On two ranks one of them cannot write, and the other must not wait for it forever.
fill 64
expect 1 "" timeout --kill-after=5 60 "$mpirun" -np 2 "$nadir" run "$cell" --output disk/results
grep -q "cannot write .*is the disk full?" err || fail "on two ranks the message should say that the disk is full"
check_rest

# With room again, the same command works.
fill 512
expect 0 "" "$nadir" run "$cell" --output disk/results
[[ -s disk/results/verdict.json ]] || fail "there is no verdict"
