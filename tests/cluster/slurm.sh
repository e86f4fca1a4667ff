# One node of Slurm for the test that sources this file after functions.sh: munged, slurmctld and slurmd without systemd, all their files in the folder
# of the test, on the loopback interface, stopped when the test leaves in whatever way.
slurm=$folder/slurm

# One of the daemons, by the file with its process id.
stop_daemon()
{
  local pid i
  pid=$(cat "$1" 2>/dev/null) && [[ $pid =~ ^[0-9]+$ ]] || return 0
  kill "$pid" 2>/dev/null || return 0
  for ((i = 0; i < 100; ++i)); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null || true
}

stop_slurm()
{
  local i
  stop_daemon "$slurm/guard.pid"
  timeout 20 scancel --user="$(id -un)" --quiet 2>/dev/null || true
  for ((i = 0; i < 100; ++i)); do # the daemon for the jobs must live until they have ended
    [[ -n $(timeout 5 squeue --noheader 2>/dev/null) ]] || break
    sleep 0.1
  done
  stop_daemon "$slurm/slurmd.pid"
  stop_daemon "$slurm/slurmctld.pid"
  stop_daemon "$slurm/munge.pid"
}

# Two ports that nobody listens at.
free_ports()
{
  python3 -c '
import socket
sockets = [socket.socket() for _ in range(2)]
for s in sockets:
    s.bind(("127.0.0.1", 0))
print(*(s.getsockname()[1] for s in sockets))'
}

write_slurm_conf()
{
  local host user control_port node_port
  host=$(hostname -s) user=$(id -un)
  read -r control_port node_port <<<"$(free_ports)"
  cat >"$slurm/slurm.conf" <<CONF
ClusterName=nadir
SlurmctldHost=$host(127.0.0.1)
SlurmctldPort=$control_port
SlurmdPort=$node_port
CommunicationParameters=NoInAddrAny,NoCtldInAddrAny
SlurmUser=$user
SlurmdUser=$user
AuthType=auth/munge
AuthInfo=socket=$slurm/munge.socket
StateSaveLocation=$slurm/state
SlurmdSpoolDir=$slurm/spool
SlurmctldPidFile=$slurm/slurmctld.pid
SlurmdPidFile=$slurm/slurmd.pid
SlurmctldLogFile=$slurm/slurmctld.log
SlurmdLogFile=$slurm/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core_Memory
SlurmdParameters=config_overrides
SchedulerParameters=sched_interval=2,bf_interval=2
JobCompType=jobcomp/none
MinJobAge=600
EnforcePartLimits=ALL
KillWait=5
NodeName=$host NodeAddr=127.0.0.1 CPUs=4 RealMemory=8000 State=UNKNOWN
PartitionName=short Nodes=$host Default=YES MaxTime=60 State=UP
CONF
}

# A queue makes a job that is requeued wait for two minutes; this test has no time for that. But what ran before must have left the node.
hurry()
{
  local job jobs
  jobs=$(timeout 5 squeue --noheader --states=PENDING --format='%i %r' 2>/dev/null | sed -n 's/ BeginTime$//p')
  [[ -z $jobs ]] || sleep 3
  for job in $jobs; do
    timeout 5 scontrol update JobId="$job" StartTime=now 2>/dev/null
  done
}

# As long as the test lives, hurry; if it was killed, clean up in its place.
guard()
{
  local test=$1
  echo $BASHPID >"$slurm/guard.pid"
  while kill -0 "$test" 2>/dev/null; do
    hurry || true
    sleep 0.5
  done
  rm "$slurm/guard.pid"
  stop_slurm
  rm -rf "$folder"
}

start_slurm()
{
  local program i
  export PATH=$PATH:/usr/sbin:/sbin
  for program in munged slurmctld slurmd sbatch python3; do
    command -v $program >/dev/null || skip "$program is not installed"
  done
  [[ $EUID -eq 0 ]] || skip "only root can start the daemons of a queue"
  mkdir "$slurm" "$slurm/state" "$slurm/spool"
  head -c 1024 /dev/urandom >"$slurm/munge.key"
  chmod 400 "$slurm/munge.key"
  write_slurm_conf
  export SLURM_CONF=$slurm/slurm.conf
  trap 'stop_slurm; leave' EXIT
  trap 'exit 1' INT TERM HUP
  # Daemons must not keep what the test's caller waits for.
  munged --force --key-file="$slurm/munge.key" --socket="$slurm/munge.socket" --pid-file="$slurm/munge.pid" \
    --log-file="$slurm/munge.log" --seed-file="$slurm/munge.seed" >out 2>err </dev/null || fail "munged does not start"
  slurmctld -i >out 2>err </dev/null || fail "slurmctld does not start"
  slurmd -N "$(hostname -s)" >out 2>err </dev/null || fail "slurmd does not start"
  for ((i = 0; i < 300; ++i)); do
    [[ $(timeout 5 sinfo --noheader --format=%t 2>/dev/null) != idle ]] || break
    sleep 0.1
  done
  [[ $i -lt 300 ]] || fail "the node does not become idle: $(timeout 5 scontrol show node 2>&1; tail -n 20 "$slurm"/*.log)"
  (guard $$ >/dev/null 2>&1 </dev/null &)
}

# job_state ID: for example COMPLETED or FAILED
job_state() { timeout 10 scontrol show job "$1" | grep -o 'JobState=[A-Z_]*' | cut -d= -f2 | sort -u | tr '\n' ' ' | sed 's/ $//'; }

# wait_for_jobs SECONDS ID...
wait_for_jobs()
{
  local seconds=$1 until
  shift
  until=$((SECONDS + seconds))
  while [[ -n $(timeout 10 squeue --noheader --jobs="$(IFS=, && echo "$*")" 2>/dev/null) ]]; do
    [[ $SECONDS -lt $until ]] || fail "after $seconds s these jobs have not ended: $(squeue; tail -n 30 "$slurm"/slurm*.log)"
    sleep 0.5
  done
}
