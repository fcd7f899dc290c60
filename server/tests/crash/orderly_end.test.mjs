// SIGTERM: streams are told when to come back, what is under way is finished or refused, and the process ends soon.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { mintToken } from '../../../docs/minting/node.mjs';
import { Seggwat } from './seggwat.mjs';
import { Writer } from './writer.mjs';

let server;
let project;

before(async () => {
  server = await Seggwat.make();
  project = server.bootstrap('Shop');
});
after(() => server.remove());

const token_of = (sub) =>
  mintToken({ sub, projectKey: project.project_key, secret: project.signing_secret });
const bearer = (sub) => ({ Authorization: `Bearer ${token_of(sub)}` });

// The whole of a stream, from its first event to its end.
async function read_to_end(path, headers, on_open) {
  const response = await fetch(server.url + path, { headers });
  assert.equal(response.status, 200);
  let text = '';
  for await (const part of response.body.pipeThrough(new TextDecoderStream())) {
    if (!text) on_open();
    text += part;
  }
  return text;
}

test('a second server on the same data ends at once with exit code 1 and a reason', async () => {
  await server.start();
  const second = server.spawn();
  const [code] = await second.ended;
  assert.equal(code, 1);
  assert.match(second.said, /running/);
  assert.ok(await server.is_alive());
});

test('SIGTERM ends streams with a retry time, keeps what was acknowledged, and takes less than 10 s', async () => {
  let open = 0;
  const streams = [
    read_to_end('/api/v1/stream', { 'X-API-Key': project.api_key }, () => open++),
    ...['a', 'b', 'c'].map((sub) => read_to_end('/api/v1/chat/stream', bearer(sub), () => open++)),
  ];
  const writers = ['a', 'b', 'c', 'd'].map((sub) => new Writer(server.url, sub, token_of(sub)));
  while (open < streams.length || writers.some((writer) => writer.acknowledged.size < 20))
    await pause(5);

  const asked = performance.now();
  const code = await server.kill('SIGTERM');
  assert.ok(performance.now() - asked < 10_000);
  assert.equal(code, 0, server.process.said);
  for (const text of await Promise.all(streams)) {
    const last_words = text.slice(text.lastIndexOf('\n\n', text.length - 3));
    assert.match(last_words, /retry: \d+/);
  }

  const acknowledged = writers.map((writer) => new Map(writer.acknowledged));
  await server.start();
  for (const [at, writer] of writers.entries()) {
    await writer.stop();
    const kept = new Set((await writer.history()).map((message) => message.client_id));
    for (const client_id of acknowledged[at].keys()) assert.ok(kept.has(client_id));
  }
  assert.match(server.verify(), /everything holds/);
});

test('an idle connection does not hold up the end', async () => {
  await fetch(`${server.url}/healthz`); // kept alive by the client
  const asked = performance.now();
  assert.equal(await server.kill('SIGTERM'), 0);
  assert.ok(performance.now() - asked < 10_000);
});

test('after an orderly end the same client_id is still known', async () => {
  await server.start();
  const message = JSON.stringify({ client_id: randomUUID(), body: 'once' });
  const post = () =>
    fetch(`${server.url}/api/v1/chat/messages`, {
      method: 'POST',
      headers: { ...bearer('e'), 'Content-Type': 'application/json' },
      body: message,
    });
  assert.equal((await post()).status, 201);
  await server.kill('SIGTERM');
  await server.start();
  assert.equal((await post()).status, 200);
});
