import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';

let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
after(() => world.end());

const team_stream = (cursor) =>
  world.stream('/stream', {
    'X-API-Key': world.api_key,
    ...(cursor ? { 'Last-Event-ID': cursor } : {}),
  });
const reply = (thread_id, body, more = {}) =>
  world.team('POST', world.threads(`/${thread_id}/messages`), {
    client_id: randomUUID(),
    body,
    ...more,
  });

test('a stream begins with ready at the head and is then live on both sides', async () => {
  const user = world.user(undefined, { name: 'Ada' });
  const mine = await user.stream();
  const theirs = await team_stream();
  assert.equal(mine.answer.headers.get('content-type'), 'text/event-stream');
  assert.equal(mine.answer.headers.get('cache-control'), 'no-store');
  assert.equal(mine.answer.headers.get('x-accel-buffering'), 'no');
  const ready = await mine.next();
  assert.equal(ready.event, 'ready');
  assert.deepEqual(ready.data, { cursor: ready.id, unread: 0 });
  assert.match(ready.id, /^u-/);
  assert.match((await theirs.next()).id, /^t-/);
  const { message } = (await user.say('line\n\nevent: x\ndata: {"a":1}\u2028\u0085:comment')).body;
  assert.deepEqual((await mine.next_of('message')).data.message, message);
  const seen = await theirs.next_of('message');
  assert.equal(seen.data.message.body, message.body);
  assert.equal(seen.data.message.project_id, world.project_id);
  assert.equal((await theirs.next_of('notification')).data.notification.kind, 'message');
  await reply(message.thread_id, 'hi');
  const answer = await mine.next_of('message');
  assert.equal(answer.data.message.author.kind, 'member');
  assert.equal('state' in answer.data.message, false);
  mine.close();
  theirs.close();
});

test('a resume gives exactly what was missed, and the cursor it was given first', async () => {
  const user = world.user();
  const { thread_id } = (await user.say('one')).body.message;
  const { cursor } = (await user.call('GET', '/session')).body;
  for (const body of ['two', 'three']) await reply(thread_id, body);
  await reply(thread_id, 'secret', { internal: true });
  await user.say('four');
  const stream = await user.stream(cursor);
  const first = await stream.next();
  assert.equal(first.event, 'ready');
  assert.equal(first.id, cursor);
  const bodies = [];
  while (bodies.length < 3) bodies.push((await stream.next_of('message')).data.message.body);
  assert.deepEqual(bodies, ['two', 'three', 'four']);
  stream.close();
});

test('resuming from every cursor of a history misses and doubles nothing', async () => {
  const user = world.user();
  const { thread_id } = (await user.say('0')).body.message;
  const source = await user.stream();
  const { cursor: start } = (await source.next()).data;
  for (let i = 1; i <= 12; ++i)
    i % 3 ? await reply(thread_id, String(i)) : await user.say(String(i));
  const events = [];
  while (events.at(-1)?.data.message?.body !== '12') events.push(await source.next());
  source.close();
  const durable = events.filter(({ id }) => id);
  for (let from = -1; from < durable.length - 1; ++from) {
    const stream = await user.stream(from < 0 ? start : durable[from].id);
    await stream.next();
    const got = [];
    while (got.length < durable.length - 1 - from) {
      const event = await stream.next();
      if (event.id) got.push(event);
    }
    stream.close();
    assert.deepEqual(got, durable.slice(from + 1));
  }
});

test('a cursor that is not this readers own leads to reset, never to silence or an error', async () => {
  const user = world.user();
  const other = world.user();
  await user.say('mine');
  await other.say('theirs');
  const foreign = (await other.call('GET', '/session')).body.cursor;
  const head = (await user.call('GET', '/session')).body.cursor;
  const ahead = head.replace(/-(\d+)-(\d+)$/, '-999999-$2');
  const unlike = head.replace(/\d+$/, (check) => String((Number(check) + 1) % 4294967296));
  const before_restore = head.replace(/^u-(.)/, (_, letter) => `u-${letter === '0' ? '1' : '0'}`);
  for (const cursor of [
    foreign,
    ahead,
    unlike,
    before_restore,
    'abc',
    '-1',
    '0',
    '99999999999999999999',
    '1 OR 1=1',
    'u-',
    't-a-1-1',
    '%00',
  ]) {
    const stream = await user.stream(cursor);
    assert.equal(stream.answer.status, 200);
    const first = await stream.next();
    assert.equal(first.event, 'reset', cursor);
    assert.equal(first.id, head);
    assert.deepEqual(first.data, { cursor: head, unread: 0 });
    stream.close();
  }
});

test('the header beats the query, and any Accept is served', async () => {
  const user = world.user();
  await user.say('x');
  const { cursor } = (await user.call('GET', '/session')).body;
  const headers = { ...user.headers, 'Last-Event-ID': cursor, Accept: 'application/json' };
  const stream = await world.stream('/chat/stream?cursor=bogus', headers);
  assert.equal((await stream.next()).event, 'ready');
  stream.close();
  const by_query = await world.stream(`/chat/stream?cursor=${cursor}`, user.headers);
  assert.equal((await by_query.next()).id, cursor);
  by_query.close();
});

test('long poll carries the same events, once', async () => {
  const user = world.user();
  const head = await user.call('GET', '/events');
  assert.deepEqual(head.body.events, []);
  const waiting = user.call('GET', `/events?cursor=${head.body.cursor}&wait=25`);
  await user.say('hello');
  const { events, cursor } = (await waiting).body;
  assert.equal(events[0].event, 'message');
  assert.equal(events[0].data.message.body, 'hello');
  assert.equal(events.at(-1).id, cursor);
  assert.deepEqual((await user.call('GET', `/events?cursor=${cursor}&wait=0`)).body, {
    events: [],
    cursor,
  });
  const reset = await user.call('GET', '/events?cursor=bogus&wait=0');
  assert.deepEqual(
    reset.body.events.map(({ event }) => event),
    ['reset'],
  );
  for (const wait of ['-1', 'a', '1.5'])
    assert.equal((await user.call('GET', `/events?wait=${wait}`)).status, 400);
});

test('typing and presence reach the other side without an id', async () => {
  const user = world.user(undefined, { name: 'Ada' });
  const { thread_id } = (await user.say('hi')).body.message;
  const mine = await user.stream();
  const theirs = await team_stream();
  await mine.next();
  await theirs.next();
  await user.call('POST', '/typing');
  const typing = await theirs.next_of('typing');
  assert.deepEqual(typing, {
    event: 'typing',
    data: { thread_id, by: 'user', name: 'Ada', expires_in: 6 },
  });
  await world.team('POST', world.threads(`/${thread_id}/typing`));
  const answering = await mine.next_of('typing');
  assert.equal(answering.data.by, 'team');
  assert.equal(answering.id, undefined);
  await world.team('POST', world.threads(`/${thread_id}/presence`), { state: 'replying' });
  const presence = await theirs.next_of('presence');
  assert.deepEqual(
    presence.data.members.map(({ state }) => state),
    ['replying'],
  );
  mine.close();
  theirs.close();
});

test('typing is told anew after a message, however soon', async () => {
  const user = world.user();
  await user.say('one');
  const stream = await team_stream();
  await stream.next();
  await user.call('POST', '/typing');
  assert.equal((await stream.next_of('typing')).data.by, 'user');
  await user.say('two');
  await user.call('POST', '/typing');
  assert.equal((await stream.next_of('message')).data.message.body, 'two');
  assert.equal((await stream.next_of('typing')).data.by, 'user');
  stream.close();
});

test('a member hears only the threads of a user change when the user may know', async () => {
  const user = world.user();
  const { thread_id } = (await user.say('hi')).body.message;
  const stream = await user.stream();
  await stream.next();
  await world.team('PATCH', world.threads(`/${thread_id}`), { assignee: world.owner_id });
  await world.team('PATCH', world.threads(`/${thread_id}`), { status: 'resolved' });
  const event = await stream.next_of('thread');
  assert.equal(event.data.thread.status, 'resolved');
  assert.equal('assignee' in event.data.thread, false);
  stream.close();
});

test('HEAD has headers only, POST is 405', async () => {
  const user = world.user();
  const head = await world.call('HEAD', '/chat/stream', { headers: user.headers });
  assert.equal(head.status, 200);
  assert.equal(head.headers.get('content-type'), 'text/event-stream');
  const post = await user.call('POST', '/stream');
  assert.equal(post.status, 405);
  assert.match(post.headers.get('allow'), /GET/);
});

test('streams resume across kill -9 and a restart', async () => {
  const user = world.user();
  const { thread_id } = (await user.say('before')).body.message;
  const { cursor } = (await user.call('GET', '/session')).body;
  await reply(thread_id, 'missed');
  await world.server.kill();
  await world.server.start();
  const stream = await user.stream(cursor);
  assert.equal((await stream.next()).id, cursor);
  assert.equal((await stream.next_of('message')).data.message.body, 'missed');
  await reply(thread_id, 'live');
  assert.equal((await stream.next_of('message')).data.message.body, 'live');
  stream.close();
});
