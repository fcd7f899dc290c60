// Ratings of conversations, office hours, and the figures that come of it all.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { Person } from './people.mjs';

let world;
let owner;
let member;
let outsider;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
  owner = await Person.log_in(world.server);
  const other = await owner.make_project('Other');
  member = await owner.bring_in('Member', [world.project_id]);
  outsider = await owner.bring_in('Member', [other.project_id]);
});
after(() => world?.end());

const code = ({ status, body }) => `${status} ${body?.error ?? ''}`.trim();
const of_project = (path, query = '') => `/projects/${world.project_id}${path}${query}`;
const reply = (thread, body = 'hi') =>
  world.team('POST', world.threads(`/${thread}/messages`), { client_id: randomUUID(), body });
const set_status = (thread, status) => world.team('PATCH', world.threads(`/${thread}`), { status });
const ratings_of = async (thread) =>
  (await world.team('GET', world.threads(`/${thread}/ratings`))).body.ratings;

async function resolved() {
  const user = world.user();
  const thread = (await user.say('hello')).body.message.thread_id;
  await reply(thread);
  await set_status(thread, 'resolved');
  return { user, thread };
}
const rate = (user, body) => user.call('PUT', '/rating', body);
const own = async (user) => (await user.call('GET', '/rating')).body.rating;

test('a resolution is rated once, and again until somebody writes', async () => {
  const { user, thread } = await resolved();
  assert.deepEqual(await own(user), { seq: 2, score: null, comment: null });
  const first = await rate(user, { score: 2, comment: '  too slow  ', seq: 2 });
  assert.equal(first.status, 200);
  assert.deepEqual(first.body, { rating: { seq: 2, score: 2, comment: 'too slow' } });
  assert.deepEqual((await rate(user, { score: 4 })).body.rating, {
    seq: 2,
    score: 4,
    comment: null,
  });
  const [shown, ...others] = await ratings_of(thread);
  assert.deepEqual(others, []);
  assert.deepEqual(
    { ...shown, rated_at: '', resolved_at: '' },
    {
      episode: 1,
      seq: 2,
      score: 4,
      comment: null,
      rated_at: '',
      resolved_at: '',
      resolved_by: { id: world.owner_id, name: 'Support' },
    },
  );
  await reply(thread, 'glad to hear');
  assert.equal(await own(user), null);
  assert.equal(code(await rate(user, { score: 1 })), '409 rating_closed');
  await user.say('once more');
  await set_status(thread, 'resolved');
  assert.equal(code(await rate(user, { score: 5, seq: 2 })), '409 rating_closed');
  assert.equal((await rate(user, { score: 5, seq: 4 })).status, 200);
  assert.deepEqual(
    (await ratings_of(thread)).map(({ episode, score }) => [episode, score]),
    [
      [2, 5],
      [1, 4],
    ],
  );
});

test('a resolution that was taken back keeps what was said of it, and the next one is asked about', async () => {
  const { user, thread } = await resolved();
  await rate(user, { score: 1, comment: 'not at all' });
  await set_status(thread, 'open');
  assert.equal(await own(user), null);
  assert.equal(code(await rate(user, { score: 2 })), '409 rating_closed');
  const [kept] = await ratings_of(thread);
  assert.deepEqual([kept.seq, kept.score, kept.resolved_at], [2, 1, null]);
  assert.equal(kept.resolved_by.id, world.owner_id);
  await set_status(thread, 'resolved');
  assert.deepEqual(await own(user), { seq: 2, score: 1, comment: 'not at all' });
  await set_status(thread, 'open');
  await reply(thread, 'now it is mended');
  await set_status(thread, 'resolved');
  assert.deepEqual(await own(user), { seq: 3, score: null, comment: null });
  assert.equal((await rate(user, { score: 5 })).status, 200);
  assert.deepEqual(
    (await ratings_of(thread)).map(({ episode, seq, score }) => [episode, seq, score]),
    [[1, 3, 5]],
  );
});

test('what is no rating is refused', async () => {
  const { user } = await resolved();
  for (const body of [
    {},
    { score: 0 },
    { score: 6 },
    { score: 4.5 },
    { score: '5' },
    { score: null },
  ])
    assert.equal(code(await rate(user, body)), '400 invalid_field', JSON.stringify(body));
  assert.equal(code(await rate(user, { score: 5, comment: 7 })), '400 invalid_field');
  assert.equal(
    code(await rate(user, { score: 5, comment: 'x'.repeat(1001) })),
    '400 invalid_field',
  );
  assert.equal((await rate(user, { score: 5, comment: '😀'.repeat(1000) })).status, 200);
  assert.equal((await rate(user, { score: 5, comment: ' \u200b ' })).body.rating.comment, null);
  const nobody = world.user();
  assert.equal(await own(nobody), null);
  assert.equal(code(await rate(nobody, { score: 5 })), '409 rating_closed');
});

test('a rating is told to the team, and to the user wherever they are', async () => {
  const { user, thread } = await resolved();
  const theirs = await user.stream();
  const ready = await theirs.next();
  assert.equal(ready.event, 'ready');
  const ours = await world.stream('/stream', { 'X-API-Key': world.api_key });
  const { cursor } = (await ours.next()).data;
  await rate(user, { score: 3, comment: 'well' });
  await rate(user, { score: 3, comment: 'well' });
  const heard = await ours.next_of('rating');
  assert.deepEqual([heard.data.thread_id, heard.data.project_id], [thread, world.project_id]);
  assert.deepEqual([heard.data.rating.score, heard.data.rating.comment], [3, 'well']);
  await user.say('and now');
  assert.equal((await ours.next_of('message')).data.message.body, 'and now');
  // Of the rating, the user hears what they have said, once, and nothing of the team.
  const said = await theirs.next();
  assert.equal(said.event, 'rating');
  assert.deepEqual(said.data, {
    thread_id: thread,
    rating: { seq: 2, score: 3, comment: 'well' },
  });
  assert.deepEqual((await theirs.next()).event, 'thread');
  ours.close();
  theirs.close();
  const resumed = await user.stream(ready.id);
  assert.equal((await resumed.next()).event, 'ready');
  assert.deepEqual(await resumed.next(), said);
  assert.equal((await resumed.next()).event, 'thread');
  resumed.close();
  const again = await world.stream(`/stream?cursor=${cursor}`, { 'X-API-Key': world.api_key });
  const told = await again.next_of('rating');
  assert.deepEqual(told.data, heard.data);
  assert.notEqual((await again.next()).event, 'rating');
  again.close();
});

test('a project can do without', async () => {
  const { user } = await resolved();
  await owner.must('PATCH', of_project(''), { ask_for_rating: false });
  assert.equal(code(await rate(user, { score: 5 })), '403 rating_disabled');
  assert.equal(await own(user), null);
  const config = await world.call('GET', `/widget/config?project_key=${world.project_key}`);
  assert.equal(config.body.ask_for_rating, false);
  await owner.must('PATCH', of_project(''), { ask_for_rating: true });
  assert.equal((await rate(user, { score: 5 })).status, 200);
});

test('figures count what happened, for the day and the member', async () => {
  const shop = await owner.make_project('Figures');
  const say = (sub, body) =>
    world.call('POST', '/chat/messages', {
      headers: {
        Authorization: `Bearer ${world.token(sub, { project_key: shop.project_key }, { secret: shop.signing_secret })}`,
      },
      body: { client_id: randomUUID(), body },
    });
  const path = `/projects/${shop.project_id}`;
  const { message } = (await say('a', 'hello')).body;
  await say('b', 'hello');
  const thread = `${path}/threads/${message.thread_id}`;
  await owner.must('POST', `${thread}/messages`, { client_id: randomUUID(), body: 'hi' });
  await owner.must('PATCH', thread, { status: 'resolved' });
  const figures = await owner.must('GET', `${path}/figures`);
  const { total, days, members, before, timezone } = figures;
  assert.deepEqual([total.new, total.resolved, total.first_response.count], [2, 1, 1]);
  assert.deepEqual(total.satisfaction, {
    count: 0,
    score: null,
    average: null,
    distribution: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0 },
  });
  assert.deepEqual([before.new, before.first_response.median, timezone], [0, null, 'UTC']);
  assert.deepEqual([days.length, days.at(-1).new, days[0].new], [30, 2, 0]);
  assert.deepEqual(
    members.map(({ name, resolved: done }) => [name, done]),
    [['Support', 1]],
  );
  const csv = await owner.call('GET', `${path}/figures/export?by=member`);
  assert.match(csv.headers.get('content-type'), /text\/csv/);
  assert.match(csv.headers.get('content-disposition'), /attachment; filename="figures-members-/);
  assert.match(csv.body, /"Support","1",/);
  const all = await owner.must('GET', '/figures');
  assert.ok(all.total.new > total.new);
});

test('a member sees the figures of their own projects only', async () => {
  await resolved();
  assert.equal(code(await outsider.call('GET', of_project('/figures'))), '404 not_found');
  assert.equal((await outsider.must('GET', '/figures')).total.new, 0);
  assert.ok((await member.must('GET', '/figures')).total.new > 0);
});

test('a time that makes no sense is refused', async () => {
  const ask = async (query) => code(await owner.call('GET', of_project('/figures', query)));
  assert.equal(await ask('?from=2026-01-01&until=2026-12-31'), '200');
  assert.equal(await ask('?from=2026-03-01&until=2026-03-31&timezone=Europe/Berlin'), '200');
  for (const query of [
    '?from=2026-02-01&until=2026-01-01',
    '?from=2025-01-01&until=2026-12-31',
    '?from=yesterday',
    '?until=2026-02-30',
    '?timezone=Mars/Olympus',
    '?timezone=../../etc/passwd',
  ])
    assert.equal(await ask(query), '400 invalid_field', query);
  assert.equal(
    code(await owner.call('GET', of_project('/figures/export', '?by=cat'))),
    '400 invalid_field',
  );
});

const closed_week = () => [[], [], [], [], [], [], []];

test('office hours are set by Admins, read by all, and told to the widget', async () => {
  const path = of_project('/office-hours');
  const stored = await member.must('GET', path);
  assert.deepEqual(stored, { enabled: false, timezone: 'UTC', week: closed_week(), closed: [] });
  const always = closed_week().map(() => [{ from: '00:00', to: '24:00' }]);
  const wanted = { enabled: true, timezone: 'Europe/Berlin', week: always, closed: ['2026-12-25'] };
  assert.equal(code(await member.call('PUT', path, wanted)), '403 forbidden');
  assert.deepEqual(await owner.must('PUT', path, wanted), wanted);
  assert.deepEqual(await member.must('GET', path), wanted);
  const hours = async () =>
    (await world.call('GET', `/widget/config?project_key=${world.project_key}`)).body.office_hours;
  await owner.must('PUT', path, { ...wanted, closed: [] });
  assert.deepEqual(await hours(), { enabled: true, open_now: true });
  await owner.must('PUT', path, { ...wanted, week: closed_week(), closed: [] });
  assert.deepEqual(await hours(), { enabled: true, open_now: false });
  assert.equal(code(await owner.call('PUT', path, { ...wanted, week: [] })), '400 invalid_field');
  const { entries } = await owner.must('GET', '/audit?area=project');
  assert.equal(entries[0].act, 'project.office_hours_changed');
  await owner.must('PUT', path, stored);
});

test('a usual reply time is promised from ten first replies on', async () => {
  const shop = await owner.make_project('Quick');
  const config = async () =>
    (await world.call('GET', `/widget/config?project_key=${shop.project_key}`)).body;
  for (let n = 0; n < 10; ++n) {
    const token = world.token(
      `quick-${n}`,
      { project_key: shop.project_key },
      { secret: shop.signing_secret },
    );
    const said = await world.call('POST', '/chat/messages', {
      headers: { Authorization: `Bearer ${token}` },
      body: { client_id: randomUUID(), body: 'hello' },
    });
    const thread = said.body.message.thread_id;
    await owner.must('POST', `/projects/${shop.project_id}/threads/${thread}/messages`, {
      client_id: randomUUID(),
      body: 'hi',
    });
  }
  assert.equal((await config()).reply_minutes, 10);
});
