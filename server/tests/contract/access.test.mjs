// Every route of the server × every kind of caller. A route without a row in access_rows.mjs fails the test.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { kProject, rows } from './access_rows.mjs';
import { make_access_world, world } from './access_world.mjs';
import { send } from './people.mjs';

before(make_access_world);
after(() => world?.end());

const is_write = (row) => row.method !== 'GET';
const is_of_project = (row) => row.pattern.startsWith(kProject);
const kUsers = ['a user', 'a user of another project'];
const kKeys = ['a key', 'a key as bearer'];
const is_forged_session = (caller) =>
  caller.startsWith('a session ') && caller !== 'a session under another name';

// → [status, code] that this caller must get, or null when the caller is the right one.
function refusal_of(row, caller) {
  if (row.kind === 'user') {
    if (kUsers.includes(caller)) return null;
    if (caller === 'an expired token') return [401, 'token_expired'];
    return [401, caller === "a revoked secret's token" ? 'token_revoked' : 'token_invalid'];
  }
  if (row.kind === 'page') return from_our_page(caller) ? null : [403, 'csrf_refused'];
  if (row.kind !== 'team' && row.kind !== 'session') return null;
  if (kKeys.includes(caller)) return row.kind === 'session' ? [403, 'forbidden'] : null;
  if (is_forged_session(caller)) return is_write(row) ? [403, 'csrf_refused'] : null;
  return [401, 'unauthorized'];
}
function from_our_page(caller) {
  const headers = world.callers[caller];
  return headers.Origin === world.server.url && headers['Sec-Fetch-Site'] !== 'cross-site';
}

async function address_of(row, person = world.owner) {
  const ids = {
    id: world.project_id,
    tid: world.thread_id,
    fid: world.feedback_id,
    rid: world.rating_id,
    sid: randomUUID(),
    mid: randomUUID(),
    tag: randomUUID(),
  };
  await row.before?.();
  for (const [name, make] of Object.entries(row.make ?? {})) ids[name] = await make(person);
  const path = row.pattern.replaceAll(/\{(\w+)\}/g, (_, name) => ids[name]);
  const query = typeof row.query === 'function' ? row.query() : (row.query ?? '');
  return world.server.url + path + query;
}
const code_of = (answer) => [answer.status, answer.body?.error];

test('every route of the server has a row here, and every row a route', () => {
  const app = join(import.meta.dirname, '../../src/app');
  const table =
    readFileSync(join(app, 'routes.cc'), 'utf8') + readFileSync(join(app, 'server.cc'), 'utf8');
  const found = [...table.matchAll(/Method::(\w+), "(\/[^"]*)"/g)].map(
    ([, verb, path]) => `${verb === 'del' ? 'DELETE' : verb.toUpperCase()} ${path}`,
  );
  for (const [, path] of table.matchAll(/table\.submission(?:_upload)?\("([^"]+)"/g))
    found.push(`POST ${path}`);
  assert.ok(found.length > 60, `only ${found.length} routes could be read from the source`);
  assert.deepEqual(found.sort(), rows.map((row) => row.name).sort());
});

test('the kind of a row is the access that the server gives the route', () => {
  const app = join(import.meta.dirname, '../../src/app');
  const table = readFileSync(join(app, 'routes.cc'), 'utf8');
  const kinds = ['user', 'team', 'session'];
  for (const row of rows) {
    const verb = row.method === 'DELETE' ? 'del' : row.method.toLowerCase();
    const [, adder] =
      table.match(
        new RegExp(
          `table\\.(\\w+)\\(Method::${verb}, "${row.pattern.replaceAll(/[{}]/g, '\\$&')}"`,
        ),
      ) ?? [];
    const kind = adder?.replace('_upload', '');
    if (kinds.includes(kind)) assert.equal(row.kind, kind, row.name);
    else assert.ok(!kinds.includes(row.kind), row.name);
  }
});

for (const row of rows) {
  test(`${row.name} answers each caller as it must`, async () => {
    const address = await address_of(row);
    await Promise.all(
      Object.keys(world.callers).map((caller) => check_refused(row, address, caller)),
    );
    await check_outsiders(row, address);
    // What was refused above had no effect: the right caller still finds everything.
    await check_right_callers(row, address);
  });
}

async function check_refused(row, address, caller) {
  const expected = refusal_of(row, caller);
  if (!expected) return;
  const answer = await send(address, row.method, world.callers[caller], row.body?.());
  assert.deepEqual(code_of(answer), expected, caller);
  assert.equal(typeof answer.body.message, 'string', caller);
  const challenge = expected[1].startsWith('token_') ? 'Bearer error="invalid_token"' : null;
  assert.equal(answer.headers.get('www-authenticate'), challenge, caller);
}

async function check_outsiders(row, address) {
  if (row.kind !== 'team' && row.kind !== 'session') return;
  if (is_of_project(row)) {
    const theirs = await send(address, row.method, world.outsider.headers, row.body?.());
    assert.deepEqual(code_of(theirs), [404, 'not_found'], 'a member without access to the project');
    const nowhere = address.replace(world.project_id, randomUUID());
    const nothing = await send(nowhere, row.method, world.outsider.headers, row.body?.());
    assert.deepEqual(nothing.body, theirs.body, 'no difference to a project that does not exist');
    const by_key = address.replace(world.project_id, world.project_key);
    assert.equal(
      (await send(by_key, row.method, world.outsider.headers, row.body?.())).status,
      404,
      'by its key',
    );
  } else if (row.admin) {
    const refused = await send(address, row.method, world.outsider.headers, row.body?.());
    assert.deepEqual(code_of(refused), [403, 'forbidden'], 'a Member');
  }
  if (row.admin) {
    const refused = await send(address, row.method, world.member.headers, row.body?.());
    assert.deepEqual(code_of(refused), [403, 'forbidden'], 'a Member with access to the project');
  }
  // What belongs to one project is not found under another, whoever asks.
  if (!/\{(tid|fid|rid|sid|mid|tag)\}/.test(row.pattern)) return;
  const crossed = address.replace(world.project_id, world.other.project_id);
  const answer = await send(crossed, row.method, world.owner.headers, row.body?.());
  assert.deepEqual(code_of(answer), [404, 'not_found'], 'the wrong project');
}

async function check_right_callers(row, address) {
  const once = Boolean(row.make || row.before);
  const expect_good = async (headers, who, where = address) => {
    const answer = await send(where, row.method, headers, row.body?.());
    assert.equal(answer.status, row.good, `${who}: ${JSON.stringify(answer.body)}`);
    if (row.code) assert.equal(answer.body.error, row.code);
  };
  if (row.kind === 'open' || row.kind === 'config' || row.kind === 'submission') {
    await Promise.all(
      Object.entries(world.callers).map(([caller, headers]) => expect_good(headers, caller)),
    );
    return;
  }
  if (row.kind === 'page') return expect_good({ Origin: world.server.url }, 'our own page');
  if (row.kind === 'user') {
    for (const caller of kUsers) {
      const own = row.make ? await address_of(row, caller) : address;
      await expect_good(world.callers[caller], caller, own);
    }
    return;
  }
  if (row.ends_session)
    return expect_good((await world.owner.bring_in('Member')).headers, 'a member');
  await expect_good(world.owner.headers, 'the owner');
  if (!row.admin) {
    await expect_good(
      world.member.headers,
      'a member',
      once ? await address_of(row, world.member) : address,
    );
  }
  if (row.kind !== 'team') return;
  for (const caller of kKeys)
    await expect_good(world.callers[caller], caller, once ? await address_of(row) : address);
}

test('HEAD is GET without a body, for the right caller and for nobody', async () => {
  for (const row of rows.filter(({ method }) => method === 'GET')) {
    const address = await address_of(row);
    const right = row.kind === 'user' ? world.callers['a user'] : world.owner.headers;
    const headers = row.kind === 'config' || row.kind === 'open' ? {} : right;
    const head = await send(address, 'HEAD', headers);
    assert.deepEqual([head.status, head.body], [row.good, ''], row.name);
    const refused = await send(address, 'HEAD');
    assert.equal(refused.body, '', row.name);
    if (['user', 'team', 'session'].includes(row.kind)) assert.equal(refused.status, 401, row.name);
  }
});

test('another method is 405 and says which are right', async () => {
  const methods = new Map();
  for (const row of rows)
    methods.set(row.pattern, [...(methods.get(row.pattern) ?? []), row.method]);
  for (const [pattern, known] of methods) {
    const address = await address_of({ pattern });
    const allowed = known
      .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
      .sort();
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].filter(
      (one) => !known.includes(one),
    )) {
      const answer = await send(address, method, world.owner.headers);
      assert.deepEqual(code_of(answer), [405, 'method_not_allowed'], `${method} ${pattern}`);
      assert.deepEqual(answer.headers.get('allow').split(', ').sort(), allowed, pattern);
    }
  }
});

test('another spelling of an address is another address', async () => {
  for (const row of rows) {
    const path = (await address_of({ pattern: row.pattern })).slice(world.server.url.length);
    const ask = (other) =>
      send(world.server.url + other, row.method, world.owner.headers, row.body?.());
    const not_found = async (other) => {
      // `/secrets/check.json` could be the secret `check.json`, which has other methods; a member is no user.
      const fitting = rows.filter(({ pattern }) => fits(pattern, other));
      const expected = fitting.length > 0 ? [404, 405] : [404];
      if (fitting.some(({ kind }) => kind === 'user')) expected.push(401);
      const { status } = await ask(other);
      assert.ok(expected.includes(status), `${row.method} ${other}: ${status}`);
    };
    const unreadable = async (other) => {
      const { status } = await ask(other);
      assert.ok([400, 404].includes(status), `${row.method} ${other}: ${status}`);
    };
    const at = path.lastIndexOf('/');
    const [folder, last] = [path.slice(0, at), path.slice(at + 1)];
    await Promise.all([
      ...[
        `${path}/`,
        `/${path}`,
        `${folder}//${last}`,
        `${path}.json`,
        `${path};x=1`,
        path.toUpperCase(),
        `/x${path}`,
      ].map(not_found),
      ...[
        `/${folder.slice(1)}%2f${last}`,
        `/x%2F..${path}`,
        `${path}%00`,
        `${path}%zz`,
        `${folder}/%5c${last}`,
      ].map(unreadable),
    ]);
  }
});
const fits = (pattern, path) =>
  new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path);

test('an id in any other form is not found', async () => {
  const forms = (id) => [
    `${id} `,
    ` ${id}`,
    `${id}0`,
    id.slice(1),
    `{${id}}`,
    id.replaceAll('-', ''),
    `${id}'--`,
    '1',
    '01',
    'null',
    '*',
  ];
  for (const row of rows.filter(
    ({ pattern }) =>
      pattern.endsWith('{tid}') ||
      pattern.endsWith('{fid}') ||
      pattern.endsWith('{rid}') ||
      pattern === kProject,
  )) {
    const address = await address_of({ pattern: row.pattern });
    const at = address.lastIndexOf('/') + 1;
    for (const form of forms(address.slice(at))) {
      const answer = await send(
        address.slice(0, at) + encodeURIComponent(form),
        row.method,
        world.owner.headers,
        row.body?.(),
      );
      assert.deepEqual(code_of(answer), [404, 'not_found'], `${row.name} ${form}`);
    }
  }
});

test('lists and streams hold nothing of projects that one may not see', async () => {
  const { projects } = await world.outsider.must('GET', '/projects');
  assert.deepEqual(
    projects.map(({ id }) => id),
    [world.other.project_id],
  );
  const { cursor } = await world.outsider.must('GET', '/events?wait=0');
  await world.user('shopper').say('not for the outsider');
  await send(
    `${world.base}/chat/messages`,
    'POST',
    world.bearer(world.token_of_other('stranger')),
    {
      client_id: randomUUID(),
      body: 'for the outsider',
    },
  );
  const { events } = await world.outsider.must('GET', `/events?wait=0&cursor=${cursor}`);
  const seen = JSON.stringify(events);
  assert.ok(seen.includes('for the outsider'));
  assert.ok(!seen.includes('not for the outsider') && !seen.includes(world.project_id), seen);
  const { notifications } = await world.outsider.must('GET', '/notifications');
  assert.deepEqual(
    [...new Set(notifications.map(({ project_id }) => project_id))],
    [world.other.project_id],
  );
});

test("a user sees their own conversation alone, also with another's cursor", async () => {
  await world.user('shopper').say('private to the shopper');
  const { cursor } = (await world.user('shopper').call('GET', '/events?wait=0')).body;
  for (const token of [world.token('neighbour'), world.token_of_other('shopper')]) {
    const headers = world.bearer(token);
    const session = await send(`${world.base}/chat/session`, 'GET', headers);
    assert.equal(session.body.thread, null);
    assert.deepEqual(session.body.messages, []);
    for (const query of ['?after=0', '?before=1000000', '']) {
      const list = await send(`${world.base}/chat/messages${query}`, 'GET', headers);
      assert.deepEqual(list.body.messages, [], query);
    }
    const poll = await send(`${world.base}/chat/events?wait=0&cursor=${cursor}`, 'GET', headers);
    assert.deepEqual(
      poll.body.events.map(({ event }) => event),
      ['reset'],
    );
  }
});

test('a key has the rights that its member has now', async () => {
  const admin = await world.owner.bring_in('Admin');
  const { key } = await admin.must('POST', '/api-keys', { label: 'of an admin' });
  const status = async (path) =>
    (await send(world.base + path, 'GET', { 'X-API-Key': key })).status;
  assert.equal(await status(`/projects/${world.project_id}/threads`), 200);
  await world.owner.must('PATCH', `/members/${admin.id}`, {
    role: 'Member',
    projects: [world.other.project_id],
  });
  assert.equal(await status(`/projects/${world.project_id}/threads`), 404);
  assert.equal(await status(`/projects/${world.other.project_id}/threads`), 200);
  await world.owner.must('DELETE', `/members/${admin.id}`);
  assert.equal(await status('/me'), 401);
  assert.equal((await admin.call('GET', '/me')).status, 401);
});

test('nobody rises above their role', async () => {
  const admin = await world.owner.bring_in('Admin');
  const { user_id: owner } = await world.owner.must('GET', '/me');
  const refused = async (person, method, path, body) => {
    const answer = await person.call(method, path, body);
    assert.equal(answer.status, 403, `${method} ${path} ${JSON.stringify(answer.body)}`);
  };
  await refused(admin, 'PATCH', `/members/${admin.id}`, { role: 'Owner' });
  await refused(admin, 'PATCH', `/members/${owner}`, { role: 'Member' });
  await refused(admin, 'DELETE', `/members/${owner}`);
  await refused(world.member, 'PATCH', `/members/${world.member.id}`, { role: 'Admin' });
  const last = await world.owner.call('DELETE', `/members/${owner}`);
  assert.deepEqual(code_of(last), [409, 'last_owner']);
  const as_owner = await admin.call('POST', '/invitations', {
    email: 'x@example.com',
    role: 'Owner',
  });
  assert.equal(as_owner.status, 400);
  const { me } = (await world.member.call('GET', '/auth/session')).body;
  const changed = await world.member.must('PATCH', '/me', {
    display_name: 'Mo',
    role: 'Owner',
    projects: null,
    org_id: randomUUID(),
    user_id: owner,
  });
  assert.deepEqual(changed, { ...me, display_name: 'Mo' });
});

test('members that a client must not set are ignored', async () => {
  const forged = {
    author: { kind: 'member', id: 'boss' },
    seq: 99,
    note: 3,
    internal: true,
    created_at: '2001-01-01T00:00:00Z',
    thread_id: randomUUID(),
    project_id: world.other.project_id,
    id: randomUUID(),
    sender: 'agent',
  };
  const { message } = (await world.user('forger').say('hi', forged)).body;
  assert.deepEqual(message.author, { kind: 'user', id: 'forger', name: 'forger' });
  assert.equal(message.seq, 1);
  assert.notEqual(message.thread_id, forged.thread_id);
  assert.ok(!('note' in message) && !('internal' in message) && message.created_at > '2020');
  const [thread] = (
    await world.owner.must('GET', `/projects/${world.project_id}/threads`)
  ).threads.filter(({ user }) => user.id === 'forger');
  assert.equal(thread.last_message.author_kind, 'user');
  assert.equal(thread.last_seq, 1);
});
