#!/bin/bash
# Fields are written into as many files as the deck says, whatever the number of ranks, and the collections name each of them. Files of one
# rank each show that no rank holds the whole mesh.
#
#   file_groups.sh NADIR MPIRUN
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" file-groups
nadir=$1 mpirun=$2
deck=$here/../parallel/decks/ranks.prm
options=(--set "Protocol/Step plate/Duration=0.1 s" --set "Protocol/Step strip/Duration=0.1 s" --set "Mesh refinement/Largest count=800"
  --set "Output/Fields every=5")

# values NAME FILE...: of an attribute
values()
{
  grep -aho "\<$1=\"[^\"]*\"" "${@:2}" | cut -d'"' -f2 | sort
}

# check_files FOLDER FILES: so many for each output, all of them and no others named
check_files()
{
  local folder=$1 files=$2 kind record
  for kind in fields interfaces; do
    [[ $(values file "$folder/$kind.pvd") == $(cd "$folder" && ls "$kind"_*.pvtu | sort) ]] || fail "$kind.pvd names other files than there are: $(ls "$folder")"
    for record in $(values file "$folder/$kind.pvd"); do
      [[ $(values Source "$folder/$record") == $(cd "$folder" && ls "${record%.pvtu}".*.vtu | sort) ]] ||
        fail "$record names other files than there are: $(ls "$folder")"
    done
    [[ $(ls "$folder/$kind"_*.pvtu | wc -l) -ge 5 ]] || fail "there are too few outputs: $(ls "$folder")"
    [[ $(ls "$folder/$kind"_*.vtu | wc -l) -eq $((files * $(ls "$folder/$kind"_*.pvtu | wc -l))) ]] || fail "there should be $files files per output: $(ls "$folder")"
  done
}

expect 0 "" "$mpirun" -np 4 "$nadir" run "$deck" --output one "${options[@]}"
check_files one 1
for ranks in 4 2; do
  expect 0 "" "$mpirun" -np $ranks "$nadir" run "$deck" --output "two-$ranks" "${options[@]}" --set "Output/File groups=2"
  check_files "two-$ranks" 2
done

# A file per rank: its own cells.
for record in two-2/fields_*.pvtu; do
  cells=($(for piece in $(values Source "$record"); do values NumberOfCells "two-2/$piece"; done))
  [[ ${#cells[@]} -eq 2 ]] || fail "$record has ${#cells[@]} pieces"
  all=$((cells[0] + cells[1]))
  ((cells[0] * 100 <= all * 60 && cells[1] * 100 <= all * 60)) || fail "$record: ranks own ${cells[0]} and ${cells[1]} cells"
done
((all == $(tail -n 1 two-2/history.csv | cut -d, -f"$(head -n 1 two-2/history.csv | tr , '\n' | grep -nx cells | cut -d: -f1)"))) ||
  fail "the files should have the cells of the mesh, each once: ${cells[*]}"
echo "the ranks own ${cells[*]} cells"
