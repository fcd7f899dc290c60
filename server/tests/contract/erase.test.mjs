// A person is taken away whole: nothing of them is left in the files, nothing of the others is harmed.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { copyFileSync, readdirSync, readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
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
function files_with(text, of = world) {
  const found = [];
  const look = (dir) => {
    for (const entry of readdirSync(dir, { withFileTypes: true })) {
      const path = `${dir}/${entry.name}`;
      if (entry.isDirectory()) look(path);
      else if (bytes_of(path).includes(text)) found.push(path);
    }
  };
  look(of.server.data);
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
    opinion: mark(),
    file: mark(),
    file_name: mark(),
    unsent_file: mark(),
    team_file: mark(),
    page: mark(),
    unsent: mark(),
    picture: mark(),
  });
  const user = world.user(marks.sub, { name: marks.name, email: marks.email });
  const thread = (await user.say(`${marks.body} first`)).body.message.thread_id;
  for (let i = 0; i < 20; ++i) await user.say(`${marks.body} ${'x'.repeat(i * 97)}`);
  await user.call('PUT', '/profile', {
    attributes: { about: marks.attribute },
    page: { url: `https://shop.example/${marks.page}`, title: marks.page },
  });
  const up = (await user.upload(`${marks.file} and more`, `${marks.file_name}.txt`)).body;
  assert.equal((await user.say('a file', { attachments: [up.id] })).status, 201);
  await user.upload(marks.unsent_file, 'unsent.txt');
  await world.team_upload(thread, marks.team_file, 'team.txt');
  const { message } = (await user.say(marks.unsent)).body;
  await user.call('DELETE', `/messages/${message.id}`);
  await user.call('PUT', '/profile', { page: { url: 'https://shop.example/after', title: '' } });
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
  await world.team('PATCH', world.threads(`/${thread}`), { status: 'resolved' });
  const rated = await user.call('PUT', '/rating', { score: 2, comment: marks.opinion });
  assert.equal(rated.status, 200);
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
  for (const [name, text] of Object.entries(gone.marks))
    if (name !== 'unsent') assert.ok(files_with(text).length > 0, `${name} was never stored`);
  const url = (thread, what) =>
    `${world.base}/projects/${world.project_id}/threads/${thread}/${what}`;
  for (const what of ['person', 'export'])
    assert.equal((await fetch(url(gone.thread, what), { headers: owner.headers })).status, 200);
  // As an upgrade would have left it: a copy from before.
  copyFileSync(`${world.server.data}/seggwat.db`, `${world.server.data}/seggwat.db.before-v2`);
  const refused = await erase(gone.thread, before.marks.sub);
  assert.deepEqual([refused.status, refused.body.error], [409, 'not_confirmed']);
  assert.equal((await erase(gone.thread, gone.marks.sub)).status, 202);
  await until('the thread is gone', () => is_gone(gone.thread));
  await nothing_left(gone.marks);
  for (const other of [before, stays])
    for (const name of ['body', 'note', 'feedback', 'email', 'file', 'file_name', 'draft'])
      assert.ok(files_with(other.marks[name]).length > 0, `${name} of somebody else is gone`);
  assert.match(world.server.verify(), /everything holds/);
  assert.equal((await fetch(url(gone.thread, 'person'), { headers: owner.headers })).status, 404);
});

test('the mail of a person that waits or was sent goes with them', async () => {
  const mailing = await World.make([
    ...['--rate-limits', 'off', '--mail-quiet', '500ms', '--mail-from', 'shop@example.com'],
    ...['--smtp-url', 'smtp://127.0.0.1:9'],
  ]);
  try {
    const admin = await Person.log_in(mailing.server);
    const marks = { sub: mark(), email: `${mark()}@example.com`, reply: mark() };
    const user = mailing.user(marks.sub, { email: marks.email });
    const thread = (await user.say('hello')).body.message.thread_id;
    const body = { client_id: randomUUID(), body: marks.reply, force: true };
    await mailing.team('POST', mailing.threads(`/${thread}/messages`), body);
    const ask = (sql) =>
      execFileSync('sqlite3', ['-readonly', `${mailing.server.data}/seggwat.db`, sql])
        .toString()
        .trim();
    await until('the mail waits', () => ask('SELECT count(*) FROM mails') === '1');
    await until('it stands in the files', () => files_with(marks.email, mailing).length > 0);
    const path = `/projects/${mailing.project_id}/threads/${thread}/erase`;
    assert.equal((await admin.call('POST', path, { confirm: marks.sub })).status, 202);
    await until('no file holds any of it', () =>
      Object.values(marks).every((text) => files_with(text, mailing).length === 0),
    );
    assert.equal(ask('SELECT count(*) FROM mails'), '0');
    assert.match(mailing.server.verify(), /everything holds/);
  } finally {
    await mailing.end();
  }
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
  assert.match(text.body, new RegExp(`\\(team\\)\\n {4}${marks.body} answered`));
  const json = (await owner.call('GET', path)).body;
  assert.equal(json.thread.id, thread);
  assert.equal(json.messages.filter(({ internal }) => internal).length, 1);
  assert.equal(json.messages.length, 25);
  assert.equal((await owner.call('GET', `${path}?format=pdf`)).status, 400);
  const { entries } = await owner.must('GET', '/audit?area=data&limit=1');
  assert.equal(entries[0].act, 'data.conversation_exported');
  assert.equal(entries[0].thread.name, marks.name);
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
