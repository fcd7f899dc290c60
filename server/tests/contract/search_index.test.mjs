// The index is derived: whatever happens to its file, messages are stored and found again.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { closeSync, openSync, statSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { World } from './client.mjs';

let world;
beforeEach(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
afterEach(() => world?.end());

const index = () => `${world.server.data}/search.db`;
const verify = () =>
  spawnSync(process.env.SEGGWAT_BIN, ['verify', '--data', world.server.data], { encoding: 'utf8' });
const say = async (text) => assert.equal((await world.user('ada').say(text)).status, 201);
async function found(q) {
  for (let i = 0; i < 800; ++i) {
    const answer = await world.team('GET', world.threads(`?q=${q}`));
    if (answer.status === 200 && answer.body.threads.length === 1) return;
    await pause(25);
  }
  assert.fail(`${q} is not found: ${world.server.process.said}`);
}
function overwrite(path, from) {
  const file = openSync(path, 'r+');
  const size = statSync(path).size - from;
  assert.ok(size > 0);
  writeSync(file, Buffer.alloc(size, 'x'), 0, size, from);
  closeSync(file);
}

test('a damaged index is named by verify, and the next start makes it anew', async () => {
  await say('zwieback');
  await found('zwieback');
  await world.server.kill('SIGTERM');
  for (const harm of [
    () => writeFileSync(index(), 'x'.repeat(10_000)),
    () => truncateSync(index(), 5_000),
    () => overwrite(index(), 4_096),
  ]) {
    harm();
    const told = verify();
    assert.equal(told.status, 1);
    assert.match(told.stdout, /FAULT {2}the search index cannot be read: run doctor --reindex/);
    assert.match(told.stdout, /1 threads, 1 messages, .* 1 faults/);
    await world.server.start();
    await found('zwieback');
    await world.server.kill('SIGTERM');
    assert.match(verify().stdout, /everything holds/);
  }
});

test('an index that is damaged while the server runs is made anew, and nothing waits for it', async () => {
  await say('zwieback');
  await found('zwieback');
  await world.server.kill('SIGTERM'); // so that all of it stands in the file
  await world.server.start();
  truncateSync(index(), 0);
  for (let i = 0; i < 10; ++i) await say(`pumpernickel ${i}`);
  await found('pumpernickel');
  await found('zwieback');
  assert.equal(world.server.process.said.split('search_index_damaged').length - 1, 1);
  await world.server.kill('SIGTERM');
  assert.match(verify().stdout, /everything holds/);
});
