// Searches, lists, marks and messages beyond all measure: bounded, refused or told apart, and nobody else waits.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { World } from './client.mjs';
import { Person } from './people.mjs';

let world;
before(async () => {
  world = await World.make([]);
});
after(() => world?.end());

const many = (count, ask) => Promise.all(Array.from({ length: count }, (_, i) => ask(i)));
const statuses = (answers) => {
  const counted = {};
  for (const { status } of answers) counted[status] = (counted[status] ?? 0) + 1;
  return counted;
};
const search = (q, more = '') =>
  world.team('GET', `${world.threads()}?q=${encodeURIComponent(q)}${more}`);

describe('D3 searches', () => {
  before(async () => {
    const users = await many(20, (i) => world.user(`talker-${i}`));
    for (const user of users)
      await many(20, (i) =>
        user.say(`the order number ${i} of a customer, in a hurry: order order`),
      );
  });
  const syntax = ['%_%_%_%', '*', '""', '"" OR ""', '(((', '^', ':', '-', 'NEAR()', '{}', "'"];
  for (const q of syntax)
    test(`${q} is text like other text, or no text at all`, async () => {
      const { status, body } = await search(q);
      assert.ok(status === 200 || (status === 400 && body.error === 'invalid_query'), `${status}`);
    });
  test('words of the index’s own language find nothing but themselves', async () => {
    for (const q of [
      'order NOT customer',
      'customer OR zebra',
      'NEAR(order customer)',
      'words:order',
    ])
      assert.deepEqual((await search(q)).body.threads, [], q);
  });
  test('more than can be meant is 400 at once', async () => {
    const words = Array.from({ length: 1000 }, (_, i) => `w${i}`).join(' ');
    for (const q of [words, 'x'.repeat(7000), 'a b '.repeat(200), '你'.repeat(501)]) {
      const began = performance.now();
      const { status, body } = await search(q);
      assert.deepEqual([status, body.error], [400, 'invalid_query']);
      assert.ok(performance.now() - began < 5000);
    }
  });
  test('a target of more than 8 KB is 414', async () => {
    assert.equal((await search('x'.repeat(10_000))).status, 414);
  });
  test('the dearest query that is let through ends', async () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'].join(' ');
    const { status } = await search(letters);
    assert.equal(status, 200);
    assert.equal((await search('o r d e n u m b')).status, 200);
  });
  test('who searches without end is told to wait, and a colleague is not', async () => {
    const owner = await Person.log_in(world.server);
    const colleague = await owner.bring_in('Member');
    const asked = `/projects/${world.project_id}/threads?q=order`;
    const answers = await many(150, () => colleague.call('GET', asked));
    const { 200: answered, 429: refused } = statuses(answers);
    assert.ok(answered >= 60 && refused > 0, JSON.stringify(statuses(answers)));
    const limited = answers.find(({ status }) => status === 429);
    assert.equal(limited.body.error, 'rate_limited');
    assert.ok(Number(limited.headers.get('retry-after')) >= 1);
    assert.equal((await owner.call('GET', asked)).status, 200);
    assert.equal(
      (await colleague.call('GET', asked.replace('?q=order', ''))).status,
      200,
      'a list',
    );
  });
});

describe('D5 pages', () => {
  const lists = {
    'threads of a project': (query) => world.threads(query),
    'threads of all': (query) => `/threads${query}`,
    messages: (query) => world.threads(`/${thread}/messages${query}`),
    notifications: (query) => `/notifications${query}`,
    feedback: (query) => `/projects/${world.project_id}/feedback${query}`,
    ratings: (query) => `/projects/${world.project_id}/ratings${query}`,
  };
  let thread;
  before(async () => {
    thread = (await world.user().say('hello')).body.message.thread_id;
  });
  for (const [name, list] of Object.entries(lists))
    test(`the list of ${name} is strict about its page`, async () => {
      const ask = (query) => world.team('GET', list(query));
      for (const limit of ['-1', 'a', '1e9', '1.5', ' 1', '+1', '%00', '9'.repeat(30)]) {
        const { status, body } = await ask(`?limit=${limit}`);
        assert.ok(status === 400, `${limit}: ${status}`);
        assert.equal(typeof body.error, 'string');
      }
      assert.equal((await ask('?limit=1000000000')).status, 200);
    });
  test('a cursor that nobody gave is 400', async () => {
    const forged = Buffer.from("1.' OR 1=1 --").toString('base64url');
    for (const cursor of ['x', '%00', forged, 'A'.repeat(4000), '-1', '9'.repeat(40)])
      for (const path of [world.threads(), '/threads', '/notifications']) {
        const { status } = await world.team('GET', `${path}?cursor=${cursor}`);
        assert.equal(status, 400, `${path} ${cursor.slice(0, 20)}`);
      }
  });
});

describe('D6 marks, typing and presence', () => {
  test('a thousand of a user’s are taken without a word and change what two would have changed', async () => {
    const user = world.user();
    const thread = (await user.say('hello')).body.message.thread_id;
    await world.team('POST', world.threads(`/${thread}/messages`), {
      client_id: randomUUID(),
      body: 'answer',
    });
    const stream = await world.stream('/stream', { 'X-API-Key': world.api_key });
    await stream.next_of('ready');
    const answers = await many(500, (i) =>
      user.call('POST', i % 2 ? '/typing' : '/read', i % 2 ? undefined : { seq: 2 }),
    );
    assert.deepEqual(statuses(answers), { 204: 500 });
    const marker = world.user();
    await marker.say('the end');
    const told = { typing: 0, read: 0 };
    for (let event = await stream.next(); event; event = await stream.next()) {
      if (event.event in told) told[event.event]++;
      if (event.event === 'message' && event.data.message.body === 'the end') break;
    }
    stream.close();
    assert.ok(told.read <= 1, `${told.read} read marks`);
    assert.ok(told.typing <= 10, `${told.typing} typing`);
  });

  test('a member’s are bounded too, with 429', async () => {
    const owner = await Person.log_in(world.server);
    const colleague = await owner.bring_in('Member');
    const thread = (await world.user().say('hello')).body.message.thread_id;
    const path = `/projects/${world.project_id}/threads/${thread}/typing`;
    let refused = 0;
    for (let round = 0; round < 8; ++round) {
      const answers = await many(250, () => colleague.call('POST', path));
      const counted = statuses(answers);
      assert.deepEqual(
        Object.keys(counted).filter((each) => !['204', '429'].includes(each)),
        [],
      );
      refused += counted[429] ?? 0;
    }
    assert.ok(refused > 0, '2,000 calls and none refused');
    assert.equal((await owner.call('POST', path)).status, 204);
  });
});

describe('D7 messages', () => {
  test('one user’s flood is 429 with Retry-After, and every neighbour is heard', async () => {
    const flooder = world.user();
    const neighbours = await many(10, () => world.user());
    const flood = many(200, () => flooder.say('again'));
    const heard = await Promise.all(neighbours.map((each) => each.say('me too')));
    assert.deepEqual(statuses(heard), { 201: 10 });
    const answers = await flood;
    const counted = statuses(answers);
    assert.ok(counted[201] >= 30 && counted[429] > 0, JSON.stringify(counted));
    const { body } = await flooder.call('GET', '/session');
    assert.equal(body.thread.last_seq, counted[201], 'what was refused is not stored');
  });
});
