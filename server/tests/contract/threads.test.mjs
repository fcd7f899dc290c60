import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';

let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
after(() => world.end());

const refusal = (answer) => [answer.status, answer.body.error];

async function conversation(text = 'Hello') {
  const user = world.user(undefined, { name: 'Ada' });
  const { thread_id } = (await user.say(text)).body.message;
  const path = world.threads(`/${thread_id}`);
  const post = (body, more = {}) =>
    world.team('POST', `${path}/messages`, { client_id: randomUUID(), body, ...more });
  return { user, thread_id, path, post };
}

test('a new conversation stands first in the list, unread, with exactly the agreed members', async () => {
  const { user, thread_id } = await conversation('Where is my order?');
  const { status, body } = await world.team('GET', world.threads());
  assert.equal(status, 200);
  const [thread] = body.threads;
  assert.equal(thread.id, thread_id);
  assert.equal(thread.user.id, user.sub);
  assert.equal(thread.status, 'open');
  assert.equal(thread.assignee, null);
  assert.deepEqual(thread.tags, []);
  assert.equal(thread.unread, 1);
  assert.equal(thread.last_message.preview, 'Where is my order?');
  assert.equal(thread.last_message.author_kind, 'user');
  assert.deepEqual(Object.keys(body.counts).sort(), [
    'mine',
    'open',
    'snoozed',
    'unassigned',
    'unread',
  ]);
});

test('lists page by keyset, newest activity first, each thread once', async () => {
  for (let i = 0; i < 5; ++i) await conversation(`page ${i}`);
  const seen = [];
  let cursor = '';
  do {
    const { body } = await world.team('GET', world.threads(`?limit=2${cursor}`));
    seen.push(...body.threads.map(({ last_message }) => last_message.created_at));
    assert.equal('counts' in body, cursor === '');
    cursor = body.next_cursor && `&cursor=${body.next_cursor}`;
  } while (cursor);
  assert.ok(seen.length >= 5);
  assert.deepEqual(seen, [...seen].sort().reverse());
});

test('filters are strict', async () => {
  const { thread_id, path } = await conversation();
  await world.team('PATCH', path, { assignee: world.owner_id });
  const has = async (query) =>
    (await world.team('GET', world.threads(query))).body.threads.some(({ id }) => id === thread_id);
  assert.equal(await has('?assignee=me'), true);
  assert.equal(await has(`?assignee=${world.owner_id}&status=open`), true);
  assert.equal(await has('?assignee=none'), false);
  assert.equal(await has('?status=resolved'), false);
  assert.equal(await has('?unread=1'), true);
  assert.equal(await has('?status=all'), true);
  for (const query of [
    '?status=x',
    '?assignee=x',
    '?unread=x',
    '?cursor=x',
    '?limit=-1',
    '?limit=a',
    '?limit=0',
  ]) {
    assert.equal((await world.team('GET', world.threads(query))).status, 400, query);
  }
  assert.equal((await world.team('GET', world.threads('?limit=1000000000'))).status, 200);
});

test('status and assignment change together with what the user may see of them', async () => {
  const { user, path } = await conversation();
  const { status, body } = await world.team('PATCH', path, {
    status: 'resolved',
    assignee: world.owner_id,
  });
  assert.equal(status, 200);
  assert.equal(body.thread.status, 'resolved');
  assert.equal(body.thread.assignee.id, world.owner_id);
  const { thread } = (await user.call('GET', '/session')).body;
  assert.deepEqual(Object.keys(thread).sort(), [
    'created_at',
    'id',
    'last_seq',
    'status',
    'team_read_seq',
    'user_read_seq',
  ]);
  assert.equal(thread.status, 'resolved');
  await user.say('still broken');
  assert.equal((await user.call('GET', '/session')).body.thread.status, 'open');
  for (const bad of [
    { status: 'x' },
    { assignee: 'x' },
    { assignee: randomUUID() },
    { tags: 'a' },
    { snoozed_until: 'tomorrow' },
  ]) {
    assert.equal((await world.team('PATCH', path, bad)).status, 400, JSON.stringify(bad));
  }
});

test('a note is for the team: every byte the user can get stays the same', async () => {
  const { user, path, post } = await conversation();
  await post('visible');
  const view = async () =>
    JSON.stringify([
      (await user.call('GET', '/session')).body,
      (await user.call('GET', '/messages')).body,
      (await user.call('GET', '/events')).body,
    ]);
  const before_note = await view();
  const note = await post('a secret', { internal: true });
  assert.equal(note.status, 201);
  assert.equal(note.body.message.internal, true);
  assert.deepEqual([note.body.message.seq, note.body.message.note], [2, 1]);
  await world.team('PATCH', path, { assignee: world.owner_id });
  assert.equal(await view(), before_note);
  const all = (await world.team('GET', `${path}/messages`)).body.messages;
  assert.deepEqual(
    all.map(({ seq, note: number }) => [seq, number]),
    [
      [1, 0],
      [2, 0],
      [2, 1],
    ],
  );
  const later = (await world.team('GET', `${path}/messages?after=2`)).body.messages;
  assert.deepEqual(
    later.map(({ note: number }) => number),
    [1],
  );
  assert.deepEqual((await world.team('GET', `${path}/messages?after=2.1`)).body.messages, []);
  assert.equal((await world.team('GET', `${path}/messages?before=2.1`)).body.messages.length, 2);
});

test('a reply over something unseen is stopped unless forced, and a repeat is answered first', async () => {
  const { user, post } = await conversation();
  const mine = { client_id: randomUUID(), seen_seq: 1 };
  assert.equal((await post('first', mine)).status, 201);
  await user.say('wait');
  const stopped = await post('second', { seen_seq: 1 });
  assert.deepEqual(refusal(stopped), [409, 'stale_view']);
  assert.deepEqual(
    stopped.body.missed.map(({ body }) => body),
    ['wait'],
  );
  assert.equal((await post('first', mine)).status, 200);
  assert.equal((await post('second', { seen_seq: 1, force: true })).status, 201);
  assert.equal((await post('note', { seen_seq: 1, internal: true })).status, 201);
});

test('states tell how far a message has come', async () => {
  const { user, path, post } = await conversation();
  const { id } = (await post('reply')).body.message;
  const state = async () =>
    (await world.team('GET', `${path}/messages`)).body.messages.find((one) => one.id === id).state;
  assert.equal(await state(), 'stored');
  await user.call('GET', '/session');
  for (let tries = 0; tries < 100 && (await state()) === 'stored'; ++tries)
    await world.team('GET', '/me');
  assert.equal(await state(), 'delivered');
  await user.call('POST', '/read', { seq: 2 });
  assert.equal(await state(), 'seen');
});

test('read and unread are per member; the team mark never goes back', async () => {
  const { user, path } = await conversation();
  await user.say('two');
  const unread = async () => (await world.team('GET', path)).body.thread.unread;
  assert.equal(await unread(), 2);
  assert.equal((await world.team('POST', `${path}/read`, { seq: 2 })).status, 204);
  assert.equal(await unread(), 0);
  assert.equal((await world.team('POST', `${path}/unread`)).status, 204);
  assert.equal(await unread(), 1);
  assert.equal((await user.call('GET', '/session')).body.thread.team_read_seq, 2);
});

test('a message is one notification a thread; reading the thread reads it', async () => {
  const { user, thread_id, path } = await conversation('first');
  await user.say('second');
  const mine = async (query = '') =>
    (await world.team('GET', `/notifications${query}`)).body.notifications.filter(
      (one) => one.thread_id === thread_id,
    );
  const [notification, ...more] = await mine('?unread=1');
  assert.equal(more.length, 0);
  assert.equal(notification.kind, 'message');
  assert.equal(notification.count, 2);
  assert.equal(notification.preview, 'second');
  assert.equal(notification.project_id, world.project_id);
  await world.team('POST', '/notifications/read', { ids: [notification.id] });
  assert.equal((await mine('?unread=1')).length, 0);
  assert.equal(
    (await user.call('GET', '/session')).body.thread.team_read_seq,
    0,
    'no mark the user could see',
  );
  await user.say('third');
  assert.equal((await mine('?unread=1')).length, 1);
  await world.team('POST', `${path}/read`, { seq: 3 });
  assert.equal((await mine('?unread=1')).length, 0);
  assert.ok((await mine())[0].read_at);
  await user.say('fourth');
  assert.equal((await world.team('POST', '/notifications/read', { all: true })).status, 204);
  assert.equal((await mine('?unread=1')).length, 0);
  for (const body of [{}, { ids: 'x' }, { ids: [1] }, { ids: ['x'] }])
    assert.equal((await world.team('POST', '/notifications/read', body)).status, 400);
});

test('what is not there and what is not yours are the same 404', async () => {
  const { thread_id } = await conversation();
  const other = world.server.bootstrap('Other');
  const not_found = { error: 'not_found', message: 'There is nothing here.' };
  for (const path of [
    `/projects/${other.project_id}/threads/${thread_id}`,
    `/projects/${randomUUID()}/threads/${thread_id}`,
    world.threads(`/${randomUUID()}`),
    world.threads('/x'),
    `/projects/${world.project_id.toUpperCase()}x/threads`,
    '/projects//threads',
  ]) {
    for (const suffix of ['', '/messages']) {
      const answer = await world.team('GET', path + suffix);
      assert.equal(answer.status, 404, path + suffix);
      assert.deepEqual(answer.body, not_found);
    }
  }
  assert.equal((await world.team('GET', `${world.threads()}/${thread_id}/`)).status, 404);
  assert.equal(
    (await world.team('POST', world.threads(`/${randomUUID()}/read`), { seq: 1 })).status,
    404,
  );
});

test('presence and typing answer 204 and refuse nonsense', async () => {
  const { path } = await conversation();
  for (const state of ['viewing', 'replying', 'gone'])
    assert.equal((await world.team('POST', `${path}/presence`, { state })).status, 204);
  assert.equal((await world.team('POST', `${path}/presence`, { state: 'x' })).status, 400);
  assert.equal((await world.team('POST', `${path}/typing`)).status, 204);
});
