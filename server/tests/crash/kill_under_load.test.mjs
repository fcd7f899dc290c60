// kill -9, twenty times (two hundred with SEGGWAT_FAULTS=full), while many users write and streams are open: nothing acknowledged is lost or doubled, numbers stay dense,
// streams go on without gap or double, and what is stored is whole.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { mintToken } from '../../../docs/minting/node.mjs';
import { Follower } from './follower.mjs';
import { Seggwat } from './seggwat.mjs';
import { Writer } from './writer.mjs';

const kKills = process.env.SEGGWAT_FAULTS === 'full' ? 200 : 20;
const kUsers = 24;
const kMessagesBetweenKills = 400;

let server;
let writers;
let own_streams;
let team_stream;
const starts = [];

before(async () => {
  server = await Seggwat.make();
  const project = server.bootstrap('Shop');
  await server.start();
  const names = Array.from({ length: kUsers }, (_, at) => `user-${at}`);
  const tokens = names.map((sub) =>
    mintToken({ sub, projectKey: project.project_key, secret: project.signing_secret }),
  );
  team_stream = new Follower(`${server.url}/api/v1/stream`, { 'X-API-Key': project.api_key });
  own_streams = tokens.map(
    (token) =>
      new Follower(`${server.url}/api/v1/chat/stream`, { Authorization: `Bearer ${token}` }),
  );
  await until(
    () => [team_stream, ...own_streams].every((stream) => stream.cursor),
    'every stream is open',
  );
  writers = tokens.map((token, at) => new Writer(server.url, names[at], token));
});

after(async () => {
  await Promise.all([team_stream, ...own_streams].map((stream) => stream.stop()));
  await server.remove();
});

async function until(holds, what) {
  const deadline = performance.now() + 120_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(`not within two minutes: ${what}`);
    await pause(5);
  }
}

const count_acknowledged = () => writers.reduce((sum, writer) => sum + writer.acknowledged.size, 0);

function assert_dense(numbers, what) {
  const gap = numbers.findIndex((seq, at) => seq !== at + 1);
  assert.equal(gap, -1, `${what}: … ${numbers.slice(Math.max(0, gap - 3), gap + 3)} …`);
}

// Everything in `acknowledged` is in the user's history, once, under the number it was acknowledged with.
async function assert_kept(writer, acknowledged) {
  const history = await writer.history();
  assert_dense(
    history.map((message) => message.seq),
    `history of ${writer.name}`,
  );
  const by_client_id = new Map();
  for (const message of history) {
    assert.ok(
      !by_client_id.has(message.client_id),
      `${writer.name}: "${message.body}" is there twice`,
    );
    by_client_id.set(message.client_id, message);
  }
  for (const [client_id, sent] of acknowledged) {
    const kept = by_client_id.get(client_id);
    assert.ok(kept, `${writer.name}: "${sent.body}" was acknowledged and is lost`);
    assert.deepEqual({ id: kept.id, seq: kept.seq, body: kept.body }, sent);
  }
  return history;
}

for (let kill = 1; kill <= kKills; kill++) {
  test(`kill ${kill}: what was acknowledged is kept, and the stored data is whole`, async () => {
    const goal = count_acknowledged() + kMessagesBetweenKills;
    await until(
      () => count_acknowledged() >= goal,
      `${kMessagesBetweenKills} messages after kill ${kill - 1}`,
    );
    await server.kill('SIGKILL');
    const acknowledged = writers.map((writer) => new Map(writer.acknowledged));
    starts.push(await server.start());
    await Promise.all(writers.map((writer, at) => assert_kept(writer, acknowledged[at])));
    assert.match(server.verify(), /everything holds/);
  });
}

test('in the end every message is in its history and in every stream, once and in order', async () => {
  await Promise.all(writers.map((writer) => writer.stop()));
  for (const [at, writer] of writers.entries()) {
    const history = await assert_kept(writer, writer.acknowledged);
    assert.equal(
      history.length,
      writer.acknowledged.size,
      `${writer.name}: as many messages as were written`,
    );
    const thread = history[0].thread_id;
    for (const [name, stream] of [
      ['own', own_streams[at]],
      ['team', team_stream],
    ]) {
      await until(
        () => stream.numbers(thread).length >= history.length,
        `${name} stream of ${writer.name} has caught up`,
      );
      assert_dense(stream.numbers(thread), `${name} stream of ${writer.name}`);
      assert.equal(stream.numbers(thread).length, history.length);
    }
  }
  assert.match(server.verify(), /everything holds/);
});

test('streams came back by their cursor after every kill, none was told to start over', () => {
  for (const stream of [team_stream, ...own_streams]) {
    assert.equal(stream.resets, 0);
    assert.ok(stream.connects > kKills, `connected ${stream.connects} times`);
  }
});

test('a restart is ready within a second', () => {
  const median = starts.toSorted((a, b) => a - b)[kKills / 2];
  assert.ok(median < 1000, `ready after ${starts.map(Math.round)} ms`);
});
