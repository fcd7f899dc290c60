import assert from 'node:assert/strict';
import { test } from 'node:test';
import { World } from './client.mjs';

test('the eleventh stream of a user is 429', async (t) => {
  const world = await World.make();
  t.after(() => world.end());
  const user = world.user();
  const open = [];
  for (let i = 0; i < 10; ++i) {
    open.push(await user.stream());
    await open.at(-1).next();
  }
  const refused = await user.call('GET', '/stream');
  assert.equal(refused.status, 429);
  assert.equal(refused.body.error, 'rate_limited');
  assert.ok(Number(refused.headers.get('retry-after')) >= 1);
  for (const stream of open) stream.close();
});
