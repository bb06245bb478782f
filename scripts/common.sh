# What ./run and ./test share: the tools they need, and Azurite from the lock file. Sourced, never run.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$@"; }

# fail CODE MESSAGE...
fail() {
  local code=$1
  shift
  printf '%s\n' "$*" >&2
  exit "$code"
}

check_tools() {
  local found
  command -v dotnet >/dev/null || fail 1 "The .NET SDK 10 is needed and 'dotnet' was not found. Install the .NET SDK 10.0.100 or newer."
  # Asked in the root, so that global.json has its say.
  found=$(cd "$root" && dotnet --version 2>/dev/null) || fail 1 "The .NET SDK 10 (10.0.100 or newer) is needed; installed: $(dotnet --list-sdks | cut -d' ' -f1 | tr '\n' ' ')"
  command -v node >/dev/null || fail 1 "Node 20 or newer is needed (it runs Azurite) and 'node' was not found."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] || fail 1 "Node 20 or newer is needed (it runs Azurite); found $(node --version)."
  command -v npm >/dev/null || fail 1 "npm is needed (it comes with Node) and was not found."
  say "tools: .NET SDK $found, Node $(node --version)"
}

# npm writes node_modules/.package-lock.json when it has finished, so an installation that was broken off is made again.
install_azurite() {
  if [ -f "$root/node_modules/.package-lock.json" ] && [ ! "$root/package-lock.json" -nt "$root/node_modules/.package-lock.json" ]; then
    return
  fi
  say "installing Azurite from the lock file (the first time this can take a minute) ..."
  local output
  output=$(cd "$root" && npm ci --no-progress --loglevel=error 2>&1) || fail 1 "npm ci failed:
$output"
}
