// Azurite with a leash: it ends, and saves, when its standard input does, so that it never outlives what started it, however that ended.
'use strict';

const longest = 30_000;

process.stdin.resume().once('end', () => {
  setTimeout(() => process.exit(1), longest).unref();
  process.kill(process.pid, 'SIGINT');
});
// The leash alone does not keep it alive.
process.stdin.unref();

require('azurite/dist/src/azurite.js');
