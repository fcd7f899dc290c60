// A person is taken away whole: nothing of them is left in the files, nothing of the others is harmed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { inflateRawSync } from 'node:zlib';
import { World } from './client.mjs';
import { png, screenshot_form } from './files.mjs';
import { kOwner, Person } from './people.mjs';

let world;
let owner;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
  owner = await Person.log_in(world.server);
});
after(() => world?.end());

// Something that is found nowhere else.
const mark = () => `mark-${randomUUID()}`;
const until = async (what, holds) => {
  for (let i = 0; i < 400; ++i) {
    if (await holds()) return;
    await pause(25);
  }
  assert.fail(`it never came true: ${what}`);
};
// What is removed meanwhile holds nothing.
function bytes_of(path) {
  try {
    return readFileSync(path);
  } catch (fault) {
    assert.equal(fault.code, 'ENOENT');
    return Buffer.alloc(0);
  }
}
function files_with(text) {
  const found = [];
  const look = (dir) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const path = `${dir}/${entry.name}`;
      if (entry.isDirectory()) look(path);
      else if (bytes_of(path).includes(text)) found.push(path);
    }
  };
  look(world.server.data);
  return found;
}

// A user who has left traces everywhere, and the marks to look for.
async function somebody() {
  const marks = { sub: mark(), name: mark(), body: mark(), note: mark(), feedback: mark() };
  Object.assign(marks, {
    email: `${mark()}@example.com`,
    draft: mark(),
    attribute: mark(),
    comment: mark(),
    picture: mark(),
  });
  const user = world.user(marks.sub, { name: marks.name, email: marks.email });
  const thread = (await user.say(`${marks.body} first`)).body.message.thread_id;
  for (let i = 0; i < 20; ++i) await user.say(`${marks.body} ${'x'.repeat(i * 97)}`);
  await user.call('PUT', '/profile', { attributes: { about: marks.attribute } });
  const post = (body, internal) =>
    world.team('POST', world.threads(`/${thread}/messages`), {
      client_id: randomUUID(),
      body,
      internal,
      force: true,
    });
  assert.equal((await post(`@{${world.owner_id}} ${marks.note}`, true)).status, 201);
  assert.equal((await post(`${marks.body} answered`)).status, 201);
  await world.call('POST', '/feedback/submit', {
    body: { project_key: world.project_key, message: marks.feedback, submitted_by: marks.sub },
  });
  await world.call('POST', '/feedback/submit-with-screenshot', {
    raw: screenshot_form(
      { project_key: world.project_key, message: marks.feedback, submitted_by: marks.sub },
      png(3, 2, [['IDAT', marks.picture]]),
    ),
  });
  await world.call('POST', '/nps/submit', {
    body: {
      project_key: world.project_key,
      score: 3,
      comment: marks.comment,
      submitted_by: marks.sub,
    },
  });
  await owner.call('PUT', `/projects/${world.project_id}/threads/${thread}/draft`, {
    body: marks.draft,
  });
  await world.team('PATCH', world.threads(`/${thread}`), { assignee: world.owner_id });
  return { user, thread, marks };
}
const erase = (thread, confirm) =>
  owner.call('POST', `/projects/${world.project_id}/threads/${thread}/erase`, { confirm });
const is_gone = async (thread) =>
  (await world.team('GET', world.threads(`/${thread}`))).status === 404;
async function nothing_left(marks) {
  await until('no file holds any of it', () =>
    Object.values(marks).every((text) => files_with(text).length === 0),
  );
}

test('after an erasure no file holds anything of the person, and verify is content', async () => {
  const before = await somebody();
  const gone = await somebody();
  const stays = await somebody();
  for (const text of Object.values(gone.marks))
    assert.ok(files_with(text).length > 0, `${text} was never stored`);
  const refused = await erase(gone.thread, before.marks.sub);
  assert.deepEqual([refused.status, refused.body.error], [409, 'not_confirmed']);
  assert.equal((await erase(gone.thread, gone.marks.sub)).status, 202);
  await until('the thread is gone', () => is_gone(gone.thread));
  await nothing_left(gone.marks);
  for (const other of [before, stays])
    for (const name of ['body', 'note', 'feedback', 'email'])
      assert.ok(files_with(other.marks[name]).length > 0, `${name} of somebody else is gone`);
  assert.match(world.server.verify(), /everything holds/);
});

test('the second of two neighbours goes as completely as the first', async () => {
  const people = [];
  for (let i = 0; i < 6; ++i) people.push(await somebody());
  for (const { thread, marks } of people) {
    assert.equal((await erase(thread, marks.sub)).status, 202);
    await nothing_left(marks);
  }
});

test('the same sub starts afresh at once, under a stream that begins anew', async () => {
  const { user, thread, marks } = await somebody();
  const stream = await user.stream();
  const ready = await stream.next();
  assert.equal(ready.event, 'ready');
  await erase(thread, marks.sub);
  while (await stream.next());
  const again = await user.stream(ready.id);
  assert.equal((await again.next()).event, 'reset');
  again.close();
  const session = (await user.call('GET', '/session')).body;
  assert.deepEqual([session.thread, session.messages], [null, []]);
  const { message } = (await user.say('hello again')).body;
  assert.equal(message.seq, 1);
  assert.notEqual(message.thread_id, thread);
  await until('the old thread is gone', () => is_gone(thread));
  assert.equal((await user.call('GET', '/session')).body.messages.length, 1);
});

test("the team's stream tells it, and goes on without a gap from before", async () => {
  const { thread, marks } = await somebody();
  const key = { 'X-API-Key': world.api_key };
  const stream = await world.stream('/stream', key);
  const ready = await stream.next();
  await erase(thread, marks.sub);
  const erased = await stream.next_of('erased');
  assert.deepEqual(erased.data, { thread_id: thread, project_id: world.project_id });
  stream.close();
  const later = await world.user().say('after it');
  const resumed = await world.stream('/stream', { ...key, 'Last-Event-ID': ready.id });
  assert.equal((await resumed.next()).event, 'ready');
  assert.equal((await resumed.next_of('erased')).data.thread_id, thread);
  const message = await resumed.next_of('message');
  assert.equal(message.data.message.id, later.body.message.id);
  resumed.close();
});

test('an erasure that was cut off goes on after a restart', async () => {
  const { thread, marks, user } = await somebody();
  for (let i = 0; i < 1200; i += 60)
    await Promise.all(Array.from({ length: 60 }, (_, j) => user.say(`${marks.body} ${i + j}`)));
  await erase(thread, marks.sub);
  await world.server.kill();
  await world.server.start();
  owner = await Person.log_in(world.server, kOwner);
  await until('the thread is gone', () => is_gone(thread));
  await nothing_left(marks);
  assert.match(world.server.verify(), /everything holds/);
});

test('who may: a Member and a key may not erase, nor take all of a person', async () => {
  const { thread, marks } = await somebody();
  const member = await owner.bring_in('Member');
  const path = `/projects/${world.project_id}/threads/${thread}`;
  const asked = await member.call('POST', `${path}/erase`, { confirm: marks.sub });
  assert.deepEqual([asked.status, asked.body.error], [403, 'forbidden']);
  assert.equal((await member.call('GET', `${path}/person`)).status, 403);
  assert.equal((await world.team('POST', `${path}/erase`, { confirm: marks.sub })).status, 403);
  const newest = (await owner.must('GET', '/audit?area=data&limit=1')).entries[0];
  assert.notEqual(newest.thread?.id, thread);
});

test('a conversation is taken away as text and JSON, its notes marked', async () => {
  const { thread, marks } = await somebody();
  const path = `/projects/${world.project_id}/threads/${thread}/export`;
  const text = await owner.call('GET', `${path}?format=text`);
  assert.match(text.headers.get('content-type'), /^text\/plain/);
  assert.match(text.body, new RegExp(`NOTE, for the team only, by [^\\n]+\\n.*${marks.note}`));
  assert.match(text.body, new RegExp(`\\(team\\)\\n${marks.body} answered`));
  const json = (await owner.call('GET', path)).body;
  assert.equal(json.thread.id, thread);
  assert.equal(json.messages.filter(({ internal }) => internal).length, 1);
  assert.equal(json.messages.length, 23);
  assert.equal((await owner.call('GET', `${path}?format=pdf`)).status, 400);
  const { entries } = await owner.must('GET', '/audit?area=data&limit=1');
  assert.equal(entries[0].act, 'data.conversation_exported');
  assert.equal(entries[0].thread.name, marks.name);
});

// The files of an archive, by its directory.
function unzip(bytes) {
  const files = {};
  const end = bytes.length - 22;
  let at = bytes.readUInt32LE(end + 16);
  for (let i = bytes.readUInt16LE(end + 10); i > 0; --i) {
    const length = bytes.readUInt16LE(at + 28);
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26);
    const packed = bytes.subarray(start, start + bytes.readUInt32LE(at + 20));
    files[bytes.toString('utf8', at + 46, at + 46 + length)] = inflateRawSync(packed).toString();
    at += 46 + length;
  }
  return files;
}

test('all there is of a person comes as one archive', async () => {
  const { thread, marks } = await somebody();
  const url = `${world.base}/projects/${world.project_id}/threads/${thread}/person`;
  const answer = await fetch(url, { headers: owner.headers });
  assert.equal(answer.headers.get('content-type'), 'application/zip');
  const files = unzip(Buffer.from(await answer.arrayBuffer()));
  assert.deepEqual(Object.keys(files), ['person.json', 'conversation.json', 'conversation.txt']);
  const person = JSON.parse(files['person.json']);
  assert.deepEqual([person.user.id, person.user.email], [marks.sub, marks.email]);
  assert.deepEqual(
    person.feedback.map(({ message }) => message),
    [marks.feedback, marks.feedback, marks.comment],
  );
  const picture = await fetch(world.server.url + person.feedback[1].screenshot.url);
  assert.ok((await picture.text()).includes(marks.picture));
  assert.equal(JSON.parse(files['conversation.json']).messages.length, 23);
});

test('retention tells what it would delete, and deletes only what is old and resolved', async () => {
  const path = `/projects/${world.project_id}/retention`;
  assert.equal((await owner.must('GET', path)).days, null);
  for (const days of [0, -1, 3651, '30', 1.5]) {
    const answer = await owner.call('PUT', path, { days });
    assert.deepEqual([answer.status, answer.body.error], [400, 'invalid_field'], String(days));
  }
  assert.deepEqual(await owner.must('GET', `${path}?days=30`), { days: null, would_delete: 0 });
  assert.deepEqual(await owner.must('PUT', path, { days: 30 }), { days: 30, would_delete: 0 });
  assert.deepEqual(await owner.must('PUT', path, { days: null }), { days: null, would_delete: 0 });
});
