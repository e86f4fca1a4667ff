#!/bin/bash
# Mistakes on the command line, and the message of each.
#
#   command_line_mistakes.sh NADIR
. "$(dirname "${BASH_SOURCE[0]}")/functions.sh" command-line
nadir=$1
cp -r "$here/bad_decks/parts" .
printf 'include parts/cell.prm\ninclude parts/protocol.prm\n' >cell.prm
expect 0 "" "$nadir" check cell.prm

expect 2 "command line: error: there is no command 'chekc'
  help: did you mean 'check'? commands: run, check, screen, study, laws, materials, reference; more by \`nadir --help\`" \
  "$nadir" chekc cell.prm
expect 2 "command line: error: there is no command 'cell.prm'
  help: commands: run, check, screen, study, laws, materials, reference; more by \`nadir --help\`" "$nadir" cell.prm
expect 2 "DECK is required
Run with --help for more information." "$nadir" run
expect 2 "nowhere.prm: error: the file 'nowhere.prm' cannot be opened
  help: check its name, its folder and its permissions" "$nadir" run nowhere.prm
expect 2 "parts: error: 'parts' is a folder, not a deck
  help: name a file" "$nadir" check parts
head -c 2000 "$nadir" >program.prm
expect 2 "program.prm: error: this is not a text file
  help: name a deck, commonly a file NAME.prm" "$nadir" check program.prm

# A mistake in one deck does not keep the next from being checked.
expect 2 "nowhere.prm: error: the file 'nowhere.prm' cannot be opened
  help: check its name, its folder and its permissions" "$nadir" check nowhere.prm cell.prm
grep -q "cell.prm: no mistake found" out || fail "the second deck should be checked, too"

expect 2 "command line: error: the deck has no section 'Regoin anode'
  help: did you mean 'Region anode'? sections here: Geometry, Region anode, Region electrolyte, Region cathode,\
 Interface lower, Interface upper, Collector bottom plate, Collector top plate, Protocol" \
  "$nadir" check cell.prm --set "Regoin anode/Material=sodium"
expect 2 "command line: error: 'Region anode/Materail' is not an entry of 'Region anode'
  help: did you mean 'Material'? entries here: Material, Equipotential" \
  "$nadir" check cell.prm --set "Region anode/Materail=sodium"
expect 2 "command line: error: there is no material 'sodum'
  help: did you mean 'sodium'? \`nadir materials\` lists those that are there; or define 'subsection Material sodum'" \
  "$nadir" check cell.prm --set "Region anode/Material=sodum"
expect 2 "command line: error: 'Protocol/Step strip/Duration': '1' has no unit; expected a time
  help: write for example '10 s' or '1 h'" "$nadir" check cell.prm --set "Protocol/Step strip/Duration=1"
[[ ! -e results ]] || fail "none of these may leave results"
