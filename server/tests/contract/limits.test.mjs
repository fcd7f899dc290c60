// Limits that are on unless somebody lifts them, and the set-up that happens once.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, test } from 'node:test';
import { Seggwat } from '../crash/seggwat.mjs';
import { World } from './client.mjs';
import { kOwner, Person, send } from './people.mjs';

const worlds = [];
async function make_world(args = []) {
  const world = await World.make(args);
  worlds.push(world);
  return world;
}
after(() => Promise.all(worlds.map((world) => world.end())));

const many = (count, ask) => Promise.all(Array.from({ length: count }, (_, i) => ask(i)));
const count = (answers, status) => answers.filter((answer) => answer.status === status).length;

// At least `burst` get through, and no more than came back while the test ran.
function check_limit(answers, { burst, per_second, began }, name) {
  const limited = answers.filter(({ status }) => status === 429);
  const through = answers.length - limited.length;
  const regained = ((performance.now() - began) / 1000) * per_second;
  assert.ok(
    through >= burst && through <= burst + regained + 1,
    `${name}: ${through} of ${answers.length}`,
  );
  for (const { headers, body } of limited) {
    assert.equal(body.error, 'rate_limited');
    assert.ok(Number(headers.get('retry-after')) >= 1, name);
  }
  return limited.length;
}

test("a user's messages: 30 at once, and nobody else waits for it", async () => {
  const world = await make_world();
  const began = performance.now();
  const flooder = world.user('flooder');
  const answers = await many(60, () => flooder.say('again'));
  assert.ok(check_limit(answers, { burst: 30, per_second: 1, began }, 'messages') > 0);
  assert.equal((await world.user('neighbour').say('hello')).status, 201);
  const { thread } = (await flooder.call('GET', '/session')).body;
  assert.equal(thread.last_seq, count(answers, 201), 'a refused one is not stored');
});

test('marks and typing beyond their limit are dropped without a word', async () => {
  const world = worlds[0];
  const user = world.user('typist');
  await user.say('hello');
  const answers = await many(60, (i) =>
    user.call('POST', i % 2 ? '/typing' : '/read', i % 2 ? undefined : { seq: 1 }),
  );
  assert.equal(count(answers, 204), 60);
});

test('sessions and streams: 60 a minute, ten streams open', async () => {
  const world = worlds[0];
  const began = performance.now();
  const user = world.user('reloader');
  const answers = await many(90, () => user.call('GET', '/session'));
  assert.ok(check_limit(answers, { burst: 60, per_second: 1, began }, 'sessions') > 0);
  const open = [];
  for (let i = 0; i < 11; i++) open.push(await world.user('tabs').stream());
  assert.deepEqual(
    open.map(({ answer }) => answer.status),
    [...Array(10).fill(200), 429],
  );
  assert.ok(Number(open[10].answer.headers.get('retry-after')) >= 1);
  assert.equal((await open[0].next()).event, 'ready', 'an older one goes on');
  for (const stream of open) stream.close();
});

test('public submissions: 20 a minute, whoever the caller says it is', async () => {
  const world = worlds[0];
  const began = performance.now();
  const body = { project_key: world.project_key, message: 'again' };
  const answers = await many(40, (i) =>
    send(
      `${world.base}/feedback/submit`,
      'POST',
      {
        Origin: 'https://shop.example',
        'X-Forwarded-For': `192.0.2.${i}`,
        Forwarded: `for=192.0.2.${i}`,
        'X-Real-IP': `192.0.2.${i}`,
      },
      body,
    ),
  );
  assert.ok(check_limit(answers, { burst: 20, per_second: 1 / 3, began }, 'submissions') > 0);
  for (const { headers } of answers)
    assert.equal(headers.get('access-control-allow-origin'), 'https://shop.example');
});

test('refused tokens: 60 a minute, and good ones are not held up', async () => {
  const world = worlds[0];
  const began = performance.now();
  const answers = await many(100, (i) =>
    send(`${world.base}/chat/session`, 'GET', { Authorization: `Bearer guess-${i}` }),
  );
  assert.ok(check_limit(answers, { burst: 60, per_second: 1, began }, 'refused tokens') > 0);
  assert.equal(count(answers, 401) + count(answers, 429), 100);
  assert.equal((await world.user('honest').call('GET', '/session')).status, 200);
});

test('sign-in: five tries in 20 s from an address, also with the right password', async () => {
  const world = worlds[0];
  const began = performance.now();
  const guess = (i) =>
    new Person(world.server).call(
      'POST',
      '/auth/login',
      { email: `guess-${i}@example.com`, password: 'not it, surely' },
      { 'X-Forwarded-For': `192.0.2.${i}` },
    );
  const answers = await many(20, guess);
  assert.ok(check_limit(answers, { burst: 5, per_second: 0.25, began }, 'sign-in') > 0);
  assert.equal(count(answers, 401) + count(answers, 429), 20);
});

test('sign-in: 20 tries in five minutes for an account, from however many addresses', async () => {
  const world = await make_world(['--trusted-proxies', '127.0.0.1']);
  const began = performance.now();
  const try_it = (i, email) =>
    new Person(world.server).call(
      'POST',
      '/auth/login',
      { email, password: 'not it, surely' },
      { 'X-Forwarded-For': `198.51.100.${i}` },
    );
  const answers = await many(30, (i) =>
    try_it(i, i % 2 ? kOwner.email : kOwner.email.toUpperCase()),
  );
  assert.ok(check_limit(answers, { burst: 20, per_second: 20 / 300, began }, 'account') > 0);
  assert.equal(
    (await try_it(99, 'somebody-else@example.com')).status,
    401,
    'other accounts are not held up',
  );
});

test('a member reads and writes without minding any of this', async () => {
  const world = worlds[0];
  const answers = await many(60, () => world.team('GET', world.threads()));
  assert.equal(count(answers, 200), 60);
});

test('the set-up happens once, with the link that was printed', async () => {
  const server = await Seggwat.make();
  server.arguments = ['--rate-limits', 'off'];
  try {
    await server.start();
    const owner = new Person(server);
    assert.deepEqual((await owner.call('GET', '/setup')).body, { needed: true });
    const [, token] = server.process.printed.match(/\/setup#token=([\w-]{43})\s/);
    const wish = { organisation: 'Shop', name: 'Ada', ...kOwner, project: 'Shop' };
    for (const wrong of [`${token}x`, '', 'x', token.toLowerCase()]) {
      const answer = await owner.call('POST', '/setup', { ...wish, token: wrong });
      assert.ok([400, 403].includes(answer.status), wrong);
    }
    assert.equal(
      (await owner.call('POST', '/auth/login', kOwner)).status,
      401,
      'no login before there is an owner',
    );
    const answers = await many(4, () =>
      new Person(server).call('POST', '/setup', { ...wish, token }),
    );
    assert.deepEqual([count(answers, 201), count(answers, 403)], [1, 3]);
    const made = answers.find(({ status }) => status === 201);
    assert.equal(made.body.me.role, 'Owner');
    assert.match(made.headers.getSetCookie()[0], /^__Host-seggwat=/);
    assert.deepEqual((await owner.call('GET', '/setup')).body, { needed: false });
    const again = await owner.call('POST', '/setup', { ...wish, token, email: 'eve@example.com' });
    assert.deepEqual([again.status, again.body.error], [403, 'setup_done']);
    await server.kill('SIGTERM');
    await server.start();
    assert.ok(!server.process.printed.includes('#token='));
    assert.equal((await owner.call('POST', '/auth/login', kOwner)).status, 200);
  } finally {
    await server.remove();
  }
});

test('a server without https names its cookie plainly and says so', async () => {
  const server = await Seggwat.make();
  server.arguments = ['--rate-limits', 'off', '--public-url', 'http://chat.example'];
  try {
    server.bootstrap('Shop');
    await server.start();
    const answer = await send(
      `${server.url}/api/v1/auth/login`,
      'POST',
      { Origin: 'http://chat.example' },
      kOwner,
    );
    assert.equal(answer.status, 200);
    const [value, ...flags] = answer.headers.getSetCookie()[0].split('; ');
    assert.match(value, /^seggwat=[\w-]{43}$/);
    assert.ok(
      !flags.includes('Secure') && flags.includes('HttpOnly') && flags.includes('SameSite=Lax'),
    );
    const system = await send(`${server.url}/api/v1/system`, 'GET', { Cookie: value });
    assert.equal(system.body.secure_cookie, false);
    const by_address = await send(
      `${server.url}/api/v1/auth/login`,
      'POST',
      { Origin: server.url },
      kOwner,
    );
    assert.equal(by_address.status, 403, 'only the public URL is our own page');
  } finally {
    await server.remove();
  }
});

test('metrics are for those who hold their token', async () => {
  const world = await make_world(['--metrics-token', `m-${randomUUID()}`]);
  const token = world.server.arguments[1];
  const ask = (headers) => send(`${world.server.url}/metrics`, 'GET', headers);
  for (const headers of [
    {},
    { Authorization: 'Bearer x' },
    { Authorization: `Bearer ${token}x` },
    { 'X-API-Key': world.api_key },
  ]) {
    assert.ok([401, 403, 404].includes((await ask(headers)).status));
  }
  const { status, body } = await ask({ Authorization: `Bearer ${token}` });
  assert.equal(status, 200);
  for (const secret of [token, world.api_key, world.signing_secret])
    assert.ok(!body.includes(secret));
});
