// Streams that are cut at random bytes, 600 times (10,000 times with SEGGWAT_FAULTS=full), while everybody writes: every reader is
// told every acknowledged message, once, in order, and nothing else. Readers that resume wrongly show that the check notices.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { mintToken } from '../../../docs/minting/node.mjs';
import { Seggwat } from '../crash/seggwat.mjs';
import { CutStream } from './cut_stream.mjs';
import { kFlawless, Ledger } from './ledger.mjs';

const kCuts = process.env.SEGGWAT_FAULTS === 'full' ? 10_000 : 600;
const kUsers = 6;
const kMembers = 2;
const kLongest = 4_000; // bytes of one connection: none, part of its head, or some events
const kAhead = 200; // messages that a reader may be behind before the writers wait for it
const kSeed = Number(process.env.SEGGWAT_SEED ?? 20261125);

let server;
let project;
let users;
let ledger;

before(async () => {
  server = await Seggwat.make();
  project = server.bootstrap('Shop');
  await server.start();
});
after(() => server.remove());
beforeEach(async () => {
  ledger = new Ledger();
  users = await Promise.all(Array.from({ length: kUsers }, make_user));
});

// Marsaglia's xorshift, so that a run can be had again.
function make_random(seed) {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

// Somebody who has written once, before anybody listens.
async function make_user() {
  const sub = randomUUID();
  const keys = { projectKey: project.project_key, secret: project.signing_secret };
  const headers = { Authorization: `Bearer ${mintToken({ sub, ...keys })}` };
  const user = { sub, headers, written: 0 };
  user.thread = (await write(user)).thread_id;
  return user;
}

async function write(user) {
  const client_id = randomUUID();
  const body = `${user.sub} writes № ${++user.written} ${'ä'.repeat(user.written % 200)}`.trim();
  if (user.thread) ledger.attempt(body);
  const answer = await fetch(`${server.url}/api/v1/chat/messages`, {
    method: 'POST',
    headers: { ...user.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ client_id, body }),
  });
  assert.equal(answer.status, 201);
  const { message } = await answer.json();
  if (user.thread) ledger.acknowledge({ ...message, body });
  return message;
}

// A stream of each user's own, and some of the team's that hear everybody. Open once, so that each has a cursor to go on from.
async function open_readers(Stream) {
  const make = (name, path, headers, threads) => {
    ledger.add_reader(name, threads, 1);
    const take = (message) => threads.includes(message.thread_id) && ledger.see(name, message);
    return Object.assign(new Stream(server.port, `/api/v1${path}`, headers, take), { name });
  };
  const team = { 'X-API-Key': project.api_key };
  const threads = users.map((user) => user.thread);
  const readers = [
    ...users.map((user) => make(user.sub, '/chat/stream', user.headers, [user.thread])),
    ...Array.from({ length: kMembers }, (_, at) => make(`member ${at}`, '/stream', team, threads)),
  ];
  await Promise.all(readers.map((reader) => reader.connect_until(() => reader.cursor)));
  return readers;
}

async function write_until(is_over, readers) {
  const may_write = () => readers.every((reader) => ledger.behind(reader.name) < kAhead);
  await Promise.all(
    users.map(async (user) => {
      while (!is_over()) {
        if (may_write()) await write(user);
        else await pause(1);
      }
    }),
  );
}

// → what the checker says of readers of this kind, cut `cuts` times in all.
async function cut_all(Stream, cuts) {
  const readers = await open_readers(Stream);
  const each = Math.ceil(cuts / readers.length);
  let cutting = true;
  const writing = write_until(() => !cutting, readers);
  await Promise.all(
    readers.map(async (reader, at) => {
      const random = make_random(kSeed + at);
      for (let cut = 0; cut < each; cut++) await reader.connect_for(random(kLongest));
    }),
  );
  cutting = false;
  await writing;
  await Promise.all(readers.map(catch_up));
  const count = readers.reduce((sum, reader) => sum + reader.cuts, 0);
  console.error(`${count} cuts, ${ledger.acknowledged} messages, SEGGWAT_SEED=${kSeed}`);
  return { verdict: ledger.verdict(), readers, count };
}

async function catch_up(reader) {
  const is_done = () => ledger.behind(reader.name) === 0;
  for (let tries = 0; tries < 4 && !is_done(); tries++) await reader.connect_until(is_done);
}

test('nobody misses, doubles or reorders anything, wherever the connection is cut', async () => {
  const { verdict, readers, count } = await cut_all(CutStream, kCuts);
  assert.ok(count >= kCuts);
  assert.deepEqual(verdict, kFlawless);
  for (const { name, resets } of readers) assert.equal(resets, 0, `${name} was told to start over`);
});

test('a reader that comes back without its cursor is caught missing messages', async () => {
  class Forgetful extends CutStream {
    connect_for(bytes) {
      this.cursor = null;
      return super.connect_for(bytes);
    }
    connect_until(is_done) {
      return super.connect_until(() => this.cursor || is_done());
    }
  }
  const { verdict } = await cut_all(Forgetful, 80);
  assert.ok(verdict.lost > 0 && verdict.gaps > 0, JSON.stringify(verdict));
});

test('a reader that comes back with an old cursor is caught hearing messages twice', async () => {
  class Stale extends CutStream {
    connect_for(bytes) {
      this.cursor = this.first ??= this.cursor;
      return super.connect_for(bytes);
    }
  }
  const { verdict } = await cut_all(Stale, 80);
  assert.ok(verdict.doubled > 0, JSON.stringify(verdict));
});
