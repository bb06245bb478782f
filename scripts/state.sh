# The state of one ./run: its layout, its kind of clock, and backups of it. Sourced, never run.
#
# A backup copies a state at rest. Tables, queues and bus each survive a copy during writes, but their copies would be of different
# moments: a message received between two of them would be in neither, and no order of copying prevents that for both directions.

# 1, which has no file that says so: releases to 0.3, with an engine of their own. 2: the official one, on Azurite.
layout=2
state_parts='state app mail azurite'

# The lock is held by ./run and all that it starts, and goes with the last of them. No file of the state is touched before it is held.
lock_state() {
  mkdir -p "$data" || fail 1 "$data cannot be made. Choose another place with --data DIR."
  data=$(cd "$data" && pwd)
  exec 9>>"$data/lock"
  lock 9 \
    || fail 1 "The state in $data is in use by another ./run. Stop that one with Ctrl-C, or choose another place with --data DIR."
}

# clock_of FOLDER: the kind of clock that a state or a backup was begun with; nothing when there is no state.
clock_of() {
  if [ -f "$1/state" ]; then
    sed -n 's/^clock //p' "$1/state"
  elif [ -f "$1/app/clock" ]; then
    echo simulated
  elif [ -e "$1/app" ] || [ -e "$1/azurite" ]; then
    echo system
  fi
}

# check_kind FOLDER: refuses a state that this release, on this clock, cannot use.
check_kind() {
  local found
  found=$(sed -n 's/^layout //p' "$1/state" 2>/dev/null || true)
  [ "${found:-1}" -le "$layout" ] \
    || fail 1 "$1 was written by a newer release (layout $found, this one knows $layout)." \
      "Use that release, or choose another place with --data DIR."
  found=$(clock_of "$1")
  [ -z "$found" ] || [ "$found" = "$clock" ] \
    || fail 1 "$1 was begun on the $found clock, and stays on it." \
      "Start it with --clock $found, or choose another place with --data DIR."
}

forget_state() {
  local part
  say "forgetting the state in $data ..."
  for part in $state_parts; do rm -rf "${data:?}/$part"; done
  rm -f "$data/azurite.log"
}

# Brings the state of an earlier release up to date, and notes its layout and clock.
claim_state() {
  local part
  if [ -d "$data/app" ] && [ ! -f "$data/state" ]; then
    say "bringing the state in $data up to date: its engine is dropped, and its cases start again from their snapshots ..."
    rm -f "$data"/app/engine.db* "$data/run.pids"
  fi
  printf 'layout %s\nclock %s\n' "$layout" "$clock" >"$data/state"
  # Earlier releases left what they made readable to others.
  for part in app mail azurite; do
    [ ! -d "$data/$part" ] || chmod go-rwx "$data/$part"
  done
}

# A state without keys takes those of local.settings.sample.json, so that an app with that file's values is trusted.
seed_keys() {
  [ ! -e "$data/app/signing-key" ] && [ ! -e "$data/app/bus-keys.json" ] || return 0
  (mkdir -p "$data/app" && node -e '
    const fs = require("fs"), [sample, folder] = process.argv.slice(1);
    const { Values: values } = JSON.parse(fs.readFileSync(sample, "utf8").replace(/^\s*\/\/.*$/gm, ""));
    const [, name, key] = /SharedAccessKeyName=([^;]+);SharedAccessKey=([^;]+)/.exec(values.ServiceBus);
    fs.writeFileSync(`${folder}/signing-key`, values.Authentication__LocalSigningKey);
    fs.writeFileSync(`${folder}/bus-keys.json`, JSON.stringify({ [name]: key }));
  ' "$root/local.settings.sample.json" "$data/app")
}

# sums FOLDER: every file below it with its SHA-256, in order.
sums() {
  node -e '
    const fs = require("fs"), path = require("path"), { createHash } = require("crypto");
    const [folder] = process.argv.slice(1), files = [];
    const walk = place => fs.readdirSync(place, { withFileTypes: true }).forEach(entry => {
      const at = path.join(place, entry.name);
      entry.isDirectory() ? walk(at) : files.push(at);
    });
    walk(folder);
    const sum = file => {
      const hash = createHash("sha256"), handle = fs.openSync(file), block = Buffer.alloc(1 << 20);
      for (let read; (read = fs.readSync(handle, block)) > 0;) hash.update(block.subarray(0, read));
      fs.closeSync(handle);
      return hash.digest("hex");
    };
    for (const file of files.filter(file => file !== path.join(folder, "backup.sums")).sort())
      console.log(`${sum(file)}  ${path.relative(folder, file)}`);
  ' "$1"
}

# copy_parts FROM TO
copy_parts() {
  local part
  for part in $state_parts; do
    [ ! -e "$1/$part" ] || cp -Rp "$1/$part" "$2/$part"
  done
}

back_up() {
  local target=$1 unfinished=$1.part
  [ -d "$data/app" ] && [ -d "$data/azurite" ] || fail 1 "There is no state in $data to back up. Choose another place with --data DIR."
  [ ! -e "$target" ] || fail 1 "$target is there already; a backup is never written over. Choose another folder."
  lock_state
  rm -rf "$unfinished"
  # Names, addresses and the key that signs tokens are in it.
  mkdir -p "$unfinished"
  copy_parts "$data" "$unfinished"
  sums "$unfinished" >"$unfinished/backup.sums"
  sync
  mv "$unfinished" "$target"
  say "Backed up $data to $target ($(wc -l <"$target/backup.sums" | tr -d ' ') files). It holds the whole record: keep it as safe."
}

# check_backup FOLDER, before anything is forgotten for it.
check_backup() {
  [ -f "$1/backup.sums" ] || fail 1 "$1 is no backup: it has no backup.sums. Give the folder that ./run --backup wrote."
  [ "$(sums "$1")" = "$(cat "$1/backup.sums")" ] \
    || fail 1 "$1 is damaged: its files are not those that were backed up (backup.sums). Nothing was restored; take another backup."
  check_kind "$1"
}

restore() {
  [ ! -e "$data/app" ] && [ ! -e "$data/azurite" ] \
    || fail 1 "There is a state in $data already. Choose an empty place with --data DIR, or forget the state with --fresh."
  copy_parts "$1" "$data"
  say "restored $1 to $data"
}
