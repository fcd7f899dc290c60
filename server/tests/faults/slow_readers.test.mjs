// Readers that take nothing, 200 of them (5,000 with SEGGWAT_FAULTS=full): each costs the server a bounded amount of memory, nobody
// else notices, and whoever reads on in the end is caught up from the journal without gap or double.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { World } from '../contract/client.mjs';
import { Bystander, in_words } from './bystander.mjs';
import { memory_of } from './process.mjs';

const kStreamsEach = 10; // as many as one user may have
const kReaders = process.env.SEGGWAT_FAULTS === 'full' ? 5_000 : 200;
const kMessages = 150; // to each reader, of some 5 kB: twice what the server and the kernel may hold for one
const kAtOnce = 50; // messages under way: what is to be slow here is the reading
const kQuiet = 3_000; // ms in which somebody else is alone
const kMostForOne = 320 * 1024; // the queue of 256 kB and what belongs to it

let world;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
});
after(() => world.end());

// A stream that is opened and then not read.
async function open_and_sleep(user) {
  const socket = connect({ port: world.server.port, host: '127.0.0.1' });
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(
    `GET /api/v1/chat/stream HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${user.token}\r\n\r\n`,
  );
  const [first] = await once(socket, 'data');
  socket.pause();
  return { socket, text: first.toString('latin1') };
}

// Every number that the stream is told, once it reads on.
async function read_on(reader, last) {
  const { socket } = reader;
  const is_there = () => reader.text.includes(`"seq":${last},`) && reader.text.endsWith('\n\n');
  socket.on('data', (chunk) => {
    reader.text += chunk.toString('latin1');
    if (is_there()) socket.destroy();
  });
  socket.setTimeout(30_000, () => socket.destroy());
  socket.resume();
  if (!socket.destroyed) await once(socket, 'close');
  const events = reader.text.split('\n\n').filter((frame) => frame.startsWith('event: message\n'));
  return events.map((frame) => JSON.parse(frame.split('\ndata: ')[1]).message.seq);
}

test('slow readers cost bounded memory, hold up nobody, and are caught up', async () => {
  const users = Array.from({ length: kReaders / kStreamsEach }, () => world.user());
  for (const user of users) await user.say('hello');
  const readers = [];
  for (const user of users)
    for (let i = 0; i < kStreamsEach; ++i) readers.push(await open_and_sleep(user));

  const bystander = await Bystander.join(world);
  await pause(kQuiet);
  const quiet = await bystander.times();
  const ada = world.user();
  const watching = await ada.stream();
  await watching.next_of('ready');
  const before = memory_of(world.server.process.pid);
  let most = 0;
  let number = 0;
  for (let round = 0; round < kMessages; ++round) {
    const text = 'x'.repeat(4_900) + round;
    for (let at = 0; at < users.length; at += kAtOnce) {
      const answers = await Promise.all(
        users.slice(at, at + kAtOnce).map((user) => user.say(text)),
      );
      for (const { status } of answers) assert.equal(status, 201);
    }
    // Somebody else's message arrives in the midst of it.
    const { body } = await ada.say(`number ${++number}`);
    const event = await watching.next_of('message');
    assert.equal(event.data.message.id, body.message.id);
    most = Math.max(most, memory_of(world.server.process.pid) - before);
  }
  watching.close();
  const meanwhile = await bystander.times();
  await bystander.leave();
  console.error(`somebody else before: ${in_words(quiet)}; meanwhile: ${in_words(meanwhile)}`);
  assert.ok(meanwhile.count > 0);
  const each = Math.round(most / readers.length / 1024);
  console.error(`${readers.length} slow readers: ${each} kB each at most`);
  assert.ok(most / readers.length <= kMostForOne, `${each} kB for each slow reader`);

  // The numbers 2 … : the first message was there before the stream.
  const expected = Array.from({ length: kMessages }, (_, at) => at + 2);
  const some = readers.slice(0, 500);
  for (const reader of readers.slice(500)) reader.socket.destroy();
  const told = await Promise.all(some.map((reader) => read_on(reader, kMessages + 1)));
  for (const numbers of told) assert.deepEqual(numbers, expected);
  assert.equal((await ada.say(`and ${randomUUID()}`)).status, 201);
});
