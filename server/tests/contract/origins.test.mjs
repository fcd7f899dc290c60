// Which pages may call, and which may read the answer.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { kOwner, Person, send } from './people.mjs';

const kGood = 'https://good.example';
let world;
let owner;
let shop; // allows kGood and a port
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
  owner = await Person.log_in(world.server);
  shop = await owner.make_project('Strict', [kGood, 'http://localhost:3000']);
});
after(() => world?.end());

const bearer = () => {
  const token = world.token(
    'ada',
    { project_key: shop.project_key },
    { secret: shop.signing_secret },
  );
  return { Authorization: `Bearer ${token}` };
};
const config = (headers, key = shop.project_key) =>
  send(`${world.base}/widget/config?project_key=${key}`, 'GET', headers);
const submit = (headers, key = shop.project_key, more = {}) =>
  send(`${world.base}/feedback/submit`, 'POST', headers, {
    project_key: key,
    message: 'it works',
    ...more,
  });
const cors_of = ({ headers }) =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));
const varies = ({ headers }) => (headers.get('vary') ?? '').toLowerCase().includes('origin');

const kRefused = [
  'null',
  'https://good.example.evil.com',
  'https://evilgood.example',
  'http://good.example',
  'https://good.example:8443',
  'https://good.example%60.evil.com',
  'https://good.example.',
  'https://www.good.example',
  'https://g\u00f6od.example',
  'https://good.example/',
  'https://good.example/x',
  'https://user@good.example',
  'good.example',
  'https://',
  'file://',
  '*',
  'http://localhost:3001',
  'http://localhost',
  'https://good.example, https://evil.com',
  'https://good.example https://evil.com',
  'chrome-extension://good.example',
  '',
];

test('an allowed origin may read the answers of public and user calls, without credentials', async () => {
  for (const origin of [
    kGood,
    'http://localhost:3000',
    'https://good.example:443',
    'HTTPS://Good.Example',
  ]) {
    const answers = [await config({ Origin: origin }), await submit({ Origin: origin })];
    answers.push(await send(`${world.base}/chat/session`, 'GET', { ...bearer(), Origin: origin }));
    answers.push(await send(`${world.base}/chat/stream`, 'GET', { ...bearer(), Origin: origin }));
    for (const answer of answers) {
      assert.equal(answer.status, 200, origin);
      assert.deepEqual(cors_of(answer), {
        'access-control-allow-origin': origin,
        'access-control-expose-headers': 'Retry-After, ETag',
      });
      assert.ok(varies(answer));
    }
  }
});

test('every other origin is refused, however alike it looks', async () => {
  for (const origin of kRefused) {
    const sent = { Origin: encodeURI(origin).replaceAll('%20', ' ').replaceAll('%2560', '%60') };
    for (const answer of [
      await config(sent),
      await send(`${world.base}/chat/session`, 'GET', { ...bearer(), ...sent }),
    ]) {
      assert.deepEqual([answer.status, answer.body.error], [403, 'origin_refused'], origin);
      assert.deepEqual(cors_of(answer), {}, origin);
      assert.ok(varies(answer), origin);
    }
    const message = { client_id: randomUUID(), body: 'x' };
    const posted = await send(
      `${world.base}/chat/messages`,
      'POST',
      { ...bearer(), ...sent },
      message,
    );
    assert.equal(posted.status, 403, origin);
  }
  const session = await send(`${world.base}/chat/session`, 'GET', bearer());
  assert.deepEqual(
    [session.status, session.body.thread],
    [200, null],
    'nothing was stored; a program needs no origin',
  );
});

test('a refused submission is one that its page can read', async () => {
  for (const origin of kRefused.filter((one) => /^[\x20-\x7e]+$/.test(one))) {
    const answer = await submit({ Origin: origin });
    assert.deepEqual([answer.status, answer.body.error], [403, 'origin_refused'], origin);
    assert.equal(answer.headers.get('access-control-allow-origin'), origin);
    assert.ok(varies(answer));
  }
  for (const [body, status] of [
    [{ message: 'x' }, 400],
    [{ project_key: randomUUID() }, 404],
  ]) {
    const answer = await submit({ Origin: kGood }, shop.project_key, body);
    assert.equal(answer.status, status);
    assert.equal(answer.headers.get('access-control-allow-origin'), kGood);
  }
});

test('the lists of origins: empty for any browser, * for anybody, else Origin before Referer', async () => {
  const any_browser = await owner.make_project('Any browser', []);
  const anybody = await owner.make_project('Anybody', ['*']);
  const cases = [
    [any_browser, {}, 403],
    [any_browser, { Origin: 'https://x.example' }, 200],
    [any_browser, { Referer: 'https://x.example/page?q' }, 200],
    [any_browser, { Origin: 'null' }, 403],
    [any_browser, { Referer: 'about:blank' }, 403],
    [anybody, {}, 200],
    [anybody, { Origin: 'null' }, 200],
    [anybody, { Origin: 'https://x.example' }, 200],
    [shop, {}, 403],
    [shop, { Referer: `${kGood}/cart#top` }, 200],
    [shop, { Referer: 'https://good.example.evil.com/' }, 403],
    [shop, { Referer: 'https://good.example@evil.com/' }, 403],
    [shop, { Referer: `https://evil.com/?${kGood}/` }, 403],
    [shop, { Referer: `https://evil.com\\@${kGood}/` }, 403],
    [shop, { Referer: 'garbage' }, 403],
    [shop, { Origin: 'https://evil.com', Referer: `${kGood}/` }, 403],
    [shop, { Origin: kGood, Referer: 'https://evil.com/' }, 200],
  ];
  for (const [project, headers, status] of cases) {
    assert.equal(
      (await submit(headers, project.project_key)).status,
      status,
      JSON.stringify([project.project_key === shop.project_key, headers]),
    );
  }
});

test('a submission that names no project is wrong, one that names an unknown one finds nothing', async () => {
  const status = async (project_key) => {
    const body = { message: 'it works', project_key };
    const { status, body: answer } = await send(
      `${world.base}/feedback/submit`,
      'POST',
      { Origin: kGood },
      body,
    );
    return [status, answer.error];
  };
  for (const wrong of [undefined, null, 7, {}])
    assert.deepEqual(await status(wrong), [400, 'invalid_field'], String(wrong));
  for (const unknown of [randomUUID(), 'demo-project-key'])
    assert.deepEqual(await status(unknown), [404, 'not_found'], unknown);
});

test('public submissions are read under any Content-Type, team and chat calls are not', async () => {
  const text = JSON.stringify({ project_key: shop.project_key, message: 'it works' });
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
  ]) {
    assert.equal(
      (
        await send(
          `${world.base}/feedback/submit`,
          'POST',
          { Origin: kGood, 'Content-Type': type },
          text,
        )
      ).status,
      200,
      type,
    );
  }
  const message = JSON.stringify({ client_id: randomUUID(), body: 'x' });
  const types = [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    'text/json',
    'application/json; charset=utf-16',
    '',
  ];
  for (const type of types) {
    const headers = { 'Content-Type': type };
    const answers = [
      await send(`${world.base}/chat/messages`, 'POST', { ...bearer(), ...headers }, message),
      await send(
        `${world.base}/projects/${shop.project_id}/feedback`,
        'POST',
        { 'X-API-Key': world.api_key, ...headers },
        '{"message":"four"}',
      ),
      await send(
        `${world.base}/auth/login`,
        'POST',
        { Origin: world.server.url, ...headers },
        JSON.stringify(kOwner),
      ),
      await send(
        `${world.base}/projects`,
        'POST',
        { ...owner.headers, ...headers },
        '{"name":"forged"}',
      ),
    ];
    for (const answer of answers) assert.equal(answer.status, 415, type);
  }
});

test('a preflight lists what is needed and no more; key and session calls answer no other origin', async () => {
  const preflight = (path, method) =>
    send(world.base + path, 'OPTIONS', {
      Origin: kGood,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': 'authorization',
    });
  for (const [path, method, methods] of [
    ['/chat/messages', 'POST', 'GET, HEAD, POST'],
    ['/feedback/submit', 'POST', 'POST'],
    ['/chat/profile', 'PUT', 'PUT'],
    ['/widget/config', 'GET', 'GET, HEAD'],
  ]) {
    const answer = await preflight(path, method);
    assert.equal(answer.status, 204);
    assert.equal(answer.body, '');
    assert.deepEqual(cors_of(answer), {
      'access-control-allow-origin': kGood,
      'access-control-allow-methods': methods,
      'access-control-allow-headers': 'Authorization, Content-Type, Last-Event-ID, X-Project-Key',
      'access-control-expose-headers': 'Retry-After, ETag',
      'access-control-max-age': '7200',
    });
    assert.ok(varies(answer));
  }
  for (const path of [
    '/me',
    '/projects',
    `/projects/${shop.project_id}/threads`,
    '/stream',
    '/auth/login',
    '/auth/session',
    '/setup',
    '/api-keys',
  ]) {
    for (const answer of [
      await preflight(path, 'GET'),
      await send(world.base + path, 'GET', { Origin: kGood }),
      await send(world.base + path, 'GET', { 'X-API-Key': world.api_key, Origin: kGood }),
    ]) {
      assert.deepEqual(cors_of(answer), {}, path);
    }
  }
  const refused = await send(`${world.base}/chat/session`, 'GET', { Origin: kGood });
  assert.equal(refused.status, 401);
  assert.equal(
    refused.headers.get('access-control-allow-origin'),
    kGood,
    'the widget reads that its token is refused',
  );
});
