// Screenshots on the disk: they outlive a kill, are counted and backed up, and go with the person they belong to.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { World } from './client.mjs';
import { png, screenshot_form } from './files.mjs';
import { Person } from './people.mjs';

const kPath = '/feedback/submit-with-screenshot';

// A PNG of exactly so many bytes: the rest stands in one chunk of picture data.
function png_of(size, mark) {
  const empty = png(4, 3, [['IDAT', mark]]).length;
  return png(4, 3, [['IDAT', mark + 'x'.repeat(size - empty)]]);
}
const refusal = ({ status, body }) => [status, body.error];
const bytes_of = async (answer) => Buffer.from(await answer.arrayBuffer());
function files_on_disk(server) {
  const dir = join(server.data, 'files');
  return existsSync(dir)
    ? readdirSync(dir, { recursive: true }).filter((name) => /\/./.test(name))
    : [];
}

test('an answer means that both are on the disk: they outlive a kill', async () => {
  const world = await World.make(['--rate-limits', 'off']);
  try {
    const data = { project_key: world.project_key, message: 'kept' };
    for (let i = 0; i < 5; ++i) {
      const answer = await fetch(world.base + kPath, {
        method: 'POST',
        body: screenshot_form(data, png_of(10_000, `${i} ${randomUUID()}`)),
      });
      assert.equal(answer.status, 200, await answer.text());
    }
    await world.server.kill();
    await world.server.start();
    const { feedback } = (await world.team('GET', `/projects/${world.project_id}/feedback`)).body;
    assert.equal(feedback.length, 5);
    for (const { screenshot } of feedback) {
      const down = await fetch(world.server.url + screenshot.url);
      assert.equal((await bytes_of(down)).length, 10_000);
    }
    assert.match(world.server.verify(), /5 files: everything holds/);
  } finally {
    await world.end();
  }
});

test('the project counts its pictures, they end at half of its room, and a backup holds them', async () => {
  const world = await World.make(['--rate-limits', 'off', '--attachment-quota', '1M']);
  try {
    const owner = await Person.log_in(world.server);
    const shoot = (submitted_by) =>
      world.call('POST', kPath, {
        raw: screenshot_form(
          { project_key: world.project_key, message: 'Look', submitted_by },
          png_of(200_000, randomUUID()),
        ),
      });
    assert.equal((await shoot('jo')).status, 200);
    assert.equal((await shoot('mo')).status, 200);
    assert.deepEqual(refusal(await shoot('jo')), [507, 'quota_exceeded']);
    const usage = async () =>
      (await owner.must('GET', `/projects/${world.project_id}/files`)).bytes;
    assert.equal(await usage(), 400_000);
    const { feedback } = (await world.team('GET', `/projects/${world.project_id}/feedback`)).body;
    assert.equal(feedback.length, 2);
    const backup = join(world.server.dir, 'backup');
    world.server.command(['backup', '--data', world.server.data, '--to', backup]);
    const restored = join(world.server.dir, 'restored');
    world.server.command(['restore', '--from', backup, '--data', restored]);
    assert.match(world.server.command(['verify', '--data', restored]), /2 files: everything holds/);
    // Erasing the person takes the picture along.
    const user = world.user('jo');
    const thread = (await user.say('hello')).body.message.thread_id;
    const path = `/projects/${world.project_id}/threads/${thread}/erase`;
    await owner.must('POST', path, { confirm: 'jo' });
    for (let i = 0; i < 400 && files_on_disk(world.server).length > 1; ++i) await pause(25);
    assert.equal(files_on_disk(world.server).length, 1);
    assert.equal(await usage(), 200_000);
    assert.match(world.server.verify(), /1 files: everything holds/);
  } finally {
    await world.end();
  }
});
