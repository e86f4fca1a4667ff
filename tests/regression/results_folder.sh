#!/bin/bash
# Where results go, and what happens to what is there already.
#
#   results_folder.sh NADIR MPIRUN
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" results-folder
nadir=$1 mpirun=$2
cell=$here/runs/cell.prm

# Results are kept unless the user says otherwise.
expect 0 "" "$nadir" run "$cell" --output results
touch results/notes.txt results/fields_of_mine.vtu results/history.csv.backup
before=$(snapshot results)
kept="command line: error: the folder 'results' already has results
  help: choose another with --output DIR, or add --overwrite"
expect 2 "$kept" "$nadir" run "$cell" --output results
[[ $(snapshot results) == "$before" ]] || fail "a refused run changed the folder"
expect 2 "" "$mpirun" -np 2 "$nadir" run "$cell" --output results
[[ $(head -n 2 err) == "$kept" ]] || fail "the message on two ranks should be: $kept"
[[ $(snapshot results) == "$before" ]] || fail "a refused run on two ranks changed the folder"
expect 2 "" "$nadir" run "$here/bad_decks/empty.prm" --output results --overwrite
[[ $(snapshot results) == "$before" ]] || fail "a run of a wrong deck changed the folder"

# Only our own files are replaced, and none of the longer run before stays.
touch results/fields_99999.pvtu results/fields_99999.0.vtu results/interfaces_99999.pvtu results/fields.pvd.part
expect 0 "" "$nadir" run "$cell" --output results --overwrite --set "Output/Fields=false"
left=$(cd results && echo *)
wanted="fields_of_mine.vtu history.csv history.csv.backup nadir.log notes.txt resolved.prm verdict.json"
[[ $left == "$wanted" ]] || fail "after --overwrite there is: $left"

# The deck's own choice, and the default beside the working folder.
expect 0 "" "$nadir" run "$cell" --set "Output/Folder=deeper/in/here" --set "Output/Fields=false"
[[ -s deeper/in/here/history.csv ]] || fail "the folder of the deck was not used"
expect 0 "" "$nadir" run "$cell" --set "Output/Fields=false"
[[ -s results/cell/history.csv ]] || fail "the default folder was not used"

# A file in its place.
echo mine >taken
expect 2 "command line: error: cannot use the folder 'taken': it is a file
  help: choose another with --output DIR" "$nadir" run "$cell" --output taken
expect 2 "command line: error: cannot use the folder 'taken/below': Not a directory
  help: choose another with --output DIR" "$nadir" run "$cell" --output taken/below
[[ $(cat taken) == mine ]] || fail "the file in the place of the folder was changed"

# A folder that may not be written to; root may write anywhere, so root becomes nobody for a moment.
mkdir locked
chmod 555 locked
as_user=()
if [[ $(id -u) -eq 0 ]]; then
  as_user=(setpriv --reuid 65534 --regid 65534 --clear-groups)
  chmod 755 .
  if ! "${as_user[@]}" "$nadir" --version >out 2>err || ! "${as_user[@]}" cat "$cell" >out 2>err; then
    echo "SKIP: nobody may not run the program here, so the locked folder was not tried"
    exit 0
  fi
fi
expect 2 "command line: error: cannot use the folder 'locked': Permission denied
  help: choose another with --output DIR" "${as_user[@]}" "$nadir" run "$cell" --output locked
expect 2 "command line: error: cannot use the folder 'locked/below': Permission denied
  help: choose another with --output DIR" "${as_user[@]}" "$nadir" run "$cell" --output locked/below
[[ -z $(ls locked) ]] || fail "something was written into the locked folder"
