// Working a conversation: snooze, tags, block, unsend, assignment in turn.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { Person } from './people.mjs';

let world;
let owner;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
  owner = await Person.log_in(world.server);
});
after(() => world.end());

const refusal = (answer) => [answer.status, answer.body.error];
const soon = (ms) => new Date(Date.now() + ms).toISOString();

async function conversation(text = 'Hello') {
  const user = world.user(undefined, { name: 'Ada' });
  const { id, thread_id } = (await user.say(text)).body.message;
  const path = world.threads(`/${thread_id}`);
  const patch = (change) => world.team('PATCH', path, change);
  const show = async () => (await world.team('GET', path)).body.thread;
  const post = async (body, more = {}) =>
    (await world.team('POST', `${path}/messages`, { client_id: randomUUID(), body, ...more })).body
      .message;
  return { user, id, thread_id, path, patch, show, post };
}

// Everything that the user's API says of them.
async function all_a_user_gets(user) {
  const { cursor } = (await user.call('GET', '/session')).body;
  return JSON.stringify([
    (await user.call('GET', '/session')).body,
    (await user.call('GET', '/messages')).body,
    (await user.call('GET', '/messages?after=0')).body,
    (await user.call('GET', '/events')).body,
    (await user.call('GET', `/events?wait=0&cursor=${cursor}`)).body,
  ]);
}

async function until(condition, what) {
  for (const end = Date.now() + 10_000; Date.now() < end; ) {
    if (await condition()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  assert.fail(`waited in vain: ${what}`);
}

test('a snooze with a time ends by itself, for the team alone', async () => {
  const { user, thread_id, patch, show } = await conversation();
  const stream = await world.stream('/stream', { 'X-API-Key': world.api_key });
  await stream.next_of('ready');
  const before_snooze = await all_a_user_gets(user);
  const time = soon(1_500);
  const { body } = await patch({ snoozed_until: time });
  assert.equal(body.thread.status, 'snoozed');
  assert.equal(Date.parse(body.thread.snoozed_until), Date.parse(time));
  const snoozed = (await world.team('GET', world.threads('?status=snoozed'))).body;
  assert.ok(snoozed.threads.some(({ id }) => id === thread_id));
  assert.ok(snoozed.counts.snoozed >= 1);
  let event = await stream.next_of('thread');
  while (event.data.thread.id !== thread_id || event.data.thread.status !== 'open')
    event = await stream.next_of('thread');
  assert.ok(Date.now() >= Date.parse(time), 'not before its time');
  assert.ok(event.data.thread.returned_at);
  assert.equal('snoozed_until' in event.data.thread, false);
  const { notification } = (await stream.next_of('notification')).data;
  assert.deepEqual(
    [notification.kind, notification.reason, notification.thread_id],
    ['message', 'returned', thread_id],
  );
  assert.equal((await show()).returned_at, event.data.thread.returned_at);
  assert.equal(await all_a_user_gets(user), before_snooze);
  stream.close();
});

test('a snooze of an assigned conversation rings for its assignee', async () => {
  const { thread_id, patch, show } = await conversation();
  await patch({ assignee: world.owner_id, snoozed_until: soon(300) });
  await until(async () => (await show()).status === 'open', 'the return');
  const { notifications } = (await world.team('GET', '/notifications?unread=1')).body;
  const [own] = notifications.filter((one) => one.thread_id === thread_id && one.reason);
  assert.deepEqual([own.kind, own.reason, own.title], ['assigned', 'returned', 'Ada']);
});

test('what fell due while the server was down returns after the start', async () => {
  const { patch, show } = await conversation();
  await patch({ snoozed_until: soon(400) });
  await world.server.kill();
  await new Promise((done) => setTimeout(done, 500));
  await world.server.start();
  await until(async () => (await show()).status === 'open', 'the return');
  assert.ok((await show()).returned_at);
});

test('without a time a snooze lasts until the user writes', async () => {
  const { user, patch, show } = await conversation();
  assert.equal((await patch({ status: 'snoozed' })).body.thread.status, 'snoozed');
  assert.equal('snoozed_until' in (await show()), false);
  await user.say('Hello again');
  assert.equal((await show()).status, 'open');
});

test('times that cannot be meant are refused', async () => {
  const { patch, show } = await conversation();
  for (const bad of [
    { snoozed_until: 'tomorrow' },
    { snoozed_until: '2030-01-01' },
    { snoozed_until: '2030-02-30T09:00:00Z' },
    { snoozed_until: '2030-01-01T09:00:00' },
    { snoozed_until: 1_900_000_000 },
    { snoozed_until: true },
    { snoozed_until: soon(-1_000) },
    { snoozed_until: '9999-12-31T23:59:59Z' },
    { snoozed_until: soon(60_000), status: 'open' },
    { snoozed_until: soon(60_000), status: 'resolved' },
    { status: 'asleep' },
  ])
    assert.equal((await patch(bad)).status, 400, JSON.stringify(bad));
  assert.equal((await show()).status, 'open');
  const offset = new Date(Date.now() + 3_600_000).toISOString().replace('Z', '+00:00');
  assert.equal((await patch({ snoozed_until: offset })).body.thread.status, 'snoozed');
  assert.equal((await patch({ status: 'open' })).body.thread.status, 'open');
});

test('tags replace the set, are made by use, filter the list, and are renamed everywhere', async () => {
  const { thread_id, patch, show } = await conversation();
  const name = `Billing ${randomUUID().slice(0, 8)}`;
  const { body } = await patch({ tags: [name, 'VIP', name.toUpperCase()] });
  assert.deepEqual(body.thread.tags, [name, 'VIP']);
  const found = async (query) =>
    (await world.team('GET', world.threads(query))).body.threads.map(({ id }) => id);
  assert.deepEqual(await found(`?tag=${encodeURIComponent(name.toLowerCase())}`), [thread_id]);
  assert.deepEqual(await found('?tag=nobody-has-this'), []);
  const at = `/projects/${world.project_id}/tags`;
  const { tags } = (await world.team('GET', at)).body;
  const tag = tags.find((one) => one.name === name);
  assert.equal(tag.threads, 1);
  assert.equal(typeof tag.color, 'string');
  const renamed = await world.team('PATCH', `${at}/${tag.id}`, { name: `${name}!`, color: 'red' });
  assert.deepEqual([renamed.status, renamed.body.color, renamed.body.threads], [200, 'red', 1]);
  assert.deepEqual((await show()).tags, [`${name}!`, 'VIP']);
  assert.deepEqual(refusal(await world.team('PATCH', `${at}/${tag.id}`, { name: 'vip' })), [
    409,
    'tag_exists',
  ]);
  assert.equal((await world.team('DELETE', `${at}/${tag.id}`)).status, 204);
  assert.deepEqual((await show()).tags, ['VIP']);
  assert.equal((await world.team('DELETE', `${at}/${tag.id}`)).status, 404);
  assert.deepEqual((await patch({ tags: [] })).body.thread.tags, []);
});

test('a change of tags is told to the team once, and nonsense is refused', async () => {
  const { path, patch } = await conversation();
  const at = `/projects/${world.project_id}/tags`;
  const { cursor } = (await world.team('GET', '/events')).body;
  const name = randomUUID();
  const made = await world.team('POST', at, { name, color: 'teal' });
  assert.equal(made.status, 201);
  const { events } = (await world.team('GET', `/events?wait=5&cursor=${cursor}`)).body;
  assert.deepEqual(
    events.filter(({ event }) => event === 'tags').map(({ data }) => data),
    [{ project_id: world.project_id }],
  );
  assert.deepEqual(refusal(await world.team('POST', at, { name: name.toUpperCase() })), [
    409,
    'tag_exists',
  ]);
  for (const bad of [
    {},
    { name: '' },
    { name: ' ' },
    { name: 'x'.repeat(41) },
    { name: 'a\nb' },
    { name: 'a\u0000' },
    { name: '\u200b' },
    { name: 7 },
    { name: 'fine', color: 'octarine' },
    { name: 'fine', color: 'BLUE' },
  ])
    assert.equal((await world.team('POST', at, bad)).status, 400, JSON.stringify(bad));
  for (const tags of [
    ['a', 7],
    [''],
    ['x'.repeat(41)],
    'a',
    {},
    Array.from({ length: 21 }, (_, i) => `t${i}`),
  ])
    assert.equal((await patch({ tags })).status, 400, JSON.stringify(tags));
  assert.equal((await world.team('GET', world.threads('?tag='))).status, 400);
  assert.deepEqual((await world.team('GET', path)).body.thread.tags, []);
  assert.deepEqual(
    (await patch({ tags: ['"><script>', "'; DROP TABLE tags; --"] })).body.thread.tags,
    ['"><script>', "'; DROP TABLE tags; --"],
  );
});

test('after a note, a tag, an assignment and a snooze every byte the user can get is the same', async () => {
  const { user, patch, post } = await conversation();
  await post('Hi');
  await user.call('POST', '/read', { seq: 2 });
  const before_all = await all_a_user_gets(user);
  const note = await post('He is angry', { internal: true });
  await patch({ tags: ['angry', 'VIP'] });
  await patch({ assignee: world.owner_id });
  await patch({ snoozed_until: soon(60_000) });
  await patch({ status: 'snoozed' });
  await patch({ tags: [], assignee: null, status: 'open' });
  const path = world.threads(`/${note.thread_id}/messages/${note.id}`);
  assert.equal((await world.team('DELETE', path)).status, 204);
  assert.equal(await all_a_user_gets(user), before_all);
});

test('a blocked user is refused at once, their stream ends, and it can be undone', async () => {
  const { user, path, show } = await conversation();
  const stream = await user.stream();
  await stream.next_of('ready');
  const started = Date.now();
  assert.equal((await world.team('POST', `${path}/block`)).status, 204);
  while (await stream.next());
  assert.ok(Date.now() - started < 5_000);
  for (const [method, where, body] of [
    ['GET', '/session'],
    ['GET', '/messages'],
    ['POST', '/messages', { client_id: randomUUID(), body: 'let me in' }],
    ['GET', '/stream'],
    ['GET', '/events?wait=0'],
  ])
    assert.deepEqual(refusal(await user.call(method, where, body)), [403, 'user_blocked'], where);
  const blocked = (await show()).user;
  assert.equal(blocked.blocked, true);
  assert.equal(typeof blocked.blocked_at, 'string');
  assert.equal(blocked.blocked_by, 'Support');
  assert.equal((await world.team('POST', `${path}/block`)).status, 204);
  assert.equal((await show()).user.blocked_at, blocked.blocked_at, 'a repetition changes nothing');
  assert.equal((await world.team('POST', `${path}/unblock`)).status, 204);
  assert.equal((await user.say('thank you')).status, 201);
  assert.equal((await show()).user.blocked, false);
  assert.equal('blocked_at' in (await show()).user, false);
});

test('a user unsends a message: both sides get the tombstone under the same id and number', async () => {
  const { user, thread_id, path, show } = await conversation();
  const theirs = await world.stream('/stream', { 'X-API-Key': world.api_key });
  const mine = await user.stream();
  for (const stream of [theirs, mine]) await stream.next_of('ready');
  const client_id = randomUUID();
  const { message } = (await user.say('my card: 4000', { client_id })).body;
  assert.equal((await user.call('DELETE', `/messages/${message.id}`)).status, 204);
  for (const stream of [theirs, mine]) {
    let event = await stream.next_of('message');
    while (!event.data.message.deleted_at) event = await stream.next_of('message');
    const gone = event.data.message;
    assert.deepEqual(
      [gone.id, gone.seq, gone.body, gone.attachments, gone.client_id],
      [message.id, 2, '', [], client_id],
    );
    stream.close();
  }
  assert.equal((await user.call('DELETE', `/messages/${message.id}`)).status, 204, 'again');
  const again = await user.say('my card: 4000', { client_id });
  assert.deepEqual(
    [again.status, again.body.message.id, again.body.message.body],
    [200, message.id, ''],
  );
  assert.ok(again.body.message.deleted_at);
  assert.deepEqual(refusal(await user.say('another text', { client_id })), [
    409,
    'client_id_reused',
  ]);
  const shown = await show();
  assert.deepEqual([shown.unread, shown.last_seq], [1, 2]);
  assert.deepEqual([shown.last_message.preview, shown.last_message.deleted], ['', true]);
  const { notifications } = (await world.team('GET', '/notifications')).body;
  assert.equal(JSON.stringify(notifications).includes('4000'), false);
  assert.equal(notifications.find((one) => one.id === thread_id).preview, 'Hello');
  assert.equal(
    JSON.stringify((await world.team('GET', `${path}/messages`)).body).includes('4000'),
    false,
  );
});

test('a conversation whose only message was unsent is unread by nobody', async () => {
  const { user, id, thread_id, show } = await conversation();
  await user.call('DELETE', `/messages/${id}`);
  assert.equal((await show()).unread, 0);
  const unread = (await world.team('GET', world.threads('?unread=1'))).body.threads;
  assert.equal(
    unread.some((one) => one.id === thread_id),
    false,
  );
  const { notifications } = (await world.team('GET', '/notifications?unread=1')).body;
  assert.equal(
    notifications.some((one) => one.thread_id === thread_id),
    false,
  );
});

test('an unsent reply is unread no more, and nobody unsends what another wrote', async () => {
  const { user, id, path, post } = await conversation();
  const reply = await post('wrong window');
  const colleague = await owner.bring_in('Member');
  const at = `${path}/messages`;
  assert.equal((await colleague.call('DELETE', `${at}/${reply.id}`)).status, 404);
  assert.equal((await user.call('DELETE', `/messages/${reply.id}`)).status, 404);
  assert.equal((await world.team('DELETE', `${at}/${id}`)).status, 404);
  assert.equal((await world.user().call('DELETE', `/messages/${id}`)).status, 404);
  assert.equal((await user.call('DELETE', '/messages/x')).status, 404);
  assert.equal((await user.call('GET', '/session')).body.unread, 1);
  assert.equal((await world.team('DELETE', `${at}/${reply.id}`)).status, 204);
  const session = (await user.call('GET', '/session')).body;
  assert.equal(session.unread, 0);
  assert.deepEqual([session.messages[1].body, Boolean(session.messages[1].deleted_at)], ['', true]);
});

test('a mention in a note that was unsent leaves the bell', async () => {
  const { path, post, thread_id } = await conversation();
  const colleague = await owner.bring_in('Member');
  const note = await post(`look, @{${colleague.id}}`, { internal: true });
  const mine = async () =>
    (await colleague.must('GET', '/notifications')).notifications.filter(
      (one) => one.thread_id === thread_id && one.kind === 'mention',
    );
  assert.equal((await mine()).length, 1);
  assert.equal((await world.team('DELETE', `${path}/messages/${note.id}`)).status, 204);
  assert.deepEqual(await mine(), []);
});

test('new conversations go in turn to the members who are online, where the project says so', async () => {
  const project = await owner.make_project('In turn');
  assert.equal((await owner.must('GET', `/projects/${project.project_id}`)).assign_in_turn, false);
  const begin = async (sub) => {
    const token = world.token(
      sub,
      { project_key: project.project_key },
      { secret: project.signing_secret },
    );
    const { body } = await world.call('POST', '/chat/messages', {
      body: { client_id: randomUUID(), body: 'Hello' },
      headers: { Authorization: `Bearer ${token}` },
    });
    const path = `/projects/${project.project_id}/threads/${body.message.thread_id}`;
    return (await owner.must('GET', path)).thread.assignee?.id ?? null;
  };
  const ben = await owner.bring_in('Member');
  const cleo = await owner.bring_in('Member');
  const here = [];
  for (const person of [ben, cleo]) {
    const { Origin, ...headers } = person.headers;
    here.push(await world.stream('/stream', headers));
    await here.at(-1).next_of('ready');
  }
  assert.equal(await begin('a'), null, 'it is off until somebody switches it on');
  await owner.must('PATCH', `/projects/${project.project_id}`, { assign_in_turn: true });
  const given = [await begin('b'), await begin('c'), await begin('d'), await begin('e')];
  assert.deepEqual(new Set(given), new Set([ben.id, cleo.id]));
  assert.deepEqual(given.slice(0, 2), given.slice(2));
  assert.notEqual(given[0], given[1]);
  const { notifications } = await ben.must('GET', '/notifications');
  assert.ok(notifications.some((one) => one.kind === 'assigned' && one.reason === 'in_turn'));
  for (const stream of here) stream.close();
});

test('the store is sound after all of it', async () => {
  await world.server.kill('SIGTERM');
  assert.match(world.server.verify(), /\S/);
  await world.server.start();
});
