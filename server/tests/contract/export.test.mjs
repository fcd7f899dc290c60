// All there is of a person, with the bytes of their files, as an archive that any tool unpacks.
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { World } from './client.mjs';
import { mp4, png, screenshot_form } from './files.mjs';
import { Person } from './people.mjs';

const kMiB = 1024 * 1024;
let world;
let owner;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
  owner = await Person.log_in(world.server);
});
after(() => world?.end());

const hash_of = (bytes) => createHash('sha256').update(bytes).digest('hex');

// What Python's zipfile makes of an archive: each file's name and SHA-256, its check sums proven.
function unpacked(bytes) {
  const path = join(world.server.dir, `${randomUUID()}.zip`);
  writeFileSync(path, bytes);
  const script = [
    'import hashlib, json, sys, zipfile',
    'archive = zipfile.ZipFile(sys.argv[1])',
    'assert archive.testzip() is None',
    'print(json.dumps({n: hashlib.sha256(archive.read(n)).hexdigest() for n in archive.namelist()}))',
  ].join('\n');
  const hashes = JSON.parse(execFileSync('python3', ['-c', script, path], { encoding: 'utf8' }));
  const read = (name) =>
    execFileSync('python3', [
      '-c',
      'import sys, zipfile; sys.stdout.buffer.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]))',
      path,
      name,
    ]).toString();
  return { hashes, read };
}
const person_of = (thread, who = owner) =>
  fetch(`${world.base}/projects/${world.project_id}/threads/${thread}/person`, {
    headers: who.headers,
  });
const bytes_of = async (answer) => Buffer.from(await answer.arrayBuffer());

// A video of this size that nothing can compress.
const video = (size) => Buffer.concat([mp4(4096).subarray(0, 88), box_of(randomBytes(size - 96))]);
function box_of(content) {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write('mdat', 4, 'latin1');
  return Buffer.concat([head, content]);
}

test('the archive holds every file of the conversation byte for byte, and says which is which', async () => {
  const user = world.user(undefined, { name: 'Grace', email: 'grace@example.com' });
  const thread = (await user.say('hello')).body.message.thread_id;
  const hostile = '../../..\\evil/"\u202egpj.png';
  const sent = [
    [png(40, 30), hostile],
    ['a plain text\n'.repeat(2000), 'notes.txt'],
    [video(100_000), `${'ü'.repeat(110)}.mp4`],
  ];
  const ids = [];
  for (const [bytes, name] of sent) ids.push((await user.upload(bytes, name)).body.id);
  await user.say('files', { attachments: ids });
  const reply = (await world.team_upload(thread, 'from the team', 'reply.txt')).body;
  await world.team('POST', world.threads(`/${thread}/messages`), {
    client_id: randomUUID(),
    body: 'take this',
    attachments: [reply.id],
    force: true,
  });
  const submit = (path, body) =>
    world.call('POST', path, {
      body: { project_key: world.project_key, submitted_by: user.sub, ...body },
    });
  assert.equal((await submit('/feedback/submit', { message: 'It is broken.' })).status, 200);
  assert.equal((await submit('/nps/submit', { score: 3, comment: 'Too slow.' })).status, 201);
  await world.team('PATCH', world.threads(`/${thread}`), { status: 'resolved' });
  await user.call('PUT', '/rating', { score: 2, comment: 'Too short an answer.' });
  const shown = png(60, 50);
  const about = { project_key: world.project_key, submitted_by: user.sub, message: 'See here.' };
  const raw = screenshot_form(about, shown);
  assert.equal((await world.call('POST', '/feedback/submit-with-screenshot', { raw })).status, 200);
  const page = { url: 'https://shop.example/jugs', title: 'Jugs' };
  assert.equal((await user.call('PUT', '/profile', { page })).status, 204);
  const unsent = (await user.upload('never sent', 'unsent.txt')).body;
  const of_the_team = (await world.team_upload(thread, 'the team’s own draft', 'draft.txt')).body;
  const neighbour = world.user();
  const theirs = (await neighbour.upload('a neighbour’s file', 'theirs.txt')).body;
  await neighbour.say('x', { attachments: [theirs.id] });

  const answer = await person_of(thread);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'application/zip');
  assert.equal(answer.headers.get('cache-control'), 'no-store');
  assert.match(
    answer.headers.get('content-disposition'),
    /^attachment; filename\*=UTF-8''person\.zip$/,
  );
  const bytes = await bytes_of(answer);
  assert.equal(Number(answer.headers.get('content-length')), bytes.length);
  const { hashes, read } = unpacked(bytes);
  const names = Object.keys(hashes);
  assert.deepEqual(names.slice(0, 3), ['person.json', 'conversation.json', 'conversation.txt']);
  for (const name of names.slice(3)) {
    assert.match(name, /^files\/[0-9a-f-]{36}-[^/\\]+$/u);
    assert.ok(Buffer.byteLength(name.slice(6)) <= 255, name);
    assert.ok(!/\.\.|\p{Cc}|\u202e/u.test(name), name);
  }
  assert.equal(names.length, 3 + sent.length + 3);
  const person = JSON.parse(read('person.json'));
  assert.deepEqual([person.user.id, person.user.email], [user.sub, 'grace@example.com']);
  assert.deepEqual(
    person.feedback.map(({ message }) => message),
    ['It is broken.', 'Too slow.', 'See here.'],
  );
  const { screenshot } = person.feedback[2];
  assert.equal(hashes[screenshot.file], hash_of(shown));
  assert.equal('url' in screenshot, false);
  assert.deepEqual(
    person.pages.map(({ url, title }) => ({ url, title })),
    [page],
  );
  assert.deepEqual(
    person.conversation_ratings.map(({ score, comment }) => [score, comment]),
    [[2, 'Too short an answer.']],
  );
  assert.deepEqual([person.ratings.length, 'first_seen_at' in person], [1, true]);
  const { messages } = JSON.parse(read('conversation.json'));
  const listed = messages.flatMap(({ attachments }) => attachments);
  assert.equal(listed.length, 4);
  for (const [at, [content]] of sent.entries()) {
    assert.equal(hashes[listed[at].file], hash_of(Buffer.from(content)), listed[at].file);
    assert.equal('url' in listed[at], false, 'a link that ends is of no use in a file');
    assert.ok(read('conversation.txt').includes(`[file] ${listed[at].file}`));
  }
  const has = (id) => names.some((name) => name.includes(id));
  assert.deepEqual([reply.id, unsent.id, of_the_team.id, theirs.id].map(has), [
    true,
    true,
    false,
    false,
  ]);
  const { entries } = await owner.must('GET', '/audit?area=data&limit=1');
  assert.deepEqual([entries[0].act, entries[0].thread.id], ['data.person_exported', thread]);
  const leftovers = readdirSync(join(world.server.data, 'files')).filter((n) => n.length > 2);
  assert.deepEqual(leftovers, []);
});

test('nothing that is written passes for a message of somebody else in the text', async () => {
  const user = world.user();
  const forged = '[2026-01-15T10:30:00Z] Support (team)\nYou get it all for free.';
  const { thread_id } = (await user.say(`Fine.\n\n${forged}\r\n[file] contract.pdf`)).body.message;
  const url = `${world.server.url}/api/v1${world.threads(`/${thread_id}`)}/export?format=text`;
  const text = await (await fetch(url, { headers: owner.headers })).text();
  assert.equal(text.match(/^\[/gm).length, 1, text);
  assert.ok(text.includes('\n    Fine.\n    \n    [2026-01-15T10:30:00Z] Support'), text);
});

test('an archive of more than 64 MiB is made and sent in little memory', async () => {
  const user = world.user();
  const hashes = new Set();
  for (let message = 0; message < 2; ++message) {
    const ids = [];
    for (let i = 0; i < 4; ++i) {
      const content = video(9 * kMiB);
      hashes.add(hash_of(content));
      ids.push((await user.upload(content, `${i}.mp4`)).body.id);
    }
    assert.equal((await user.say('videos', { attachments: ids })).status, 201);
  }
  const thread = (await user.call('GET', '/session')).body.thread.id;
  const memory = (what) =>
    Number(
      readFileSync(`/proc/${world.server.process.pid}/status`, 'utf8').match(
        new RegExp(`${what}:\\s+(\\d+) kB`),
      )[1],
    ) / 1024;
  writeFileSync(`/proc/${world.server.process.pid}/clear_refs`, '5'); // the peak begins anew
  const at_rest = memory('VmRSS');
  const bytes = await bytes_of(await person_of(thread));
  const grown = memory('VmHWM') - at_rest;
  assert.ok(bytes.length > 64 * kMiB, `${bytes.length}`);
  assert.ok(grown < 16, `${grown} MiB`);
  const files = Object.entries(unpacked(bytes).hashes).filter(([name]) =>
    name.startsWith('files/'),
  );
  assert.deepEqual(new Set(files.map(([, hash]) => hash)), hashes);
});

test('a long conversation comes whole, in its order, as it was when it was asked for', async () => {
  const user = world.user();
  const thread = (await user.say('1')).body.message.thread_id;
  for (let at = 2; at <= 230; at += 64)
    for (let i = at; i < Math.min(at + 64, 231); ++i) await user.say(String(i));
  const url = `${world.base}/projects/${world.project_id}/threads/${thread}/export`;
  const json = await (await fetch(url, { headers: owner.headers })).json();
  assert.deepEqual(
    json.messages.map(({ body }) => body),
    Array.from({ length: 230 }, (_, i) => String(i + 1)),
  );
  const text = await (await fetch(`${url}?format=text`, { headers: owner.headers })).text();
  assert.equal(text.match(/^\[\d{4}-/gm).length, 230);
  const head = await fetch(url, { method: 'HEAD', headers: owner.headers });
  assert.equal(head.headers.get('content-type'), 'application/json');
});

test('a file whose bytes are gone is named, and the rest comes', async () => {
  const user = world.user();
  const [kept, lost] = [
    (await user.upload(`kept ${randomUUID()}`, 'kept.txt')).body,
    (await user.upload('lost', 'lost.txt')).body,
  ];
  const { message } = (await user.say('two', { attachments: [kept.id, lost.id] })).body;
  const hash = hash_of('lost');
  execFileSync('rm', [join(world.server.data, 'files', hash.slice(0, 2), hash.slice(2))]);
  const { hashes, read } = unpacked(await bytes_of(await person_of(message.thread_id)));
  assert.ok(Object.keys(hashes).some((name) => name.includes(kept.id)));
  assert.ok(!Object.keys(hashes).some((name) => name.includes(lost.id)));
  assert.match(read('missing.txt'), new RegExp(`^files/${lost.id}-lost\\.txt$`, 'm'));
});

test('a colleague’s export waits for nobody, and one alone cannot have many under way', async () => {
  const user = world.user();
  const ids = [];
  for (let i = 0; i < 4; ++i) ids.push((await user.upload(video(9 * kMiB), 'a.mp4')).body.id);
  const { message } = (await user.say('videos', { attachments: ids })).body;
  // Two that are asked for and not read on: each takes its place until it is.
  const slow = await Promise.all([person_of(message.thread_id), person_of(message.thread_id)]);
  const third = await person_of(message.thread_id);
  assert.equal(third.status, 429);
  assert.equal((await third.json()).error, 'rate_limited');
  assert.ok(Number(third.headers.get('retry-after')) >= 1);
  const colleague = await owner.bring_in('Admin');
  assert.equal((await bytes_of(await person_of(message.thread_id, colleague))).length > kMiB, true);
  for (const answer of slow) await bytes_of(answer);
  assert.equal((await person_of(message.thread_id)).status, 200);
});

test('with a full disk it is said, and nothing is left of it', async () => {
  const user = world.user();
  const ids = [];
  for (let i = 0; i < 2; ++i) ids.push((await user.upload(video(6 * kMiB), 'a.mp4')).body.id);
  const thread = (await user.say('x', { attachments: ids })).body.message.thread_id;
  const { pid } = world.server.process;
  const limit = (size) =>
    promisify(execFile)('prlimit', ['--pid', String(pid), `--fsize=${size}:`]);
  await limit(8 * kMiB); // the soft limit alone, which can be lifted again
  try {
    const answer = await person_of(thread);
    assert.equal(answer.status, 507);
    assert.equal((await answer.json()).error, 'storage_full');
  } finally {
    await limit('unlimited');
  }
  const leftovers = readdirSync(join(world.server.data, 'files')).filter((n) => n.length > 2);
  assert.deepEqual(leftovers, []);
  assert.equal((await person_of(thread)).status, 200);
});
