// Data that goes back in time. Whoever comes back with a cursor from the future is told so (`reset`), never left in silence, and
// hears everything from then on.
import assert from 'node:assert/strict';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { World } from '../contract/client.mjs';

let world;
let user;
beforeEach(async () => {
  world = await World.make(['--rate-limits', 'off']);
  user = world.user();
  await user.say('kept');
});
afterEach(() => world.end());

// Cursors of both sides, at the head of what will not be there any more.
async function cursors_at_the_head() {
  const own = await user.stream();
  const team = await world.stream('/stream', { 'X-API-Key': world.api_key });
  const ids = [(await own.next_of('ready')).data.cursor, (await team.next_of('ready')).data.cursor];
  own.close();
  team.close();
  return ids;
}

async function assert_told_to_begin_anew([own_cursor, team_cursor]) {
  const own = await user.stream(own_cursor);
  const headers = { 'X-API-Key': world.api_key, 'Last-Event-ID': team_cursor };
  const team = await world.stream('/stream', headers);
  for (const stream of [own, team]) {
    const first = await stream.next();
    assert.equal(first.event, 'reset');
    assert.ok(first.data.cursor);
  }
  const { body } = await user.call('GET', '/messages?limit=100');
  assert.ok(body.messages.every((message) => message.body !== 'lost'));
  assert.equal((await user.say('new')).status, 201);
  for (const stream of [own, team]) {
    const { data } = await stream.next_of('message');
    assert.equal(data.message.body, 'new');
    stream.close();
  }
  assert.match(world.server.verify(), /everything holds/);
}

test('after a backup was restored every old cursor is answered by reset, also one of before it', async () => {
  const backup = join(world.server.dir, 'backup');
  const [own_before, team_before] = await cursors_at_the_head();
  world.server.command(['backup', '--data', world.server.data, '--to', backup, '--with-key']);
  for (let i = 0; i < 5; ++i) await user.say('lost');
  const cursors = await cursors_at_the_head();
  await world.server.kill();
  rmSync(world.server.data, { recursive: true });
  world.server.command(['restore', '--data', world.server.data, '--from', backup]);
  await world.server.start();
  await assert_told_to_begin_anew(cursors);
  for (const stream of [
    await user.stream(own_before),
    await world.stream('/stream', { 'X-API-Key': world.api_key, 'Last-Event-ID': team_before }),
  ]) {
    assert.equal((await stream.next()).event, 'reset');
    stream.close();
  }
});

// As an image of the disk that is put back does it: nobody tells the server.
for (const [what, rewritten] of [
  ['ahead of the head', 0],
  ['whose numbers others have by now', 9],
]) {
  test(`after files were put back a cursor ${what} is answered by reset`, async () => {
    const image = join(world.server.dir, 'image');
    await world.server.kill('SIGTERM');
    cpSync(world.server.data, image, { recursive: true });
    await world.server.start();
    for (let i = 0; i < 5; ++i) await user.say('lost');
    const cursors = await cursors_at_the_head();
    await world.server.kill();
    rmSync(world.server.data, { recursive: true });
    cpSync(image, world.server.data, { recursive: true });
    await world.server.start();
    for (let i = 0; i < rewritten; ++i) await user.say('other');
    await assert_told_to_begin_anew(cursors);
  });
}
