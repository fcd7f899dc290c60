// Two parsers of HTTP, ours and that of Node.js, are shown the same bytes: what Node.js refuses, we refuse; and where both go on, both
// saw the same number of requests. So nothing can be smuggled past one of them to the other.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { Seggwat } from '../crash/seggwat.mjs';
import { raw_requests } from './raw_requests.mjs';

// Asked after the bytes: it is answered, and answered last, only by a parser that found their end where we think it is.
const kNext = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n';
const kAtOnce = 32;
const kPatience = 4_000; // ms without an answer

let ours;
let node;
before(async () => {
  ours = await Seggwat.make();
  ours.bootstrap('Shop');
  await ours.start();
  node = http.createServer({ requireHostHeader: true }, (request, response) => {
    request.resume();
    request.on('end', () => response.end('ok'));
  });
  node.listen(0, '127.0.0.1');
  await once(node, 'listening');
});
after(async () => {
  node.close();
  await ours.remove();
});

// Sends the bytes and waits for the end of the connection. → the statuses of the answers, in order. A parser that waits for more is
// told after a while that there is none.
async function ask(port, bytes) {
  const socket = connect({ port, host: '127.0.0.1' });
  let text = '';
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    text += chunk.toString('latin1');
  });
  socket.setTimeout(kPatience, () => (socket.writableEnded ? socket.destroy() : socket.end()));
  socket.write(Buffer.from(bytes, 'latin1'));
  await once(socket, 'close');
  return [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status));
}

// A parser refuses by an answer of its own and the end of the connection, so that the last request is not answered.
const kRefusals = [400, 405, 408, 411, 413, 414, 417, 431, 501, 505];
const refuses = (statuses) =>
  statuses.length === 0 || (statuses.at(-1) !== 200 && kRefusals.includes(statuses.at(-1)));

const show = (bytes) => JSON.stringify(bytes.length > 300 ? `${bytes.slice(0, 300)}…` : bytes);

test('what Node.js refuses we refuse, and where both go on both saw the same requests', async () => {
  const requests = raw_requests();
  const faults = [];
  let both = 0;
  for (let from = 0; from < requests.length; from += kAtOnce) {
    await Promise.all(
      requests.slice(from, from + kAtOnce).map(async ([name, bytes]) => {
        const [here, there] = await Promise.all([
          ask(ours.port, bytes + kNext),
          ask(node.address().port, bytes + kNext),
        ]);
        if (refuses(here)) return;
        both++;
        if (refuses(there) || here.length !== there.length)
          faults.push(`${name}: ${here} here, ${there} there, for ${show(bytes)}`);
      }),
    );
  }
  console.error(`${requests.length} requests, ${both} taken here`);
  assert.ok(both >= 40, 'good ones are among them');
  assert.deepEqual(faults, []);
});

test('where both refuse, nothing behind the refused bytes was answered', async () => {
  for (const [name, bytes] of raw_requests()) {
    const statuses = await ask(ours.port, bytes + kNext.repeat(3));
    if (refuses(statuses)) assert.ok(statuses.length <= 2, `${name}: ${statuses}`);
    assert.ok(
      statuses.every((status) => status < 600 && status !== 500),
      `${name}: ${statuses}`,
    );
  }
});
