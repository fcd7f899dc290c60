// How many conversations a saved view names: the numbers beside the views.
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

const view_of = async (filter, who = owner, shared = false) =>
  (await who.must('POST', '/views', { name: 'A view', filter, shared })).view.id;
const counts = async (query = '', who = owner) =>
  (await who.must('GET', `/views/counts${query}`)).counts;
const change = (thread, body) => world.team('PATCH', world.threads(`/${thread}`), body);

test('a view counts what its list shows, and what happens moves it', async () => {
  const ids = {
    urgent: await view_of({ status: 'open', tag: 'urgent' }),
    mine: await view_of({ status: 'open', assignee: 'me' }),
    nobody: await view_of({ assignee: 'none', days: 7 }),
    unread: await view_of({ unread: true }),
    snoozed: await view_of({ status: 'snoozed' }),
    mentions: await view_of({ mentioned: true }),
    search: await view_of({ q: 'bowl' }),
    all: await view_of({ status: 'all' }),
  };
  const named = async () => {
    const answer = await counts();
    return Object.fromEntries(Object.entries(ids).map(([name, id]) => [name, answer[id]]));
  };
  const none = { urgent: 0, mine: 0, nobody: 0, unread: 0, snoozed: 0, mentions: 0, all: 0 };
  assert.deepEqual(await named(), { ...none, search: undefined });

  const one = (await world.user().say('Where is my bowl?')).body.message.thread_id;
  const two = (await world.user().say('Where is my plate?')).body.message.thread_id;
  assert.deepEqual(await named(), { ...none, nobody: 2, unread: 2, all: 2, search: undefined });
  await change(one, { tags: ['Urgent'], assignee: world.owner_id });
  await world.team('POST', world.threads(`/${one}/read`), { seq: 1 });
  const colleague = await owner.bring_in('Member');
  await colleague.must('POST', world.threads(`/${two}/messages`), {
    client_id: crypto.randomUUID(),
    body: `@{${world.owner_id}} look`,
    internal: true,
  });
  const now = { ...none, urgent: 1, mine: 1, nobody: 1, unread: 1, mentions: 1, all: 2 };
  assert.deepEqual(await named(), { ...now, search: undefined });
  await change(one, { status: 'snoozed' });
  const last = await named();
  assert.deepEqual([last.urgent, last.mine, last.snoozed, last.all], [0, 0, 1, 2]);
});

test('counts are of the projects that are shown, or of those that the view names', async () => {
  const other = await owner.make_project('Other', []);
  const free = await view_of({ status: 'resolved' });
  const bound = await view_of({ status: 'resolved', projects: [world.project_id] });
  const thread = (await world.user().say('Done')).body.message.thread_id;
  await change(thread, { status: 'resolved' });
  const here = await counts(`?project=${world.project_id}`);
  assert.deepEqual([here[free], here[bound]], [1, 1]);
  const there = await counts(`?project=${other.project_id}`);
  assert.deepEqual([there[free], there[bound]], [0, 1]);
  assert.equal((await owner.call('GET', '/views/counts?project=nowhere')).status, 404);
});

test('what the caller does not see is not counted, and not told', async () => {
  const other = await owner.make_project('Hidden', []);
  const shared = await view_of({ projects: [world.project_id] }, owner, true);
  const own = await view_of({ status: 'open' });
  const colleague = await owner.bring_in('Member', [other.project_id]);
  const both = await view_of({ projects: [world.project_id, other.project_id] }, owner, true);
  const seen = await counts('', colleague);
  assert.deepEqual([shared in seen, own in seen, both in seen], [false, false, true]);
  const { views } = await colleague.must('GET', '/views');
  const ids = views.map(({ id }) => id);
  assert.deepEqual([ids.includes(shared), ids.includes(own)], [false, false]);
  const told = views.find(({ id }) => id === both).filter;
  assert.deepEqual(
    told,
    { projects: [other.project_id] },
    'of a project that is not seen, not even the id',
  );
  for (const method of ['PATCH', 'DELETE'])
    assert.equal((await colleague.call(method, `/views/${shared}`, {})).status, 404, method);
  const mine = (await owner.must('GET', '/views')).views.find(({ id }) => id === both);
  assert.deepEqual(mine.filter.projects, [world.project_id, other.project_id]);
  const refused = await colleague.call('GET', `/views/counts?project=${world.project_id}`);
  assert.equal(refused.status, 404);
});

test('counting ends at a hundred', async () => {
  const all = await view_of({ status: 'all' });
  const people = Array.from({ length: 105 }, () => world.user().say('Hello'));
  await Promise.all(people);
  assert.equal((await counts())[all], 100);
});

test('a filter that no list would take is not kept', async () => {
  for (const filter of [
    { tag: '  ' },
    { tag: 'a\u0007b' },
    { tag: 'x'.repeat(41) },
    { q: ' ' },
    { q: '"' },
  ]) {
    const answer = await owner.call('POST', '/views', { name: 'Odd', filter });
    assert.equal(answer.status, 400, JSON.stringify(filter));
  }
});
