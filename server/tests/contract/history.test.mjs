// What the team sees of a user beside the conversation: where they have been in this visit, and what they submitted before.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { Person } from './people.mjs';

let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
after(() => world?.end());

const page = (path, title = path) => ({ url: `https://shop.example${path}`, title });
const history = async (thread) => {
  const { status, body } = await world.team('GET', world.threads(`/${thread}/history`));
  assert.equal(status, 200);
  return body;
};

test('pages are known from before the first message, newest first, each stay once', async () => {
  const user = world.user();
  await user.call('PUT', '/profile', { page: page('/', 'Home') });
  await user.call('PUT', '/profile', { page: page('/bowls') });
  await user.call('PUT', '/profile', { page: page('/bowls', 'Bowls') });
  const { message } = (await user.say('Hello', { page: page('/cart', 'Cart') })).body;
  await user.say('Anybody?', { page: page('/cart', 'Cart') });
  const { pages, feedback, ratings } = await history(message.thread_id);
  assert.deepEqual(
    pages.map(({ url, title }) => [url, title]),
    [
      ['https://shop.example/cart', 'Cart'],
      ['https://shop.example/bowls', 'Bowls'],
      ['https://shop.example/', 'Home'],
    ],
  );
  const times = pages.map(({ visited_at }) => Date.parse(visited_at));
  assert.deepEqual(
    times,
    [...times].sort((a, b) => b - a),
  );
  assert.deepEqual([feedback, ratings], [[], []]);
});

test('the newest twenty pages are kept, and none of another user', async () => {
  const user = world.user();
  const other = world.user();
  await other.call('PUT', '/profile', { page: page('/elsewhere') });
  const { message } = (await user.say('Hello')).body;
  for (let i = 0; i < 23; ++i) await user.call('PUT', '/profile', { page: page(`/${i}`) });
  const { pages } = await history(message.thread_id);
  assert.equal(pages.length, 20);
  assert.deepEqual([pages[0].title, pages[19].title], ['/22', '/3']);
});

test('what was submitted under the same id is listed, archived or not, newest first', async () => {
  const user = world.user();
  const { message } = (await user.say('Hello')).body;
  const submit = (path, body) =>
    world.call('POST', path, { body: { project_key: world.project_key, ...body } });
  const by = { submitted_by: user.sub };
  await submit('/feedback/submit', { message: 'The first', type: 'Bug', ...by });
  await submit('/feedback/submit', { message: 'The second', type: 'Feature', ...by });
  await submit('/feedback/submit', { message: 'Of somebody else', submitted_by: 'else' });
  await submit('/rating/submit', { value: true, path: '/docs', ...by });
  await submit('/nps/submit', { score: 9, ...by });
  const first = await history(message.thread_id);
  assert.deepEqual(
    first.feedback.map((item) => [item.message, item.type]),
    [
      ['The second', 'Feature'],
      ['The first', 'Bug'],
    ],
  );
  assert.deepEqual(
    first.ratings.map(({ value }) => value),
    [
      { type: 'nps', value: 9 },
      { type: 'helpful', value: true },
    ],
  );
  const { id } = first.feedback[0];
  await world.team('DELETE', `/projects/${world.project_id}/feedback/${id}`);
  assert.equal((await history(message.thread_id)).feedback[0].archived, true);
});

test('what the caller may not see does not exist', async () => {
  const { message } = (await world.user().say('Hello')).body;
  const path = world.threads(`/${message.thread_id}/history`);
  const owner = await Person.log_in(world.server);
  const other = await owner.make_project('Other', []);
  const colleague = await owner.bring_in('Member', [other.project_id]);
  assert.equal((await colleague.call('GET', path)).status, 404);
  const foreign = `/projects/${other.project_id}/threads/${message.thread_id}/history`;
  assert.equal((await owner.call('GET', foreign)).status, 404);
  assert.equal((await owner.call('GET', world.threads('/x/history'))).status, 404);
});
