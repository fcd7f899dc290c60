// A page that got no answer sends again what it sent: under one `client_id` it is stored once.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { World } from './client.mjs';
import { png, screenshot_form } from './files.mjs';

let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
after(() => world?.end());

const submit = (path, body) =>
  world.call('POST', path, { body: { project_key: world.project_key, ...body } });
const shoot = (client_id, picture) =>
  world.call('POST', '/feedback/submit-with-screenshot', {
    raw: screenshot_form({ project_key: world.project_key, client_id, message: 'Look' }, picture),
  });
const total = async (list) =>
  (await world.team('GET', `/projects/${world.project_id}/${list}`)).body.pagination.total;
// How many more there are after `act`.
async function added(list, act) {
  const before_it = await total(list);
  await act();
  return (await total(list)) - before_it;
}
const many = (count, ask) => Promise.all(Array.from({ length: count }, (_, i) => ask(i)));
const statuses = (answers) => [...new Set(answers.map(({ status }) => status))];

test('of twelve at the same moment one is stored, and all are answered alike', async () => {
  const report = { client_id: randomUUID(), message: 'The button is dead', path: '/cart' };
  const stored = await added('feedback', async () => {
    const answers = await many(12, () => submit('/feedback/submit', report));
    assert.deepEqual(statuses(answers), [200]);
  });
  assert.equal(stored, 1);
  const stars = { client_id: randomUUID(), rating: { type: 'star', value: 5 } };
  const rated = await added('ratings', async () => {
    const answers = await many(12, () => submit('/ratings', stars));
    assert.deepEqual(statuses(answers), [201]);
    assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1);
  });
  assert.equal(rated, 1);
});

test('so is a report with its picture, and nothing of the others is left on the disk', async () => {
  const client_id = randomUUID();
  const files = () =>
    readdirSync(join(world.server.data, 'files'), { recursive: true }).filter((name) =>
      /\/./.test(name),
    ).length;
  const stored = await added('feedback', async () => {
    const answers = await many(6, () => shoot(client_id, png(5, 4)));
    assert.deepEqual(statuses(answers), [200]);
  });
  assert.equal(stored, 1);
  assert.equal(await added('feedback', () => shoot(client_id, png(6, 4))), 1, 'another picture');
  for (let i = 0; i < 400 && files() > 2; ++i) await pause(25);
  assert.equal(files(), 2);
});

test('without a name, and with another one, the same is stored again', async () => {
  const body = { message: 'The button is dead' };
  const stored = await added('feedback', async () => {
    for (const name of [{}, {}, { client_id: randomUUID() }, { client_id: randomUUID() }])
      assert.equal((await submit('/feedback/submit', { ...body, ...name })).status, 200);
  });
  assert.equal(stored, 4);
  const wrong = await submit('/feedback/submit', { ...body, client_id: 'again' });
  assert.deepEqual([wrong.status, wrong.body.error], [400, 'invalid_field']);
});

test('it is known after a kill', async () => {
  const named = world.user().sub;
  const calls = {
    '/feedback/submit': { message: 'The button is dead' },
    '/contact/submit': { name: 'Jo', email: 'jo@example.com', message: 'Call me' },
    '/nps/submit': { score: 9, submitted_by: named },
    '/rating/submit': { value: true, path: '/' },
  };
  const client_id = randomUUID();
  const first = {};
  for (const [path, body] of Object.entries(calls))
    first[path] = await submit(path, { client_id, ...body });
  await world.server.kill();
  await world.server.start();
  const before_it = [await total('feedback'), await total('ratings')];
  for (const [path, body] of Object.entries(calls)) {
    const { status, body: answer } = await submit(path, { client_id, ...body });
    assert.deepEqual([status, answer], [first[path].status, first[path].body], path);
  }
  assert.deepEqual([await total('feedback'), await total('ratings')], before_it);
  const unnamed = await submit('/nps/submit', calls['/nps/submit']);
  assert.equal(unnamed.status, 409);
});
