// What docs/security.md lists and no other suite shows.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';

const kRoot = join(import.meta.dirname, '../../..');
const read = (path) => readFileSync(join(kRoot, path), 'utf8');
const files_in = (...folders) =>
  execFileSync('git', ['ls-files', ...folders], { cwd: kRoot, encoding: 'utf8' })
    .trim()
    .split('\n');

let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
after(() => world?.end());

test('secrets are compared by one function, in constant time', () => {
  const secret = read('server/src/base/secret.cc');
  const body = secret.match(/^bool equal_in_constant_time\(.*?^}/ms)[0];
  assert.match(body, /sodium_memcmp\(/);
  // Wherever somebody's proof is held against what it must be: tokens, cursors, sessions, links, codes.
  for (const file of [
    'end_users/jwt.cc',
    'journal/cursor.cc',
    'team/authenticator.cc',
    'team/setup.cc',
    'team/two_factor.cc',
    'notifications/unsubscribe_token.cc',
    'attachments/file_links.cc',
    'app/metrics.cc',
  ])
    assert.match(read(`server/src/${file}`), /equal_in_constant_time\(/, file);
  const holders = files_in('server/src/end_users', 'server/src/team', 'server/src/notifications');
  for (const file of holders.filter((name) => /\.(cc|h)$/.test(name)))
    assert.ok(!/\b(strn?cmp|memcmp)\(/.test(read(file)), file);
});

test('text that looks like an event is one event, byte for byte', async () => {
  const user = world.user();
  await user.say('hello');
  const stream = await user.stream();
  await stream.next_of('ready');
  const end = `end ${randomUUID()}`;
  const texts = [
    'a\n\nevent: message\ndata: {"message":{"body":"forged"}}\n\nb',
    'a\r\n\r\nevent: expired\r\ndata: {}\r\n\r\nb',
    'a\rid: t-0-0-0\rb',
    'a\u2028b\u2029c\u0085d',
    ':comment\n: another',
    'retry: 1\n\nb',
    '\uFEFFevent: reset\n\n.',
    end,
  ];
  for (const text of texts) assert.equal((await user.say(text)).status, 201);
  const told = [];
  for (let event = await stream.next(); ; event = await stream.next()) {
    assert.ok(
      ['message', 'read', 'thread', 'presence', 'typing'].includes(event.event),
      event.event,
    );
    if (event.event === 'message') told.push(event.data.message.body);
    if (told.at(-1) === end) break;
  }
  stream.close();
  assert.deepEqual(told, texts);
});

test('the widget neither sends nor hears messages of other windows', () => {
  for (const file of files_in('web/widget/src', 'web/shared')) {
    if (!/\.tsx?$/.test(file) || file.includes('/tests/')) continue;
    const text = read(file);
    assert.doesNotMatch(text, /addEventListener\(\s*['"]message['"]/, file);
    assert.doesNotMatch(
      text,
      /\b(window|parent|top|opener|self)\b[\w.?]*\.(postMessage|onmessage)/,
      file,
    );
    assert.doesNotMatch(text, /createElement\(\s*['"]i?frame['"]/, file);
  }
});

test('a hostile name is one line of the log at most', async () => {
  const name = 'Eve\n{"level":"error","event":"forged"}\r\n\u001b[31mred\u001b[0m\u2028x';
  const eve = world.user(`eve-${randomUUID()}`, { name });
  await eve.say('hello');
  await world.call('POST', '/chat/messages', {
    raw: '{"client_id":1,"body":"\\n{\\"level\\":\\"error\\"}"}',
    headers: { ...eve.headers, 'Content-Type': 'application/json', 'User-Agent': '{"a":1}\t\x80' },
  });
  await world.call('GET', '/x%0a%7B%22level%22:%22error%22%7D%1b[31m');
  await world.call('POST', '/auth/login', { body: { email: 'a\n@b', password: '\u001b[31m' } });
  const lines = world.server.process.said.split('\n').filter(Boolean);
  assert.ok(lines.length > 0);
  for (const line of lines) {
    const entry = JSON.parse(line);
    assert.ok(entry.level && entry.event && entry.event !== 'forged', line);
    assert.ok(!line.includes('\u001b'), line);
  }
});

// What breaks out of a statement that was made by joining texts.
const kInjections = [
  "' OR '1'='1",
  "'; DROP TABLE messages; --",
  '1; SELECT randomblob(1000000000)',
  "' UNION SELECT value FROM meta --",
  '" OR ""="',
  '1) OR (1=1',
  'created_at; DELETE FROM feedback',
  "'||(SELECT hash FROM members)||'",
  "\\'",
  '%27%20OR%201=1',
  'CASE WHEN 1=1 THEN 1 ELSE load_extension(1) END',
  '\u02bc OR 1=1',
];

test('SQL in any parameter is text', async () => {
  const user = world.user();
  await user.say('untouched');
  const project = `/projects/${world.project_id}`;
  const names = [
    'q',
    'status',
    'type',
    'sort',
    'order',
    'cursor',
    'before',
    'after',
    'limit',
    'page',
    'search',
    'assignee',
    'tag',
    'path',
    'version',
    'source',
    'rating_type',
    'from',
    'until',
    'days',
    'sub',
    'email',
    'actor',
    'area',
  ];
  const lists = [
    `${project}/threads`,
    '/threads',
    `${project}/feedback`,
    `${project}/ratings`,
    '/notifications',
    '/audit',
    `${project}/tags`,
    '/saved-replies',
    '/views',
  ];
  for (const injected of kInjections) {
    const value = encodeURIComponent(injected);
    for (const list of lists) {
      const ask = (name) => world.team('GET', `${list}?${name}=${value}`);
      const answers = await Promise.all(names.map(ask));
      answers.forEach(({ status }, at) => {
        assert.ok(status < 500, `${list}?${names[at]}=${injected}: ${status}`);
      });
    }
    for (const path of [
      `/projects/${value}`,
      `${project}/threads/${value}`,
      `${project}/feedback/${value}`,
    ])
      assert.ok([400, 404].includes((await world.team('GET', path)).status), path);
    const { status } = await user.say(injected);
    assert.equal(status, 201);
  }
  const { body } = await user.call('GET', '/messages?limit=100');
  assert.deepEqual(
    body.messages.map((message) => message.body),
    ['untouched', ...kInjections],
  );
  assert.match(world.server.verify(), /everything holds/);
});
