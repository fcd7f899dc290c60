// More than the server can take: what it takes it keeps, the rest is told at once to come back later, nothing is claimed that is not
// stored, and afterwards all is as before.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { World } from '../contract/client.mjs';
import { Raw, request } from './raw.mjs';

const kQueue = 4096; // writes that may wait, …
const kBatch = 256; // … and those that are under way
const kClients = process.env.SEGGWAT_FAULTS === 'full' ? 4 * kQueue : 2 * kQueue;

let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
after(() => world.end());

// Holds the database's write lock, as a disk that has stalled would; `let_go()` ends it.
async function stall_storage() {
  const shell = spawn('sqlite3', [join(world.server.data, 'seggwat.db')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  shell.stdin.write("PRAGMA busy_timeout=20000;\nBEGIN IMMEDIATE;\nSELECT 'held';\n");
  for (let said = ''; !said.includes('held'); ) said += (await once(shell.stdout, 'data'))[0];
  return async () => {
    shell.stdin.end('ROLLBACK;\n');
    await once(shell, 'exit');
  };
}

async function until(holds, what) {
  const deadline = performance.now() + 120_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not within two minutes: ${what}`);
    await pause(10);
  }
}

test('storage that stalls under a flood: who does not fit in is told so, who was told 201 is stored', async () => {
  const user = world.user();
  assert.equal((await user.say('before')).status, 201);
  const let_go = await stall_storage();
  const clients = [];
  const come = async () => {
    const client = await Raw.open(world.server.port);
    client.id = randomUUID();
    const body = JSON.stringify({ client_id: client.id, body: `flood ${client.id}` });
    client.say(request('POST', '/api/v1/chat/messages', user.headers, body));
    clients.push(client);
  };
  while (clients.length < kClients) await Promise.all(Array.from({ length: 64 }, come));
  // Those who do not fit in are answered while nothing can be written.
  const refused_early = () => clients.filter((client) => client.status === 503).length;
  await until(() => refused_early() >= kClients - kQueue - kBatch, 'the rest is refused');
  await let_go();
  await until(() => clients.every((client) => client.status !== 0), 'everybody is answered');

  const taken = clients.filter((client) => client.status === 201);
  const refused = clients.filter((client) => client.status === 503);
  console.error(`${taken.length} taken, ${refused.length} refused`);
  assert.equal(taken.length + refused.length, clients.length);
  assert.ok(taken.length > 0);
  for (const client of refused) assert.ok(Number(client.header('Retry-After')) >= 1);
  await assert_stored(user, taken, refused);
  for (const client of clients) client.close();
  assert.equal((await user.say('after')).status, 201);
});

// Every 201 is in the history, once; no 503 is.
async function assert_stored(user, taken, refused) {
  const stored = new Map();
  for (let after = 0, more = true; more; ) {
    const { body } = await user.call('GET', `/messages?after=${after}&limit=100`);
    for (const message of body.messages) {
      assert.ok(!stored.has(message.client_id), 'once');
      stored.set(message.client_id, message);
    }
    more = body.has_more;
    after = body.messages.at(-1)?.seq ?? after;
  }
  for (const { id } of taken) assert.ok(stored.has(id), 'what was acknowledged is stored');
  for (const { id } of refused) assert.ok(!stored.has(id), 'what was refused is not');
}

test('one user who floods is slowed down by 429, others are not', async (t) => {
  const limited = await World.make();
  t.after(() => limited.end());
  const eve = limited.user();
  const ada = limited.user();
  const flood = await Promise.all(Array.from({ length: 150 }, (_, at) => eve.say(`flood ${at}`)));
  const refused = flood.filter(({ status }) => status === 429);
  assert.ok(refused.length >= 60, `${refused.length} of 150 were refused`);
  for (const { headers, body } of refused) {
    assert.equal(body.error, 'rate_limited');
    assert.ok(Number(headers.get('retry-after')) >= 1);
  }
  const taken = flood.filter(({ status }) => status === 201);
  assert.equal(taken.length + refused.length, 150);
  for (let at = 0; at < 20; ++at) assert.equal((await ada.say(`calm ${at}`)).status, 201);
  const { body } = await eve.call('GET', '/messages?limit=100');
  assert.equal(body.messages.length, Math.min(taken.length, 100));
});
