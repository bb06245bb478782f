# What ./run and ./test share: words, tools, Azurite from the lock file, the app and its host. Sourced, never run.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

# Nothing that a build starts may outlive it.
build_flags=(--nologo -nodeReuse:false -p:UseSharedCompilation=false)
# The Functions SDK restores a project of its own that takes no pins; the repository's own projects keep NU1603 an error.
warnings=(-warnaserror -warnnotaserror:NU1603)

app_project=src/ChildProtection.Functions
app_folder=artifacts/publish/ChildProtection.Functions/release
host_project=src/LocalHost
host_program=artifacts/bin/LocalHost/release/LocalHost.dll

say() { printf '%s\n' "$@"; }

# fail CODE MESSAGE...
fail() {
  local code=$1
  shift
  printf '%s\n' "$*" >&2
  exit "$code"
}

# lock DESCRIPTOR [wait]: an exclusive lock on an open file, held by all that inherit the descriptor and gone with the last of them.
lock() {
  if command -v flock >/dev/null; then
    flock $([ "${2:-}" = wait ] || printf %s -n) "$1"
  else
    perl -MFcntl=:flock -e 'open my $file, ">&=", shift or exit 1; exit(flock($file, LOCK_EX | (shift ? 0 : LOCK_NB)) ? 0 : 1)' "$@"
  fi
}

check_tools() {
  local found
  command -v dotnet >/dev/null || fail 1 "The .NET SDK 10 is needed and 'dotnet' was not found. Install the .NET SDK 10.0.100 or newer."
  # In the root, so that global.json counts.
  found=$(cd "$root" && dotnet --version 2>/dev/null) \
    || fail 1 "The .NET SDK 10 (10.0.100 or newer) is needed; installed: $(dotnet --list-sdks | cut -d' ' -f1 | paste -sd' ' -)"
  command -v node >/dev/null || fail 1 "Node 20 or newer is needed (it runs Azurite) and 'node' was not found."
  [ "$(node -p 'process.versions.node.split(".")[0]')" -ge 20 ] \
    || fail 1 "Node 20 or newer is needed (it runs Azurite); found $(node --version)."
  command -v npm >/dev/null || fail 1 "npm is needed (it comes with Node) and was not found."
  say "tools: .NET SDK $found, Node $(node --version)"
}

# npm writes node_modules/.package-lock.json at its end, so an interrupted installation is repeated. A link leads to another checkout's
# packages, which npm ci would delete.
install_azurite() {
  if [ -L "$root/node_modules" ]; then
    [ -d "$root/node_modules/azurite" ] \
      || fail 1 "$root/node_modules is a link to packages without Azurite. Remove the link, or install there."
    return
  fi
  if [ -f "$root/node_modules/.package-lock.json" ] && [ ! "$root/package-lock.json" -nt "$root/node_modules/.package-lock.json" ]; then
    return
  fi
  say "installing Azurite from the lock file (the first time this can take a minute) ..."
  local output
  output=$(cd "$root" && npm ci --no-progress --loglevel=error 2>&1) || fail 1 "npm ci failed:
$output"
}

# The last build counts until one of its sources changes, so that the second start takes a moment.
build_stamp=artifacts/release.built
is_built() {
  [ -f "$root/$build_stamp" ] && [ -f "$root/$host_program" ] && [ -f "$root/$app_folder/ChildProtection.Functions.dll" ] || return 1
  [ -z "$(find "$root/src" "$root/host.json" "$root"/Directory.* "$root/global.json" -newer "$root/$build_stamp" -print -quit)" ]
}

# The app as it is deployed, and the host that runs it on this machine. One at a time: builds share their files.
build_release() {
  mkdir -p "$root/artifacts"
  exec 6>>"$root/artifacts/build.lock"
  lock 6 wait
  is_built || build_now 6>&-
  exec 6>&-
}

build_now() {
  say "building the app and its host (the first time this can take a minute) ..."
  local output
  touch "$root/$build_stamp.begun"
  output=$(cd "$root" && {
    # Into a new folder first: leftovers of an earlier build would be deployed too, and a running host keeps its files meanwhile.
    rm -rf "$app_folder.next"
    dotnet publish "$app_project" -c Release --output "$app_folder.next" -v quiet "${warnings[@]}" "${build_flags[@]}" \
      && dotnet build "$host_project" -c Release -v quiet "${warnings[@]}" "${build_flags[@]}" \
      && rm -rf "$app_folder" && mv "$app_folder.next" "$app_folder"
  } 2>&1) || fail 1 "The build failed:
$output"
  mv "$root/$build_stamp.begun" "$root/$build_stamp"
}
