// Feedback with a picture of the page: POST /feedback/submit-with-screenshot, and everywhere the picture is seen.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { mp4, pdf, png } from '../files.mjs';
import { type Call, giving } from './calls.ts';
import { atLeast, count, exactly, list, nullable, oneOf, text, uuid } from './decode.ts';
import type { Submission } from './interface.ts';
import { jpeg, pngOf, segment, turned } from './pictures.ts';
import { Hub, type Project, SITE } from './world.ts';

const LIMIT = 5 * 1024 * 1024;
const PATH = '/feedback/submit-with-screenshot';

const Picture = exactly({
  id: uuid(),
  url: text(),
  content_type: oneOf('image/png', 'image/jpeg'),
  size: count(),
  width: count(),
  height: count(),
});
const Report = atLeast({ screenshot: nullable(Picture) });
const Reports = atLeast({ feedback: list(Report) });

let hub: Hub;
before(async () => {
  hub = await Hub.make();
});
after(() => hub?.end());

const report: Submission = { message: 'It looks wrong' };
type Bytes = Uint8Array<ArrayBuffer> | string;
const withPicture = ({ pages }: Project, bytes: Bytes, body: Partial<Submission> = {}) =>
  pages.withScreenshot({ ...report, ...body }, new Blob([bytes]));
const send = (project: Project, bytes: Bytes, body: Partial<Submission> = {}) =>
  project.page.send(withPicture(project, bytes, body));
const refusal = async ({ page }: Project, call: Call<unknown>, status: number) =>
  (await page.refused(call, status)).error;

/** The pictures of a project's reports, newest first. */
async function pictures({ calls }: Project) {
  const { feedback } = await hub.program.send(giving(calls.feedback(), Reports));
  return feedback.map(({ screenshot }) => screenshot);
}
async function onlyPicture(project: Project) {
  const [picture, ...others] = await pictures(project);
  assert.ok(picture && others.length === 0);
  return picture;
}
const download = (url: string) => fetch(hub.server.url + url);
const bytesOf = async (url: string) => Buffer.from(await (await download(url)).arrayBuffer());
function filesOnDisk(): string[] {
  const dir = join(hub.server.data, 'files');
  if (!existsSync(dir)) return [];
  return (readdirSync(dir, { recursive: true }) as string[]).filter((name) => /\/./.test(name));
}

test('the feedback and its picture are stored, shown to the team, and come down again', async () => {
  const project = await hub.project();
  await send(project, png(40, 30), {
    message: '  The button is dead  ',
    type: 'Bug',
    path: '/cart',
    version: '1.2',
    submitted_by: 'user-1',
    submitted_by_email: 'jo@example.com',
  });
  const [item] = (await hub.program.send(project.calls.feedback())).feedback;
  assert.ok(item);
  assert.equal(item.message, 'The button is dead');
  assert.deepEqual([item.type, item.source, item.path], ['Bug', 'Widget', '/cart']);
  const picture = await onlyPicture(project);
  const { id, url, ...rest } = picture;
  assert.match(url, new RegExp(`^/api/v1/files/${id}\\?exp=\\d+&sig=[\\w-]+$`));
  const size = png(40, 30).length;
  assert.deepEqual(rest, { content_type: 'image/png', size, width: 40, height: 30 });
  const one = giving(project.calls.oneFeedback(item.id), Report);
  assert.deepEqual((await hub.program.send(one)).screenshot, picture);
  const change = giving(project.calls.changeFeedback(item.id, { status: 'Resolved' }), Report);
  assert.deepEqual((await hub.program.send(change)).screenshot, picture);
  const down = await download(url);
  assert.deepEqual(Buffer.from(await down.arrayBuffer()), png(40, 30));
  const header = (name: string) => down.headers.get(name);
  assert.equal(header('content-type'), 'image/png');
  assert.equal(header('content-disposition'), "inline; filename*=UTF-8''screenshot.png");
  assert.equal(header('content-security-policy'), 'sandbox');
  assert.equal(header('x-content-type-options'), 'nosniff');
  assert.match(header('cache-control') ?? '', /^private, /);
  const csv = await hub.program.fetch(`/projects/${project.id}/feedback/export`);
  assert.match(await csv.text(), /,"screenshot"\r\n[^\n]*,"true"\r\n/);
});

test('feedback without a picture says so', async () => {
  const project = await hub.project();
  await project.page.send(project.pages.feedback({ message: 'no picture' }));
  assert.deepEqual(await pictures(project), [null]);
});

test('the bell rings as for any feedback', async () => {
  const project = await hub.project();
  await send(project, png(), { message: `Look at this ${randomUUID()}` });
  const [item] = (await hub.program.send(project.calls.feedback())).feedback;
  const answer = await hub.program.fetch('/notifications');
  const { notifications } = (await answer.json()) as { notifications: { feedback_id?: string }[] };
  assert.ok(notifications.some(({ feedback_id: id }) => id === item?.id));
});

test('exactly 5 MiB is taken and one byte more is not, and nothing of it is left', async () => {
  const project = await hub.project();
  const mark = randomUUID();
  assert.equal(pngOf(LIMIT, mark).length, LIMIT);
  await send(project, pngOf(LIMIT, mark));
  const picture = await onlyPicture(project);
  assert.equal(picture.size, LIMIT);
  assert.equal((await bytesOf(picture.url)).length, LIMIT);
  const beforeRefusal = filesOnDisk();
  assert.equal(await refusal(project, withPicture(project, pngOf(LIMIT + 1)), 413), 'too_large');
  const { body } = withPicture(project, pngOf(LIMIT + 1));
  const over = await project.page.fetch(PATH, { method: 'POST', body: body as FormData });
  assert.equal(over.headers.get('access-control-allow-origin'), SITE);
  const far = withPicture(project, pngOf(3 * LIMIT)).body as FormData;
  const tooFar = await project.page
    .fetch(PATH, { method: 'POST', body: far })
    .catch(() => ({ status: 413 }));
  assert.equal(tooFar.status, 413);
  assert.equal((await pictures(project)).length, 1);
  assert.deepEqual(filesOnDisk(), beforeRefusal);
});

test('what is not a PNG or JPEG picture by its content is refused, whatever it says it is', async () => {
  const project = await hub.project();
  const beforeRefusals = filesOnDisk();
  const gif = 'GIF89a\x01\0\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;';
  const refused: Bytes[] = [
    '<html><script>alert(1)</script>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    'plain text',
    Buffer.from(gif, 'latin1'),
    'GIF89a/*<script>*/=1;',
    pdf,
    mp4(),
    png().subarray(0, 60),
    png(50_000, 50_000),
    Buffer.concat([Buffer.from('<script>alert(1)</script>'), png()]),
    jpeg().subarray(0, 25),
  ];
  for (const bytes of refused)
    assert.equal(await refusal(project, withPicture(project, bytes), 415), 'unsupported_type');
  assert.equal(await refusal(project, withPicture(project, ''), 400), 'file_empty');
  assert.deepEqual(await pictures(project), []);
  assert.deepEqual(filesOnDisk(), beforeRefusals);
});

test('what a picture tells beside itself is gone, but not how it is held', async () => {
  const project = await hub.project();
  const told = png(3, 2, [['tEXt', 'Comment\0<script>alert(1)</script>']]);
  await send(project, Buffer.concat([told, Buffer.from('<script>')]));
  const place = segment(0xfe, Buffer.from('taken at 59.33 N'));
  await send(project, jpeg(Buffer.concat([segment(0xe1, turned), place])));
  const [second, first] = await pictures(project);
  assert.ok(first && second);
  assert.deepEqual(await bytesOf(first.url), png(3, 2));
  const kept = await bytesOf(second.url);
  assert.ok(!kept.includes('59.33'));
  assert.ok(kept.includes('Exif'));
  // Turned by a quarter: as it is shown, it stands.
  assert.deepEqual([second.width, second.height], [200, 300]);
  assert.equal(second.content_type, 'image/jpeg');
});

test('everything that is wrong with the form or its data is said, and stores nothing', async () => {
  const project = await hub.project();
  const good = { project_key: project.key, ...report };
  const json = JSON.stringify(good);
  const form = (...parts: [name: string, value: string | Blob][]) => {
    const made = new FormData();
    for (const [name, value] of parts)
      if (typeof value === 'string') made.append(name, value);
      else made.append(name, value, 'a.png');
    return made;
  };
  const picture = new Blob([png()]);
  const shown = (data: object) => form(['data', JSON.stringify(data)], ['screenshot', picture]);
  const cases: [body: FormData, status: number, error: string][] = [
    [form(['data', json]), 400, 'file_missing'],
    [form(['screenshot', picture]), 400, 'data_missing'],
    [form(['data', json], ['screenshot', 'no file']), 400, 'file_missing'],
    [form(['data', 'x'], ['screenshot', picture]), 400, 'invalid_json'],
    [form(['data', json], ['data', json], ['screenshot', picture]), 400, 'bad_multipart'],
    [form(['data', json], ['screenshot', picture], ['screenshot', picture]), 400, 'bad_multipart'],
    [shown({ ...good, message: 'ab' }), 400, 'invalid_field'],
    [shown({ ...good, message: 4 }), 400, 'invalid_field'],
    [shown({ ...good, type: 'bug' }), 400, 'invalid_field'],
    [shown({ ...good, project_key: undefined }), 400, 'invalid_field'],
    [shown({ ...good, project_key: randomUUID() }), 404, 'not_found'],
    [shown({ ...good, project_key: 'x' }), 404, 'not_found'],
    [shown({ ...good, more: 'x'.repeat(65_536) }), 413, 'too_large'],
  ];
  const call = withPicture(project, png());
  for (const [body, status, error] of cases)
    assert.equal(await refusal(project, { ...call, body }, status), error);
  const as = (type: string) => hub.program.as({ Origin: SITE, 'Content-Type': type });
  const json_only = await as('application/json').refused({ ...call, body: json }, 415);
  assert.equal(json_only.error, 'unsupported_media_type');
  const broken = await as('multipart/form-data; boundary=b').refused({ ...call, body: 'x' }, 400);
  assert.equal(broken.error, 'bad_multipart');
  assert.deepEqual(await pictures(project), []);
  // The data may come as plain text, and before or after the picture.
  await project.page.send({ ...call, body: form(['screenshot', picture], ['data', json]) });
});

test('only a page of the site may send one, after a preflight that is kept', async () => {
  const project = await hub.project();
  for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, {}]) {
    const stranger = hub.program.as(headers as Record<string, string>);
    const refused = await stranger.refused(withPicture(project, png()), 403);
    assert.equal(refused.error, 'origin_refused');
    if (!('Origin' in headers)) continue;
    const { body } = withPicture(project, png());
    const answer = await stranger.fetch(PATH, { method: 'POST', body: body as FormData });
    assert.equal(answer.headers.get('access-control-allow-origin'), headers.Origin);
  }
  const referred = hub.program.as({ Referer: `${SITE}/cart` });
  await referred.send(withPicture(project, png()));
  await hub.program.as({}).send(withPicture(await hub.project(['*']), png()));
  const preflight = await project.page.fetch(PATH, {
    method: 'OPTIONS',
    headers: { 'Access-Control-Request-Method': 'POST' },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get('access-control-allow-origin'), SITE);
  assert.equal(preflight.headers.get('access-control-allow-methods'), 'POST');
  assert.equal(preflight.headers.get('access-control-max-age'), '7200');
  const wrong = await project.page.fetch(PATH);
  assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'POST']);
});

test('an upload that is cut in the middle leaves nothing', async () => {
  const project = await hub.project();
  const beforeCut = filesOnDisk();
  const form = withPicture(project, pngOf(1_000_000)).body as FormData;
  const request = new Request('http://x', { method: 'POST', body: form });
  const body = Buffer.from(await request.arrayBuffer());
  const socket = connect(hub.server.port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(
    `POST /api/v1${PATH} HTTP/1.1\r\nHost: x\r\nOrigin: ${SITE}\r\n` +
      `Content-Type: ${request.headers.get('content-type')}\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  await new Promise((done) => socket.write(body.subarray(0, 700_000), done));
  socket.destroy();
  // A later answer: the server has seen the end of the other connection by then.
  for (let i = 0; i < 5; ++i) await hub.program.send(project.calls.feedback());
  assert.deepEqual(await pictures(project), []);
  assert.deepEqual(filesOnDisk(), beforeCut);
});
