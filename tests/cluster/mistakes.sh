#!/bin/bash
# What nadir-submit refuses, with which message and exit code, and what it prints without a queue.
#
#   mistakes.sh NADIR MPIRUN
. "$(dirname "${BASH_SOURCE[0]}")/../regression/functions.sh" cluster-mistakes
nadir=$1
submit=$(cd "$here/../../cluster" && pwd)/nadir-submit
python=$(python3 -c 'import sys; print(sys.executable)') || skip "python3 is not installed"
cell=$here/runs/cell.prm
unset NADIR_SITE
export HOME=$folder # no site file of the user's own

# A search path without a queue, which MPI must not see.
printf '#!%s\nPATH=%q exec %q "$@"\n' "$BASH" "$PATH" "$nadir" >nadir
chmod +x nadir
mkdir path
ln -s "$python" path/python3
ln -s "$(command -v env)" path/env

# message CODE TEXT ARGUMENTS...: the exit code and what the message must have; nothing is left behind
message()
{
  local code=$1 text=$2
  shift 2
  expect "$code" "" env PATH="$folder/path" "$submit" "$@"
  grep -qF -- "$text" err || fail "the message should have: $text"
  ! grep -q Traceback err || fail "a mistake should not show a trace"
  [[ ! -e results ]] || fail "something was written"
}
site() { printf '%s\n' "$@" >site.ini; }
good=("[program]" "nadir = $folder/nadir")

message 2 "nothing tells about this cluster" "$cell"
message 2 "there is no site file 'missing.ini'" "$cell" --site missing.ini
site "nadir = x"
message 2 "not a site file" "$cell" --site site.ini
site "[queu]" "partition = a"
message 2 "there is no section [queu]
  help: did you mean 'queue'?" "$cell" --site site.ini
site "[queue]" "partitoin = a"
message 2 "[queue] has no entry 'partitoin'
  help: did you mean 'partition'?" "$cell" --site site.ini
site "[queue]" "longest hours = day"
message 2 "'longest hours' should be a number, not 'day'" "$cell" --site site.ini
site "[queue]" "cores per node = 0"
message 2 "'cores per node' should be at least 1" "$cell" --site site.ini
site "[program]" "launcher = mpirun -np {rank}"
message 2 "in 'launcher' only {ranks} is replaced" "$cell" --site site.ini
site "[program]" "nadir = $folder/nowhere"
message 2 "there is no program '$folder/nowhere'" "$cell" --site site.ini
site "${good[@]}" "[environment]" 'scratch = $NO_SUCH_FOLDER/nadir'
message 2 "names a variable that is not set" "$cell" --site site.ini
site "${good[@]}"
message 2 "'--time soon' is not a time" "$cell" --site site.ini --time soon
message 2 "is more than the 24 h" "$cell" --site site.ini --time 25:00
message 2 "leaves no time before the warning, 300 s before its end" "$cell" --site site.ini --time 0:05
message 2 "--at-once is for --study" "$cell" --site site.ini --at-once 2
message 2 "--ranks should be at least 1" "$cell" --site site.ini --ranks 0

# Decks that the program refuses are told in its words.
echo 'set Nonsense = 1' >bad.prm
message 2 "bad.prm:1" bad.prm --site site.ini
message 2 "nothing was submitted" bad.prm --site site.ini
message 2 "missing.prm" missing.prm --site site.ini
message 2 "Nonsense" "$cell" --site site.ini --set "Nonsense=1"
message 2 "subsection Study" "$cell" --site site.ini --study

# No queue, and folders that are taken.
message 1 "this computer has no queue: \`sbatch\` was not found" "$cell" --site site.ini
mkdir taken
echo mine >taken/notes.txt
echo mine >file
before=$(snapshot taken)
message 2 "is not empty" "$cell" --site site.ini --output taken
message 2 "it is a file" "$cell" --site site.ini --output file
message 1 "no queue" "$cell" --site site.ini --output taken --continue
[[ $(snapshot taken) == "$before" && $(cat file) == mine ]] || fail "what was there has changed"

# What a job script says.
site "${good[@]}" "launcher = mpirun -np {ranks}" "[queue]" "partition = long" "account = ab12" "cores per node = 8" "longest hours = 10" \
  "warning seconds = 120" "options =" "  --constraint=fast" "  --mail-type=END" "[environment]" "modules = gcc dealii/9.5" \
  "commands =" "  ulimit -s unlimited" 'scratch = $HOME/scratch'
message 0 "" "$cell" --site site.ini --dry-run --ranks 12 --restarts 3 --set "Output/Fields=false"
mv out script
bash -n script || fail "the script is not one"
for line in "#SBATCH --partition=long" "#SBATCH --account=ab12" "#SBATCH --nodes=2" "#SBATCH --ntasks=12" "#SBATCH --requeue" "#SBATCH --constraint=fast" \
  "#SBATCH --mail-type=END" "#SBATCH --signal=B:USR1@120" "module load gcc || exit 1" "module load dealii/9.5 || exit 1" "ulimit -s unlimited"; do
  grep -qxF -- "$line" script || fail "the script lacks '$line': $(cat script)"
done
grep -q "^mpirun -np 12 .*nadir run .*cell.prm --output $folder/scratch/cell --restart --set Output/Fields=false &$" script || fail "the command: $(cat script)"

# A hundred times the steps of a thousand times the cells need what the table says, and more than a job may last.
message 0 "consider --restarts" "$cell" --site site.ini --dry-run --ranks 8 --cells 640000 --steps 1000000
grep -q "^estimate: 640000 cells, electrochemistry: 4.7e+03 core hours for 1000000 steps, 4 GB on 8 ranks$" err || fail "the estimate is another"
grep -qx "#SBATCH --time=10:00:00" out || fail "the time should be the longest: $(cat out)"
grep -qx "#SBATCH --mem-per-cpu=747M" out || fail "the memory: $(cat out)"
