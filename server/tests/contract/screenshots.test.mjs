// Feedback with a picture of the page: POST /feedback/submit-with-screenshot, and everywhere the picture is seen.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { World } from './client.mjs';
import { mp4, pdf, png, screenshot_form } from './files.mjs';
import { Hub, kSite } from './hub_world.mjs';
import { Person } from './people.mjs';
import { FeedbackPage } from './strict.mjs';

const kLimit = 5 * 1024 * 1024;
const kPath = '/feedback/submit-with-screenshot';
let hub;
before(async () => {
  hub = await Hub.make();
});
after(() => hub?.end());

// A PNG of exactly so many bytes: the rest stands in one chunk of picture data.
function png_of(size, mark = '') {
  const empty = png(4, 3, [['IDAT', mark]]).length;
  return png(4, 3, [['IDAT', mark + 'x'.repeat(size - empty)]]);
}
const segment = (marker, data) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};
// 300 × 200, lying on its side as phones take them, with the place where it was taken.
function jpeg(told = Buffer.alloc(0)) {
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    told,
    segment(0xc0, Buffer.from([8, 0, 200, 1, 44, 1, 1, 0x11, 0])),
    segment(0xda, Buffer.from('scan')),
    Buffer.from('data'),
    Buffer.from([0xff, 0xd9]),
  ]);
}
const turned = Buffer.concat([
  Buffer.from('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0', 'latin1'),
]);

async function send(project, bytes, data = {}, headers = { Origin: kSite }) {
  const body = screenshot_form(
    { project_key: project.key, message: 'It looks wrong', ...data },
    bytes,
  );
  const answer = await fetch(hub.world.base + kPath, { method: 'POST', headers, body });
  return { status: answer.status, headers: answer.headers, body: await answer.json() };
}
const refusal = ({ status, body }) => [status, body.error];
const download = (url) => fetch(hub.world.server.url + url);
const bytes_of = async (answer) => Buffer.from(await answer.arrayBuffer());
const listed = async (project) =>
  (await project.ask('GET', '/feedback', { check: FeedbackPage })).feedback;
function files_on_disk(server = hub.world.server) {
  const dir = join(server.data, 'files');
  return existsSync(dir)
    ? readdirSync(dir, { recursive: true }).filter((name) => /\/./.test(name))
    : [];
}

test('the feedback and its picture are stored, shown to the team, and come down again', async () => {
  const project = await hub.project();
  const sent = {
    message: '  The button is dead  ',
    type: 'Bug',
    path: '/cart',
    version: '1.2',
    submitted_by: 'user-1',
    submitted_by_email: 'jo@example.com',
  };
  const answer = await send(project, png(40, 30), sent);
  assert.deepEqual([answer.status, answer.body], [200, { status: 'stored' }]);
  const [item] = await listed(project);
  assert.equal(item.message, 'The button is dead');
  assert.deepEqual([item.type, item.source, item.path], ['Bug', 'Widget', '/cart']);
  const { id, url, ...rest } = item.screenshot;
  assert.match(url, new RegExp(`^/api/v1/files/${id}\\?exp=\\d+&sig=[\\w-]+$`));
  assert.deepEqual(rest, {
    content_type: 'image/png',
    size: png(40, 30).length,
    width: 40,
    height: 30,
  });
  const shown = await project.ask('GET', `/feedback/${item.id}`);
  assert.deepEqual(shown.screenshot, item.screenshot);
  const changed = await project.ask('PATCH', `/feedback/${item.id}`, {
    body: { status: 'Resolved' },
  });
  assert.deepEqual(changed.screenshot, item.screenshot);
  const down = await download(url);
  assert.deepEqual(await bytes_of(down), png(40, 30));
  const header = (name) => down.headers.get(name);
  assert.equal(header('content-type'), 'image/png');
  assert.equal(header('content-disposition'), "inline; filename*=UTF-8''screenshot.png");
  assert.equal(header('content-security-policy'), 'sandbox');
  assert.equal(header('x-content-type-options'), 'nosniff');
  const csv = await fetch(`${hub.world.base}/projects/${project.id}/feedback/export`, {
    headers: { 'X-API-Key': hub.world.api_key },
  });
  assert.match(await csv.text(), /,"screenshot"\r\n[^\n]*,"true"\r\n/);
});

test('feedback without a picture says so', async () => {
  const project = await hub.project();
  await project.submit('/feedback/submit', { message: 'no picture' });
  const [item] = await listed(project);
  assert.equal(item.screenshot, null);
});

test('the bell rings as for any feedback', async () => {
  const project = await hub.project();
  const message = `Look at this ${randomUUID()}`;
  await send(project, png(), { message });
  const { notifications } = (await hub.owner.call('GET', '/notifications')).body;
  const [item] = await listed(project);
  assert.ok(notifications.some(({ feedback_id: id }) => id === item.id));
});

test('exactly 5 MiB is taken and one byte more is not, and nothing of it is left', async () => {
  const project = await hub.project();
  const mark = randomUUID();
  assert.equal(png_of(kLimit, mark).length, kLimit);
  assert.equal((await send(project, png_of(kLimit, mark))).status, 200);
  const [item] = await listed(project);
  assert.equal(item.screenshot.size, kLimit);
  assert.equal((await bytes_of(await download(item.screenshot.url))).length, kLimit);
  const before_refusal = files_on_disk();
  const over = await send(project, png_of(kLimit + 1));
  assert.deepEqual(refusal(over), [413, 'too_large']);
  assert.equal(over.headers.get('access-control-allow-origin'), kSite);
  const far = await send(project, png_of(3 * kLimit)).catch(() => ({ status: 413 }));
  assert.equal(far.status, 413);
  assert.equal((await listed(project)).length, 1);
  assert.deepEqual(files_on_disk(), before_refusal);
});

test('what is not a PNG or JPEG picture by its content is refused, whatever it says it is', async () => {
  const project = await hub.project();
  const before_refusals = files_on_disk();
  const gif = Buffer.from(
    'GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;',
    'latin1',
  );
  const refused = [
    '<html><script>alert(1)</script>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    'plain text',
    gif,
    Buffer.from('GIF89a/*<script>*/=1;'),
    pdf,
    mp4(),
    png().subarray(0, 60),
    png(50_000, 50_000),
    Buffer.concat([Buffer.from('<script>alert(1)</script>'), png()]),
    jpeg().subarray(0, 25),
  ];
  for (const bytes of refused)
    assert.deepEqual(refusal(await send(project, bytes)), [415, 'unsupported_type']);
  assert.deepEqual(refusal(await send(project, '')), [400, 'file_empty']);
  assert.deepEqual(await listed(project), []);
  assert.deepEqual(files_on_disk(), before_refusals);
});

test('what a picture tells beside itself is gone, but not how it is held', async () => {
  const project = await hub.project();
  const told = png(3, 2, [['tEXt', 'Comment\0<script>alert(1)</script>']]);
  await send(project, Buffer.concat([told, Buffer.from('<script>')]));
  const place = segment(0xfe, Buffer.from('taken at 59.33 N'));
  await send(project, jpeg(Buffer.concat([segment(0xe1, turned), place])));
  const [second, first] = await listed(project);
  assert.deepEqual(await bytes_of(await download(first.screenshot.url)), png(3, 2));
  const kept = await bytes_of(await download(second.screenshot.url));
  assert.ok(!kept.includes('59.33'));
  assert.ok(kept.includes('Exif'));
  // Turned by a quarter: as it is shown, it stands.
  assert.deepEqual([second.screenshot.width, second.screenshot.height], [200, 300]);
  assert.equal(second.screenshot.content_type, 'image/jpeg');
});

test('everything that is wrong with the form or its data is said, and stores nothing', async () => {
  const project = await hub.project();
  const good = { project_key: project.key, message: 'It looks wrong' };
  const post = async (body, type) => {
    const headers = { Origin: kSite, ...(type && { 'Content-Type': type }) };
    const answer = await fetch(hub.world.base + kPath, { method: 'POST', headers, body });
    return refusal({ status: answer.status, body: await answer.json() });
  };
  const form = (parts) => {
    const made = new FormData();
    for (const [name, value, file] of parts)
      made.append(name, ...(file ? [new Blob([value]), file] : [value]));
    return made;
  };
  const text = JSON.stringify(good);
  const cases = [
    [form([['data', text]]), [400, 'file_missing']],
    [form([['screenshot', png(), 'a.png']]), [400, 'data_missing']],
    [
      form([
        ['data', text],
        ['screenshot', 'no file'],
      ]),
      [400, 'file_missing'],
    ],
    [
      form([
        ['data', 'x'],
        ['screenshot', png(), 'a.png'],
      ]),
      [400, 'invalid_json'],
    ],
    [
      form([
        ['data', text],
        ['data', text],
        ['screenshot', png(), 'a.png'],
      ]),
      [400, 'bad_multipart'],
    ],
    [screenshot_form({ ...good, message: 'ab' }, png()), [400, 'invalid_field']],
    [screenshot_form({ ...good, message: 4 }, png()), [400, 'invalid_field']],
    [screenshot_form({ ...good, type: 'bug' }, png()), [400, 'invalid_field']],
    [screenshot_form({ ...good, project_key: undefined }, png()), [400, 'invalid_field']],
    [screenshot_form({ ...good, project_key: randomUUID() }, png()), [404, 'not_found']],
    [screenshot_form({ ...good, project_key: 'x' }, png()), [404, 'not_found']],
    [screenshot_form({ ...good, more: 'x'.repeat(65_536) }, png()), [413, 'too_large']],
  ];
  for (const [body, expected] of cases) assert.deepEqual(await post(body), expected);
  assert.deepEqual(await post(text, 'application/json'), [415, 'unsupported_media_type']);
  assert.deepEqual(await post('x', 'multipart/form-data; boundary=b'), [400, 'bad_multipart']);
  assert.deepEqual(await listed(project), []);
  // The data may come as plain text, and before or after the picture.
  const answer = await fetch(hub.world.base + kPath, {
    method: 'POST',
    headers: { Origin: kSite },
    body: form([
      ['screenshot', png(), 'a.png'],
      ['data', text],
    ]),
  });
  assert.equal(answer.status, 200);
});

test('only a page of the site may send one, after a preflight that is kept', async () => {
  const project = await hub.project();
  for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, {}]) {
    const answer = await send(project, png(), {}, headers);
    assert.deepEqual(refusal(answer), [403, 'origin_refused']);
    if (headers.Origin)
      assert.equal(answer.headers.get('access-control-allow-origin'), headers.Origin);
  }
  assert.equal((await send(project, png(), {}, { Referer: `${kSite}/cart` })).status, 200);
  const open = await hub.project(['*']);
  assert.equal((await send(open, png(), {}, {})).status, 200);
  const preflight = await fetch(hub.world.base + kPath, {
    method: 'OPTIONS',
    headers: { Origin: kSite, 'Access-Control-Request-Method': 'POST' },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), kSite);
  assert.equal(preflight.headers.get('access-control-allow-methods'), 'POST');
  assert.equal(preflight.headers.get('access-control-max-age'), '7200');
  const wrong = await fetch(hub.world.base + kPath);
  assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'POST']);
});

test('an upload that is cut in the middle leaves nothing', async () => {
  const project = await hub.project();
  const before_cut = files_on_disk();
  const form = screenshot_form({ project_key: project.key, message: 'cut' }, png_of(1_000_000));
  const request = new Request('http://x', { method: 'POST', body: form });
  const body = Buffer.from(await request.arrayBuffer());
  const { port } = hub.world.server;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    `POST /api/v1${kPath} HTTP/1.1\r\nHost: x\r\nOrigin: ${kSite}\r\n` +
      `Content-Type: ${request.headers.get('content-type')}\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  await new Promise((done) => socket.write(body.subarray(0, 700_000), done));
  socket.destroy();
  // A later answer: the server has seen the end of the other connection by then.
  for (let i = 0; i < 5; ++i) await listed(project);
  assert.deepEqual(await listed(project), []);
  assert.deepEqual(files_on_disk(), before_cut);
});

test('an answer means that both are on the disk: they outlive a kill', async () => {
  const world = await World.make(['--rate-limits', 'off']);
  try {
    const data = { project_key: world.project_key, message: 'kept' };
    for (let i = 0; i < 5; ++i) {
      const answer = await fetch(world.base + kPath, {
        method: 'POST',
        headers: { Origin: kSite },
        body: screenshot_form(data, png_of(10_000, `${i} ${randomUUID()}`)),
      });
      assert.equal(answer.status, 200, await answer.text());
    }
    await world.server.kill();
    await world.server.start();
    const { feedback } = (await world.team('GET', `/projects/${world.project_id}/feedback`)).body;
    assert.equal(feedback.length, 5);
    for (const { screenshot } of feedback) {
      const down = await fetch(world.server.url + screenshot.url);
      assert.equal((await bytes_of(down)).length, 10_000);
    }
    assert.match(world.server.verify(), /5 files: everything holds/);
  } finally {
    await world.end();
  }
});

test('the project counts its pictures, they end at half of its room, and a backup holds them', async () => {
  const world = await World.make(['--rate-limits', 'off', '--attachment-quota', '1M']);
  try {
    const owner = await Person.log_in(world.server);
    const shoot = (submitted_by) =>
      world.call('POST', kPath, {
        raw: screenshot_form(
          { project_key: world.project_key, message: 'Look', submitted_by },
          png_of(200_000, randomUUID()),
        ),
        headers: { Origin: kSite },
      });
    assert.equal((await shoot('jo')).status, 200);
    assert.equal((await shoot('mo')).status, 200);
    assert.deepEqual(refusal(await shoot('jo')), [507, 'quota_exceeded']);
    const usage = async () =>
      (await owner.must('GET', `/projects/${world.project_id}/files`)).bytes;
    assert.equal(await usage(), 400_000);
    const { feedback } = (await world.team('GET', `/projects/${world.project_id}/feedback`)).body;
    assert.equal(feedback.length, 2);
    const backup = join(world.server.dir, 'backup');
    world.server.command(['backup', '--data', world.server.data, '--to', backup]);
    const restored = join(world.server.dir, 'restored');
    world.server.command(['restore', '--from', backup, '--data', restored]);
    assert.match(world.server.command(['verify', '--data', restored]), /2 files: everything holds/);
    // Erasing the person takes the picture along.
    const user = world.user('jo');
    const thread = (await user.say('hello')).body.message.thread_id;
    const path = `/projects/${world.project_id}/threads/${thread}/erase`;
    await owner.must('POST', path, { confirm: 'jo' });
    for (let i = 0; i < 400 && files_on_disk(world.server).length > 1; ++i) await pause(25);
    assert.equal(files_on_disk(world.server).length, 1);
    assert.equal(await usage(), 200_000);
    assert.match(world.server.verify(), /1 files: everything holds/);
  } finally {
    await world.end();
  }
});
