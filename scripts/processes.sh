# Starts and stops the programs of ./run. Sourced, never run.
#
# Each reads a pipe that ends with the others: the host's when ./run has ended, Azurite's when ./run and the host have. So both stop after
# kill -9 of ./run as well, in the usual order, and Azurite saves the host's last writes.

azurite='' host=''
alive() { [ -n "$1" ] && kill -0 "$1" 2>/dev/null; }

# Descriptor 7 is the host's leash, 8 Azurite's; 9 is the lock of the state.
open_leashes() {
  rm -f "$data/leash.host" "$data/leash.azurite"
  mkfifo -m 600 "$data/leash.host" "$data/leash.azurite"
  exec 7<>"$data/leash.host" 8<>"$data/leash.azurite"
}

# In a process group of its own: Ctrl-C reaches this script alone, which stops the two in order.
start_azurite() {
  local arguments=(--location "$data/azurite" --silent --disableTelemetry --skipApiVersionCheck) service number=$storage_port
  for service in blob queue table; do
    arguments+=("--${service}Host" 127.0.0.1 "--${service}Port" "$number")
    number=$((number + 1))
  done
  set -m
  node "$root/scripts/azurite.js" "${arguments[@]}" <"$data/leash.azurite" >"$data/azurite.log" 2>&1 7>&- 8>&- &
  set +m
  azurite=$!
}

# start_host ARGUMENT...
start_host() {
  set -m
  dotnet "$root/$host_program" "$@" <"$data/leash.host" 7>&- &
  set +m
  host=$!
}

# Asks the process to stop, and kills it after half a minute.
stop() {
  local pid=$1 name=$2 signal=$3 waited=0
  alive "$pid" || return 0
  say "stopping $name ..." || true
  kill "-$signal" "$pid" 2>/dev/null || true
  while alive "$pid"; do
    if [ $((waited += 1)) -gt 300 ]; then
      say "$name did not stop within 30 s; killing it." >&2 || true
      kill -KILL "$pid" 2>/dev/null || true
      break
    fi
    sleep 0.1
  done
  wait "$pid" 2>/dev/null || true
}

# The host first: the app still writes to its tables while it stops.
stop_all() {
  # The reader of the output may be gone by now.
  trap '' INT TERM HUP PIPE
  stop "$host" "the app" TERM
  stop "$azurite" Azurite INT
  [ -z "$azurite" ] || rm -f "$data/leash.host" "$data/leash.azurite"
}

# If either process exits, stop the other.
check_all() {
  alive "$azurite" || fail 1 "Azurite has ended unexpectedly; the app is stopped too. Read $data/azurite.log for the reason."
  [ -z "$host" ] || alive "$host" \
    || fail 1 "The host of the app has ended unexpectedly; Azurite is stopped too. Read its last output above for the reason."
}

# check_ports PORT WHAT OPTION ...: names the first that is not free, and the option that changes it.
check_ports() {
  node -e '
    const net = require("net"), wanted = process.argv.slice(1);
    const listen = (port, host) => new Promise((done, taken) => {
      const server = net.createServer();
      server.once("error", fault => (fault.code === "EADDRINUSE" || fault.code === "EACCES" ? taken(fault) : done()));
      server.listen({ port: Number(port), host, exclusive: true }, () => server.close(done));
    });
    (async () => {
      while (wanted.length > 0) {
        const [port, what, option] = wanted.splice(0, 3);
        try {
          await listen(port, "127.0.0.1");
          await listen(port, "::1");
        } catch {
          console.error(`Port ${port}, wanted for ${what}, is in use or not allowed. ` +
            `Stop the other program, or choose another port with ${option} N.`);
          process.exit(1);
        }
      }
    })();
  ' "$@" || exit 1
}

answers() {
  node -e '
    fetch(process.argv[1], { signal: AbortSignal.timeout(5000) })
      .then(answer => process.exit(answer.ok ? 0 : 1), () => process.exit(1))
  ' "$1"
}

listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# wait_until WHAT SECONDS PROBE ADDRESS
wait_until() {
  local ends=$((SECONDS + $2))
  until "$3" "$4"; do
    check_all
    [ "$SECONDS" -lt "$ends" ] || fail 1 "$1 did not become ready within $2 s ($4)."
    sleep 0.1
  done
}
