// Clients that send a byte now and then, 200 of them (5,000 with SEGGWAT_FAULTS=full), in headers and in bodies: all are answered
// 408 and let go, nothing of theirs is stored, and everybody else is served meanwhile.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { World } from '../contract/client.mjs';
import { Bystander, in_words } from './bystander.mjs';
import { memory_of } from './process.mjs';
import { Raw, request } from './raw.mjs';

const kClients = process.env.SEGGWAT_FAULTS === 'full' ? 5_000 : 200;
const kDeadline = 60_000; // the server gives them 10 s; a busy machine may need longer to say so

let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
after(() => world.end());

// Each says `first` at once: the server's patience with it begins when it connects.
async function open_all(first = '') {
  const open = [];
  for (let i = 0; i < kClients; ++i) {
    open.push(await Raw.open(world.server.port));
    open.at(-1).say(first);
  }
  return open;
}

// Sends a byte of `bytes` on every connection every 400 ms, while somebody else has a conversation.
async function trickle(clients, bytes_of) {
  const bystander = await Bystander.join(world);
  const before = memory_of(world.server.process.pid);
  const until = performance.now() + kDeadline;
  let at = 0;
  while (clients.some((client) => !client.closed)) {
    assert.ok(performance.now() < until, 'they are let go');
    for (const client of clients) {
      const bytes = bytes_of(client);
      if (at < bytes.length) client.say(bytes[at]);
    }
    at++;
    await pause(400);
  }
  const meanwhile = await bystander.times();
  await bystander.leave();
  console.error(`somebody else meanwhile: ${in_words(meanwhile)}`);
  assert.ok(meanwhile.count > 3);
  return memory_of(world.server.process.pid) - before;
}

test('headers that come a byte at a time are answered 408', async () => {
  const head = request('GET', '/healthz', { 'X-Long': 'x'.repeat(1000) });
  const clients = await open_all(head[0]);
  const memory = await trickle(clients, () => head.slice(1));
  for (const client of clients) assert.equal(client.status, 408, client.text);
  assert.ok(memory < kClients * 32 * 1024 + 16 * 1024 * 1024, `${memory} bytes`);
});

test('bodies that come a byte at a time are answered 408 and leave nothing', async () => {
  const eve = world.user();
  const body = JSON.stringify({ client_id: randomUUID(), body: 'slow' });
  const whole = request('POST', '/api/v1/chat/messages', eve.headers, body + ' '.repeat(1000));
  const head = whole.slice(0, whole.indexOf('\r\n\r\n') + 4);
  const clients = await open_all(head);
  await trickle(clients, () => whole.slice(head.length));
  for (const client of clients) assert.equal(client.status, 408, client.text);
  assert.equal((await eve.call('GET', '/messages?limit=10')).body.messages.length, 0);
});

test('connections that say nothing are let go, and the rest is served', async () => {
  const clients = await open_all();
  await trickle(clients, () => '');
  assert.equal((await fetch(`${world.server.url}/healthz`)).status, 200);
});
