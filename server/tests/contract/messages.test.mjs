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

test('a session before the first message has no thread', async () => {
  const user = world.user('fresh', { name: 'Ada', email: 'ada@shop.example' });
  const { status, body } = await user.call('GET', '/session');
  assert.equal(status, 200);
  assert.deepEqual(body.user, {
    id: 'fresh',
    name: 'Ada',
    email: 'ada@shop.example',
    email_verified: true,
  });
  assert.equal(body.thread, null);
  assert.deepEqual(body.messages, []);
  assert.equal(body.unread, 0);
  assert.match(body.cursor, /^u-/);
  assert.deepEqual(Object.keys(body.limits).sort(), ['attachment_bytes', 'attachments', 'body']);
  assert.equal(body.limits.body, 10000);
  assert.equal(body.team.replies_by_mail, false, 'without a mail server nothing is promised');
});

test('a message is stored trimmed and shown with exactly the agreed members', async () => {
  const user = world.user('shape', { name: 'Ada' });
  const client_id = randomUUID();
  const { status, body } = await user.call('POST', '/messages', {
    client_id,
    body: '  a\u00a0<b>\n ',
  });
  assert.equal(status, 201);
  const { id, thread_id, created_at, ...rest } = body.message;
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  assert.match(thread_id, /^[0-9a-f-]{36}$/);
  assert.match(created_at, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/);
  assert.deepEqual(rest, {
    seq: 1,
    author: { kind: 'user', id: 'shape', name: 'Ada' },
    body: 'a\u00a0<b>',
    client_id,
    attachments: [],
  });
});

test('a repeated client_id answers the same message and stores nothing', async () => {
  const user = world.user();
  const message = { client_id: randomUUID(), body: 'once' };
  const first = await user.call('POST', '/messages', message);
  const again = await user.call('POST', '/messages', message);
  assert.equal(again.status, 200);
  assert.deepEqual(again.body, first.body);
  const other = await user.call('POST', '/messages', { ...message, body: 'twice' });
  assert.deepEqual(refusal(other), [409, 'client_id_reused']);
  assert.equal((await user.call('GET', '/session')).body.thread.last_seq, 1);
});

test('a hundred repetitions at once store one message', async () => {
  const user = world.user();
  const message = { client_id: randomUUID(), body: 'impatient' };
  const answers = await Promise.all(
    Array.from({ length: 100 }, () => user.call('POST', '/messages', message)),
  );
  assert.equal(answers.filter(({ status }) => status === 201).length, 1);
  assert.equal(new Set(answers.map(({ body }) => body.message.id)).size, 1);
});

test('messages sent at once get dense numbers', async () => {
  const user = world.user();
  const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => user.say(`message ${i}`)));
  const numbers = answers.map(({ body }) => body.message.seq).sort((a, b) => a - b);
  assert.deepEqual(
    numbers,
    Array.from({ length: 60 }, (_, i) => i + 1),
  );
});

test('bodies are counted in code points and kept byte for byte', async () => {
  const user = world.user();
  const kept = [
    '\u{1F600}'.repeat(10000),
    'x'.repeat(10000),
    '\u202Eabc\u202C',
    'e\u0301\u0300',
    "'; DROP TABLE messages; --",
  ];
  for (const body of kept) {
    const answer = await user.say(body);
    assert.equal(answer.status, 201);
    assert.equal(answer.body.message.body, body);
  }
});

test('bodies that say nothing or too much are refused with a code', async () => {
  const user = world.user();
  for (const body of [
    '',
    '   ',
    '\n\t',
    '\u200b\u200d\ufeff',
    '\u3164',
    'x'.repeat(10001),
    'a\u0000b',
  ]) {
    const { status, body: said } = await user.say(body);
    assert.equal(status, 400, JSON.stringify(body.slice(0, 20)));
    assert.equal(typeof said.error, 'string');
    assert.equal(typeof said.message, 'string');
  }
  for (const body of [null, 1, true, {}, [], undefined])
    assert.equal((await user.say(body)).status, 400);
});

test('a client_id must be a UUID', async () => {
  const user = world.user();
  for (const client_id of [
    '',
    'abc',
    `${randomUUID()}\n`,
    randomUUID().replaceAll('-', ''),
    7,
    null,
  ]) {
    assert.equal(
      (await user.call('POST', '/messages', { client_id, body: 'hi' })).status,
      400,
      String(client_id),
    );
  }
});

test('malformed JSON, doubled members, depth and size are refused', async () => {
  const user = world.user();
  const send = (raw, type = 'application/json') =>
    world.call('POST', '/chat/messages', {
      raw,
      headers: { ...user.headers, 'Content-Type': type },
    });
  const id = randomUUID();
  for (const raw of [
    '',
    '{',
    '[]',
    '"x"',
    'null',
    `{"body":"a","body":"b","client_id":"${id}"}`,
    '{"a":'.repeat(100) + '1' + '}'.repeat(100),
    '{"body":"\xff"}',
    '{"body":"\\ud800"}',
    "{'body':1}",
    '{"a":1,}',
    '{"a":NaN}',
  ]) {
    assert.equal((await send(raw)).status, 400, raw.slice(0, 40));
  }
  assert.equal(
    (await send(Buffer.from(`{"body":"\xff","client_id":"${id}"}`, 'latin1'))).status,
    400,
  );
  assert.equal((await send(`{"body":"${'x'.repeat(70000)}"}`)).status, 413);
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/json; charset=latin1',
  ]) {
    assert.equal((await send(`{"body":"a","client_id":"${id}"}`, type)).status, 415, type);
  }
  assert.equal(
    (await send(`{"body":"a","client_id":"${id}"}`, 'application/json; charset=utf-8')).status,
    201,
  );
});

test('extra members are ignored and cannot make a user write as the team', async () => {
  const user = world.user();
  const answer = await user.say('mine', {
    author: { kind: 'member' },
    seq: 99,
    internal: true,
    created_at: 'x',
    __proto__x: 1,
    role: 'Owner',
  });
  assert.equal(answer.status, 201);
  assert.equal(answer.body.message.author.kind, 'user');
  assert.equal(answer.body.message.seq, 1);
});

test('history pages in both directions and says whether there is more', async () => {
  const user = world.user();
  for (let i = 1; i <= 7; ++i) await user.say(`m${i}`);
  const seqs = async (query) => {
    const { status, body } = await user.call('GET', `/messages${query}`);
    assert.equal(status, 200);
    return [body.messages.map(({ seq }) => seq), body.has_more];
  };
  assert.deepEqual(await seqs(''), [[1, 2, 3, 4, 5, 6, 7], false]);
  assert.deepEqual(await seqs('?limit=3'), [[5, 6, 7], true]);
  assert.deepEqual(await seqs('?before=5&limit=3'), [[2, 3, 4], true]);
  assert.deepEqual(await seqs('?before=2'), [[1], false]);
  assert.deepEqual(await seqs('?after=2&limit=3'), [[3, 4, 5], true]);
  assert.deepEqual(await seqs('?after=7'), [[], false]);
  assert.deepEqual(await seqs('?limit=1000'), [[1, 2, 3, 4, 5, 6, 7], false]);
  for (const query of [
    '?before=a',
    '?before=-1',
    '?before=1.5',
    '?after=2.1',
    '?limit=0',
    '?limit=-1',
    '?limit=a',
    '?before=1&after=1',
    '?after=99999999999999999999',
  ]) {
    assert.equal((await user.call('GET', `/messages${query}`)).status, 400, query);
  }
});

test('read marks go forward only', async () => {
  const user = world.user();
  assert.equal((await user.call('POST', '/read', { seq: 3 })).status, 204);
  await user.say('one');
  const { thread_id } = (await user.say('two')).body.message;
  await world.team('POST', world.threads(`/${thread_id}/messages`), {
    client_id: randomUUID(),
    body: 'three',
  });
  const mark = async () => (await user.call('GET', '/session')).body;
  assert.equal((await mark()).unread, 1);
  assert.equal((await user.call('POST', '/read', { seq: 99 })).status, 204);
  assert.equal((await mark()).thread.user_read_seq, 3);
  assert.equal((await mark()).unread, 0);
  await user.call('POST', '/read', { seq: 1 });
  assert.equal((await mark()).thread.user_read_seq, 3);
  for (const seq of [-1, 1.5, '1', null, true])
    assert.equal((await user.call('POST', '/read', { seq })).status, 400, String(seq));
});

test('typing and read before the first message are 204 and do nothing', async () => {
  const user = world.user();
  assert.equal((await user.call('POST', '/typing')).status, 204);
  assert.equal((await user.call('POST', '/read', { seq: 0 })).status, 204);
  assert.equal((await user.call('GET', '/session')).body.thread, null);
});

test('the profile keeps unverified facts, and a claim wins', async () => {
  const user = world.user(undefined, { email: 'claim@shop.example', attributes: { plan: 'gold' } });
  const { thread_id } = (await user.say('hi')).body.message;
  const put = (body) => user.call('PUT', '/profile', body);
  assert.equal(
    (
      await put({
        email: 'other@shop.example',
        locale: 'de',
        timezone: 'Europe/Berlin',
        attributes: { plan: 'free', seats: 3, beta: true },
      })
    ).status,
    204,
  );
  const seen = (await world.team('GET', world.threads(`/${thread_id}`))).body.thread.user;
  assert.equal(seen.email, 'claim@shop.example');
  assert.equal(seen.email_verified, true);
  assert.equal(seen.attributes.plan, 'gold');
  assert.equal(seen.attributes.seats, 3);
  for (const body of [
    { email: 'a\r\nBcc: v@x.example' },
    { email: 'no' },
    { attributes: [] },
    { attributes: { a: {} } },
    { attributes: { a: 'b\u0000c' } },
    { attributes: { 'a\u0000b': 1 } },
    { attributes: Object.fromEntries(Array.from({ length: 21 }, (_, i) => [`k${i}`, 1])) },
  ]) {
    assert.equal((await put(body)).status, 400, JSON.stringify(body).slice(0, 60));
  }
});

test('what comes with later versions is not half there', async () => {
  const user = world.user();
  await user.say('hi');
  assert.deepEqual(refusal(await user.say('x', { attachments: [randomUUID()] })), [
    400,
    'attachment_unknown',
  ]);
  assert.equal((await user.say('y', { attachments: [] })).status, 201);
});
