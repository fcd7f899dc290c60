// What browsers enforce with our help: cookies, forged requests, headers of pages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { kCookie, kOwner, Person, send } from './people.mjs';

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

test('the cookie is bound to this host, hidden from scripts and sent by no other site', async () => {
  const answer = await new Person(world.server).call('POST', '/auth/login', kOwner);
  const [cookie, plain, ...more] = answer.headers.getSetCookie();
  assert.deepEqual(more, []);
  const [value, ...flags] = cookie.split('; ');
  // WebKit keeps no Secure cookie of plain-http loopback; https never gets this one.
  assert.equal(plain, cookie.replace('__Host-', '').replace('; Secure', ''));
  assert.match(value, /^__Host-seggwat=[A-Za-z0-9_-]{43}$/);
  assert.deepEqual(flags.sort(), [
    'HttpOnly',
    'Max-Age=7776000',
    'Path=/',
    'SameSite=Lax',
    'Secure',
  ]);
  assert.ok(
    !JSON.stringify(answer.body).includes(value.split('=')[1]),
    'scripts never see the session',
  );
  assert.equal(answer.headers.get('cache-control'), 'no-store');
});

test('leaving clears the cookie and ends the session at the server', async () => {
  const person = await Person.log_in(world.server);
  const kept = person.headers;
  const answer = await person.call('POST', '/auth/logout');
  assert.match(answer.headers.getSetCookie()[0], /^__Host-seggwat=; Path=\/; Max-Age=0; /);
  assert.equal((await send(`${world.base}/me`, 'GET', kept)).status, 401);
});

test('a session given before signing in is never the one after it', async () => {
  const planted = `${kCookie}=${'A'.repeat(43)}`;
  const victim = new Person(world.server);
  victim.cookie = planted;
  const { csrf_token } = await victim.must('POST', '/auth/login', kOwner);
  assert.notEqual(victim.cookie, planted);
  assert.equal((await send(`${world.base}/me`, 'GET', { Cookie: planted })).status, 401);
  const again = await Person.log_in(world.server);
  assert.notEqual(again.cookie, victim.cookie);
  assert.notEqual(again.csrf, csrf_token);
});

test('signing in, set-up and resets are taken from our own pages alone', async () => {
  const bodies = {
    '/auth/login': kOwner,
    '/auth/reset': { email: kOwner.email },
    '/auth/reset/confirm': { token: 'x', password: kOwner.password },
    '/invitations/accept': { token: 'x', name: 'X', password: kOwner.password },
    '/invitations/lookup': { token: 'x' },
    '/setup': {},
  };
  const url = world.server.url;
  for (const [path, body] of Object.entries(bodies)) {
    for (const headers of [
      {},
      { Origin: 'null' },
      { Origin: kGood },
      { Origin: `${url}.evil.com` },
      { Origin: url.replace('127.0.0.1', 'localhost') },
      { Origin: `${url}/` },
      { Referer: `${url}/` },
      { Origin: url, 'Sec-Fetch-Site': 'cross-site' },
    ]) {
      const answer = await send(world.base + path, 'POST', headers, body);
      assert.deepEqual(
        [answer.status, answer.body.error],
        [403, 'csrf_refused'],
        `${path} ${JSON.stringify(headers)}`,
      );
      assert.deepEqual(answer.headers.getSetCookie(), []);
    }
  }
});

test('the method and the address of a request cannot be overridden', async () => {
  const headers = {
    ...owner.headers,
    'X-HTTP-Method-Override': 'DELETE',
    'X-Original-URL': '/api/v1/me',
    'X-Rewrite-URL': '/api/v1/me',
    'X-Forwarded-Host': 'evil.com',
  };
  const { status, body } = await send(
    `${world.base}/projects/${shop.project_id}?_method=DELETE`,
    'GET',
    headers,
  );
  assert.deepEqual([status, body.id], [200, shop.project_id]);
  const invited = await send(`${world.base}/invitations`, 'POST', headers, {
    email: 'link@example.com',
    role: 'Member',
  });
  assert.ok(
    invited.body.link.startsWith(`${world.server.url}/invite#token=`),
    'links come from the settings',
  );
});

test('a wrong password and an unknown address are the same', async () => {
  const person = new Person(world.server);
  const wrong = await person.call('POST', '/auth/login', {
    email: kOwner.email,
    password: 'not it, surely',
  });
  const unknown = await person.call('POST', '/auth/login', {
    email: 'nobody@example.com',
    password: 'not it, surely',
  });
  assert.deepEqual([wrong.status, wrong.body.error], [401, 'login_failed']);
  assert.deepEqual([unknown.status, unknown.body], [wrong.status, wrong.body]);
  for (const email of [kOwner.email, 'nobody@example.com', 'not an address']) {
    const asked = await person.call('POST', '/auth/reset', { email });
    assert.deepEqual([asked.status, asked.body], [202, {}], email);
  }
  const long = await person.call('POST', '/auth/login', {
    email: kOwner.email,
    password: 'x'.repeat(10_000),
  });
  assert.deepEqual([long.status, long.body.error], [400, 'password_too_long']);
  for (const password of [
    kOwner.password.toUpperCase(),
    ` ${kOwner.password}`,
    `${kOwner.password} `,
    `${kOwner.password}\u0000`,
  ]) {
    assert.equal(
      (await person.call('POST', '/auth/login', { email: kOwner.email, password })).status,
      401,
      JSON.stringify(password),
    );
  }
  for (const body of [
    {},
    { email: kOwner.email },
    { email: [kOwner.email], password: kOwner.password },
    { email: kOwner.email, password: { $ne: 1 } },
  ]) {
    assert.equal(
      (await person.call('POST', '/auth/login', body)).status,
      400,
      JSON.stringify(body),
    );
  }
});

test('every answer is what it says it is, and errors repeat nothing of the request', async () => {
  const evil = '<script>alert(1)</script>';
  for (const path of [
    `/${evil}`,
    `/projects/${encodeURIComponent(evil)}`,
    `/widget/config?project_key=${encodeURIComponent(evil)}`,
  ]) {
    const answer = await send(world.base + path, 'GET', { ...owner.headers, Accept: 'text/html' });
    assert.equal(answer.headers.get('content-type'), 'application/json');
    assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
    assert.ok(!JSON.stringify(answer.body).includes('script'), path);
  }
  const split = await send(`${world.server.url}/x%0d%0aSet-Cookie:%20a=b`, 'GET', {
    Accept: 'text/html',
  });
  assert.deepEqual([split.status, split.headers.getSetCookie()], [400, []]);
});

test('the dashboard runs only its own scripts, in no frame, whatever the address', async () => {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; font-src 'self';" +
    " base-uri 'none'; form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'";
  const paths = [
    '/',
    '/login',
    '/messages/live-chat',
    '/login?next=//evil.com',
    '/%09/evil.com',
    '/x//evil.com',
    '/login?next=javascript:alert(1)',
    '//evil.com',
    '/@evil.com',
    '/\\evil.com',
  ];
  for (const path of paths) {
    const { status, headers } = await send(world.server.url + path, 'GET', { Accept: 'text/html' });
    assert.equal(headers.get('location'), null, `${path}: never a redirect`);
    assert.ok([200, 400, 404].includes(status), `${path}: ${status}`);
    if (status !== 200) continue;
    assert.equal(headers.get('content-type'), 'text/html; charset=utf-8', path);
    assert.equal(headers.get('content-security-policy'), policy);
    assert.equal(headers.get('x-content-type-options'), 'nosniff');
    assert.equal(headers.get('referrer-policy'), 'no-referrer');
    assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
    assert.equal(headers.get('cache-control'), 'no-cache');
  }
  assert.equal(
    (await send(`${world.server.url}/login`, 'GET', { Accept: 'text/html' })).status,
    200,
  );
});

test('the scripts of the widget may be loaded by any page', async () => {
  const { status, headers } = await send(
    `${world.server.url}/static/widgets/v1/seggwat-feedback.js`,
    'GET',
    { Origin: 'https://any.example' },
  );
  assert.equal(status, 200);
  assert.equal(headers.get('access-control-allow-origin'), '*');
  assert.equal(headers.get('access-control-allow-credentials'), null);
  assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
  assert.equal(headers.get('x-content-type-options'), 'nosniff');
});
