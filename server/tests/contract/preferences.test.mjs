// How a member wants to be told: kept on the server, for that member alone.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { Person } from './people.mjs';

let world;
let owner;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
  owner = await Person.log_in(world.server);
});
after(() => world?.end());

const path = '/me/preferences';
const off = { toast: false, sound: false, browser: false };

test('a new member begins with what concerns them being told loudly', async () => {
  const { notifications, ...rest } = await owner.must('GET', path);
  assert.deepEqual(rest, {
    do_not_disturb_until: null,
    team_mail: true,
    send_with: 'enter',
  });
  assert.deepEqual(Object.keys(notifications), [
    'message_mine',
    'message_unassigned',
    'message_other',
    'mention',
    'assigned',
    'feedback',
    'mail_failed',
  ]);
  assert.deepEqual(notifications.mention, { toast: true, sound: true, browser: true });
  assert.deepEqual(notifications.message_other, off);
});

test('what was chosen is there on another device, and for nobody else', async () => {
  const until = '2030-01-15T10:30:00Z';
  const wanted = {
    notifications: { mention: off },
    do_not_disturb_until: until,
    team_mail: false,
    send_with: 'modified',
  };
  const saved = await owner.must('PUT', path, wanted);
  assert.deepEqual(saved.notifications.mention, off);
  assert.equal(saved.do_not_disturb_until, until);
  assert.equal(saved.send_with, 'modified');
  const phone = await Person.log_in(world.server);
  assert.deepEqual(await phone.must('GET', path), saved);
  const other = await owner.bring_in('Member');
  assert.equal((await other.must('GET', path)).team_mail, true);
  const back = await owner.must('PUT', path, {});
  assert.deepEqual(
    [back.do_not_disturb_until, back.team_mail, back.send_with],
    [null, true, 'enter'],
  );
  assert.equal(back.notifications.mention.toast, true);
});

test('what cannot be meant is refused', async () => {
  for (const wrong of [
    { notifications: 7 },
    { notifications: { mention: true } },
    { notifications: { mention: { toast: 'yes' } } },
    { do_not_disturb_until: 'tomorrow' },
    { do_not_disturb_until: 1 },
    { team_mail: 'no' },
    { send_with: 'space' },
    { send_with: 1 },
  ]) {
    const answer = await owner.call('PUT', path, wrong);
    assert.deepEqual([answer.status, answer.body.error], [400, 'invalid_field']);
  }
  assert.equal((await owner.call('PUT', path, { unknown: 1 })).status, 200);
});
