# Copies of the state of the Local flavour, made and brought back by ./run. Sourced, never run.
#
# A copy is made of a state at rest. Tables, engine and bus each survive being copied while they are written, but they would be copied at three moments: a message
# taken between two of them would be in neither, and no order of copying closes that gap for what comes in and what goes out alike. At rest there is one moment.

copied_parts='app mail azurite'

# The programs of this state that still run: ./run, the app, Azurite.
running_programs() {
  local pid
  [ -f "$data/run.pids" ] || return 0
  while read -r pid; do
    [ -n "$pid" ] && [ "$pid" != $$ ] && kill -0 "$pid" 2>/dev/null && printf '%s ' "$pid"
  done <"$data/run.pids"
  return 0
}

refuse_running() {
  local found
  found=$(running_programs)
  [ -z "$found" ] || fail 1 "The state in $data is in use (processes: $found). Stop ./run with Ctrl-C first; $1 needs a state at rest."
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

back_up() {
  local target=$1 part unfinished=$1.part
  [ -d "$data/app" ] && [ -d "$data/azurite" ] || fail 1 "There is no state in $data to back up. Choose another place with --data DIR."
  [ ! -e "$target" ] || fail 1 "$target is there already; a backup is never written over. Choose another folder."
  refuse_running "a backup"
  rm -rf "$unfinished"
  # Names, addresses and the key that signs tokens are in it: for its owner alone.
  (umask 077 && mkdir -p "$unfinished")
  for part in $copied_parts; do
    [ ! -e "$data/$part" ] || cp -Rp "$data/$part" "$unfinished/$part"
  done
  # Those that started meanwhile would have written into what was being copied.
  refuse_running "a backup"
  sums "$unfinished" >"$unfinished/backup.sums"
  sync
  mv "$unfinished" "$target"
  say "Backed up $data to $target ($(wc -l <"$target/backup.sums" | tr -d ' ') files). It holds everything that the record holds: keep it as safe."
}

restore() {
  local source=$1 part
  [ -f "$source/backup.sums" ] || fail 1 "$source is no backup: it has no backup.sums. Give the folder that ./run --backup wrote."
  [ "$(sums "$source")" = "$(cat "$source/backup.sums")" ] || fail 1 "$source is damaged: its files are not those that were backed up (backup.sums). Nothing was restored; take another backup."
  [ ! -e "$data/app" ] && [ ! -e "$data/azurite" ] || fail 1 "There is a state in $data already. Choose an empty place with --data DIR, or forget the state with --fresh."
  for part in $copied_parts; do
    [ ! -e "$source/$part" ] || cp -Rp "$source/$part" "$data/$part"
  done
  say "restored $source to $data"
}
