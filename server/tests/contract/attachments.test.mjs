import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { form_of, mp4, pdf, png, zip } from './files.mjs';

const kLimit = 10 * 1024 * 1024;
let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
after(() => world.end());

const refusal = (answer) => [answer.status, answer.body.error];
const download = (url, headers = {}, method = 'GET') =>
  fetch(world.server.url + url, { method, headers });
const bytes_of = async (answer) => Buffer.from(await answer.arrayBuffer());
const files_on_disk = () => {
  const dir = join(world.server.data, 'files');
  return existsSync(dir)
    ? readdirSync(dir, { recursive: true }).filter((name) => /\/./.test(name))
    : [];
};

test('a session says what may be attached', async () => {
  const { limits } = (await world.user().call('GET', '/session')).body;
  assert.deepEqual(limits, { body: 10000, attachment_bytes: kLimit, attachments: 5 });
});

test('a picture goes up, into a message, to both sides and down again', async () => {
  const user = world.user('sender');
  const stream = await user.stream();
  await stream.next();
  const up = await user.upload(png(40, 30), 'holiday.png');
  assert.equal(up.status, 201, JSON.stringify(up.body));
  const { id, url, ...rest } = up.body;
  assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7/);
  assert.match(url, new RegExp(`^/api/v1/files/${id}\\?exp=\\d+&sig=[\\w-]+$`));
  assert.deepEqual(rest, {
    name: 'holiday.png',
    type: 'image/png',
    size: png(40, 30).length,
    width: 40,
    height: 30,
  });
  const said = await user.say('', { attachments: [id] });
  assert.equal(said.status, 201, JSON.stringify(said.body));
  assert.equal(said.body.message.body, '');
  assert.deepEqual(said.body.message.attachments, [up.body]);
  assert.deepEqual((await stream.next_of('message')).data.message.attachments, [up.body]);
  stream.close();
  const thread = said.body.message.thread_id;
  const { messages } = (await world.team('GET', world.threads(`/${thread}/messages`))).body;
  assert.deepEqual(messages[0].attachments, [up.body]);
  const listed = (await world.team('GET', world.threads(`/${thread}`))).body.thread;
  assert.equal(listed.last_message.preview, '📎 holiday.png');
  const bell = (await world.team('GET', '/notifications')).body.notifications;
  assert.ok(bell.some(({ preview }) => preview === '📎 holiday.png'));
  const down = await download(url);
  assert.equal(down.status, 200);
  assert.deepEqual(await bytes_of(down), png(40, 30));
  assert.equal(down.headers.get('content-type'), 'image/png');
  assert.equal(down.headers.get('content-disposition'), "inline; filename*=UTF-8''holiday.png");
  assert.equal(down.headers.get('content-security-policy'), 'sandbox');
  assert.equal(down.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(down.headers.get('cross-origin-resource-policy'), 'cross-origin');
  assert.match(down.headers.get('cache-control'), /^private, immutable, max-age=\d+$/);
});

test('a reply and a note have files too, and a note never reaches the user', async () => {
  const user = world.user();
  const thread = (await user.say('hello')).body.message.thread_id;
  const send = async (name, more) => {
    const { id } = (await world.team_upload(thread, pdf, name)).body;
    const path = world.threads(`/${thread}/messages`);
    return world.team('POST', path, {
      client_id: randomUUID(),
      body: '',
      attachments: [id],
      ...more,
    });
  };
  const reply = await send('invoice.pdf', {});
  assert.equal(reply.status, 201, JSON.stringify(reply.body));
  const before_note = (await user.call('GET', '/session')).body;
  const note = await send('secret.pdf', { internal: true });
  assert.equal(note.body.message.attachments[0].name, 'secret.pdf');
  const session = (await user.call('GET', '/session')).body;
  assert.deepEqual(session, before_note);
  assert.equal(session.messages[1].attachments[0].name, 'invoice.pdf');
  const answer = await download(session.messages[1].attachments[0].url);
  assert.equal(
    answer.headers.get('content-disposition'),
    "attachment; filename*=UTF-8''invoice.pdf",
  );
});

test('an id is good once, for its own author, in its own conversation', async () => {
  const [user, other] = [world.user(), world.user()];
  const thread = (await user.say('hello')).body.message.thread_id;
  const fresh = async () => (await user.upload('a text', 'a.txt')).body.id;
  const id = await fresh();
  const client_id = randomUUID();
  const unknown = [400, 'attachment_unknown'];
  assert.deepEqual(refusal(await other.say('x', { attachments: [id] })), unknown);
  const reply = { client_id: randomUUID(), body: 'x', attachments: [id] };
  const path = world.threads(`/${thread}/messages`);
  assert.deepEqual(refusal(await world.team('POST', path, reply)), unknown);
  assert.deepEqual(refusal(await user.say('x', { attachments: [id, id] })), unknown);
  for (const wrong of [randomUUID(), 'x', 1, null, {}, [id]])
    assert.deepEqual(refusal(await user.say('x', { attachments: [wrong] })), unknown);
  assert.equal((await user.say('x', { client_id, attachments: [id] })).status, 201);
  assert.equal((await user.say('x', { client_id, attachments: [id] })).status, 200);
  const reused = [409, 'client_id_reused'];
  assert.deepEqual(refusal(await user.say('x', { client_id })), reused);
  assert.deepEqual(
    refusal(await user.say('x', { client_id, attachments: [await fresh()] })),
    reused,
  );
  assert.deepEqual(refusal(await user.say('y', { attachments: [id] })), unknown);
  const six = await Promise.all(Array.from({ length: 6 }, fresh));
  assert.deepEqual(refusal(await user.say('x', { attachments: six })), [
    400,
    'too_many_attachments',
  ]);
  const five = await user.say('\u200b', { attachments: six.slice(1) });
  assert.equal(five.status, 201);
  assert.equal(five.body.message.body, '');
  assert.deepEqual(
    five.body.message.attachments.map(({ id: one }) => one),
    six.slice(1),
  );
  assert.deepEqual(refusal(await user.say('', { attachments: [] })), [400, 'body_empty']);
});

test('a file is what its content says, whatever it is called', async () => {
  const user = world.user();
  const kinds = [
    [png(), 'x.html', 'image/png', 'x.html.png'],
    [pdf, 'x', 'application/pdf', 'x.pdf'],
    [zip, 'x.jar', 'application/zip', 'x.jar.zip'],
    [mp4(), 'x.mp4', 'video/mp4', 'x.mp4'],
    ['hello <script>', 'x.html', 'text/plain; charset=utf-8', 'x.html.txt'],
    ['{"a":1}', 'DATA.JSON', 'text/plain; charset=utf-8', 'DATA.JSON'],
  ];
  for (const [bytes, given, type, name] of kinds) {
    const { status, body } = await user.upload(bytes, given);
    assert.deepEqual([status, body.type, body.name], [201, type, name], given);
  }
  const refused = [
    '<html><script>alert(1)</script>',
    ' \ufeff\n\t<svg onload=alert(1)>',
    '\u200b<!doctype html>',
    '<?xml version="1.0"?>',
    'GIF89a/*<script>*/=1;',
    Buffer.concat([png().subarray(0, 60)]),
    Buffer.from([0x46, 0x57, 0x53, 5, 0, 0]),
    Buffer.from('MZ\x90\0', 'latin1'),
    Buffer.from([0xff, 0xfe, 0x41, 0]),
    '%PDF-1.7\n<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>',
    png(50000, 50000),
  ];
  for (const bytes of refused)
    assert.deepEqual(refusal(await user.upload(bytes, 'photo.png')), [415, 'unsupported_type']);
  assert.deepEqual(refusal(await user.upload('', 'empty.txt')), [400, 'file_empty']);
});

test('what a picture tells beside itself is gone', async () => {
  const told = png(3, 2, [
    ['tEXt', 'Comment\0<script>alert(1)</script>'],
    ['iTXt', 'XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta/>'],
  ]);
  const { body } = await world
    .user()
    .upload(Buffer.concat([told, Buffer.from('<script>')]), 'a.png');
  assert.equal(body.size, png().length);
  assert.deepEqual(await bytes_of(await download(body.url)), png());
});

test('names come back without paths, tricks and excess', async () => {
  const user = world.user();
  const name_of = async (given) => (await user.upload('text', given)).body.name;
  const names = {
    '../../etc/passwd': 'passwd.txt',
    '..\\..\\boot.ini': 'boot.ini',
    'con.txt': '_con.txt',
    '.htaccess': 'htaccess.txt',
    'x\u202etxt.exe': 'xtxt.exe.txt',
    'a\nb\u0007.txt': 'a b.txt',
    '%2e%2e': '%2e%2e.txt',
    'Grüße 😀 "x".txt': 'Grüße 😀 _x_.txt',
    '...': 'file.txt',
  };
  for (const [given, name] of Object.entries(names))
    assert.equal(await name_of(given), name, given);
  const long = await name_of(`${'ä'.repeat(3000)}.txt`);
  assert.equal([...long].length, 120);
  assert.ok(long.endsWith('….txt'));
  const { url } = (await user.upload('text', 'é "1".txt')).body;
  const answer = await download(url);
  assert.equal(
    answer.headers.get('content-disposition'),
    "attachment; filename*=UTF-8''%C3%A9%20_1_.txt",
  );
});

test('exactly 10 MiB is taken and one byte more is not, and nothing of it is left', async () => {
  const user = world.user();
  const full = await user.upload('a'.repeat(kLimit), 'full.txt');
  assert.equal(full.body.size, kLimit);
  assert.equal((await bytes_of(await download(full.body.url))).length, kLimit);
  const before_refusal = files_on_disk();
  assert.deepEqual(refusal(await user.upload('a'.repeat(kLimit + 1), 'a.txt')), [413, 'too_large']);
  const large = await user.upload('a'.repeat(3 * kLimit), 'a.txt').catch(() => ({ status: 413 }));
  assert.equal(large.status, 413);
  assert.deepEqual(files_on_disk(), before_refusal);
});

test('the same content is stored once', async () => {
  const user = world.user();
  const text = randomUUID();
  const before_upload = files_on_disk().length;
  const [one, two] = [await user.upload(text, 'a.txt'), await user.upload(text, 'b.txt')];
  assert.notEqual(one.body.id, two.body.id);
  assert.equal(files_on_disk().length, before_upload + 1);
});

test('a link is good as it is and in no other way', async () => {
  const { id, url } = (await world.user().upload('text', 'a.txt')).body;
  const other = (await world.user().upload('text', 'b.txt')).body;
  const query = new URL(url, world.server.url).searchParams;
  const [exp, sig] = [query.get('exp'), query.get('sig')];
  const hour = 3600;
  const left = Number(exp) - Date.now() / 1000;
  assert.equal(Number(exp) % hour, 0);
  assert.ok(left > hour - 5 && left <= 2 * hour, `valid for ${left} s`);
  for (const wrong of [
    `/api/v1/files/${id}`,
    `/api/v1/files/${id}?exp=${exp}`,
    `/api/v1/files/${id}?exp=${Number(exp) + hour}&sig=${sig}`,
    `/api/v1/files/${id}?exp=${exp}&sig=${sig}A`,
    `/api/v1/files/${id}?exp=${exp}&sig=`,
    `/api/v1/files/${other.id}?exp=${exp}&sig=${sig}`,
    `/api/v1/files/${randomUUID()}?exp=${exp}&sig=${sig}`,
  ]) {
    const answer = await download(wrong);
    assert.deepEqual([answer.status, (await answer.json()).error], [403, 'link_invalid'], wrong);
  }
});

test('parts, conditions and HEAD follow HTTP, with any numbers', async () => {
  const whole = mp4(4096);
  const { url } = (await world.user().upload(whole, 'a.mp4')).body;
  const first = await download(url);
  const etag = first.headers.get('etag');
  assert.equal(first.headers.get('accept-ranges'), 'bytes');
  assert.equal(first.headers.get('content-disposition'), "attachment; filename*=UTF-8''a.mp4");
  const ranges = {
    'bytes=0-99': [206, 0, 100],
    'bytes=4000-': [206, 4000, 4096],
    'bytes=-96': [206, 4000, 4096],
    'bytes=0-18446744073709551615': [206, 0, 4096],
    'bytes=4095-4095': [206, 4095, 4096],
    'bytes=-18446744073709551616': [206, 0, 4096],
    'bytes=4096-': [416],
    'bytes=18446744073709551616-': [416],
    'bytes=-0': [416],
    'bytes=5-4': [200],
    'bytes=a-b': [200],
    'items=0-9': [200],
    [`bytes=${Array.from({ length: 1000 }, (_, i) => `${i}-${i}`).join(',')}`]: [200],
  };
  for (const [range, [status, from, to]] of Object.entries(ranges)) {
    const answer = await download(url, { Range: range });
    assert.equal(answer.status, status, range);
    const bytes = await bytes_of(answer);
    if (status === 200) assert.deepEqual(bytes, whole);
    if (status === 416) assert.equal(answer.headers.get('content-range'), 'bytes */4096');
    if (status !== 206) continue;
    assert.deepEqual(bytes, whole.subarray(from, to), range);
    assert.equal(answer.headers.get('content-range'), `bytes ${from}-${to - 1}/4096`);
  }
  assert.equal((await download(url, { 'If-None-Match': etag })).status, 304);
  const changed = await download(url, { Range: 'bytes=0-9', 'If-Range': '"other"' });
  assert.deepEqual([changed.status, (await bytes_of(changed)).length], [200, 4096]);
  const head = await download(url, {}, 'HEAD');
  assert.deepEqual([head.status, head.headers.get('content-length')], [200, '4096']);
  assert.equal((await download(url, {}, 'POST')).status, 405);
});

test('a form that is not exactly one is refused', async () => {
  const user = world.user();
  const send = (raw, type) =>
    world.call('POST', '/chat/attachments', {
      raw,
      headers: { ...user.headers, 'Content-Type': type },
    });
  const form = 'multipart/form-data; boundary=b';
  const part = 'Content-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhi';
  assert.equal((await send(`--b\r\n${part}\r\n--b--\r\n`, form)).status, 201);
  const bad = [400, 'bad_multipart'];
  assert.deepEqual(refusal(await send(`--b\r\n${part}\r\n--b`, form)), bad);
  assert.deepEqual(refusal(await send(`preamble\r\n--b\r\n${part}\r\n--b--`, form)), bad);
  assert.deepEqual(refusal(await send(`--b\r\n${part}\r\n--b--`, 'multipart/form-data')), bad);
  const missing = [400, 'file_missing'];
  const unnamed = await world.call('POST', '/chat/attachments', {
    raw: form_of('hi', 'a.txt', 'other'),
    headers: user.headers,
  });
  assert.deepEqual(refusal(unnamed), missing);
  assert.deepEqual(
    refusal(await send(`--b\r\n${part.replace('; filename="a.txt"', '')}\r\n--b--`, form)),
    missing,
  );
  const unsupported = [415, 'unsupported_media_type'];
  assert.deepEqual(refusal(await send('{}', 'application/json')), unsupported);
  assert.deepEqual(refusal(await send('a=1', 'application/x-www-form-urlencoded')), unsupported);
});

test('the project counts its files, and verify and a restored backup hold them', async () => {
  const user = world.user();
  const usage = async () => (await world.team('GET', `/projects/${world.project_id}/files`)).body;
  const earlier = await usage();
  const text = `kept ${randomUUID()}`;
  const { id } = (await user.upload(text, 'kept.txt')).body;
  const now = await usage();
  assert.deepEqual(
    [now.files - earlier.files, now.bytes - earlier.bytes, now.quota],
    [1, text.length, 10 * 2 ** 30],
  );
  await user.say('here', { attachments: [id] });
  assert.match(world.server.verify(), /everything holds/);
  const file = join(world.server.dir, 'backup');
  const restored = join(world.server.dir, 'restored');
  world.server.command(['backup', '--data', world.server.data, '--to', file]);
  world.server.command(['restore', '--from', file, '--data', restored]);
  assert.match(world.server.command(['verify', '--data', restored]), /everything holds/);
  const hash = createHash('sha256').update(text).digest('hex');
  const path = join(restored, 'files', hash.slice(0, 2), hash.slice(2));
  assert.equal(readFileSync(path, 'utf8'), text);
});
