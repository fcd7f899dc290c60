// What a page submits reaches the team while it looks.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';

let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
after(() => world?.end());

test('a submission rings the bell and is in the stream of the team', async () => {
  const stream = await world.stream('/stream', { 'X-API-Key': world.api_key });
  assert.equal((await stream.next()).event, 'ready');
  const { project_id, project_key } = world;
  const body = { project_key, name: 'Jo', email: 'jo@example.com', message: 'Call me' };
  assert.equal((await world.call('POST', '/contact/submit', { body })).status, 200);
  const { notification } = (await stream.next_of('notification')).data;
  stream.close();
  assert.equal(notification.kind, 'feedback');
  assert.equal(notification.project_id, project_id);
  assert.equal(notification.preview, 'Call me');
  assert.equal(notification.title, 'Jo');
  const item = await world.team(
    'GET',
    `/projects/${project_id}/feedback/${notification.feedback_id}`,
  );
  assert.equal(item.body.message, 'Call me');
});
