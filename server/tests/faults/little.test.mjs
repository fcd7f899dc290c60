// A server that has little: file descriptors, memory, room on the disk. It says no where it must, does not spin, claims nothing that
// is not so, and is itself again when it has more.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { World } from '../contract/client.mjs';
import { binary } from '../crash/seggwat.mjs';
import { address_space_of, memory_of, processor_time_of } from './process.mjs';
import { Raw, request } from './raw.mjs';

// The server again, under a limit of the shell's `ulimit`.
async function make_limited(limit) {
  const world = await World.make(['--rate-limits', 'off']);
  await world.server.kill('SIGTERM');
  world.server.spawn = () => {
    const listen = `127.0.0.1:${world.server.port}`;
    const serve = [binary, 'serve', '--data', world.server.data, '--listen', listen];
    const args = [
      '-c',
      `trap "" XFSZ; ulimit ${limit}; exec "$@"`,
      'sh',
      ...serve,
      '--rate-limits',
      'off',
    ];
    const child = spawn('/bin/sh', args, { stdio: ['ignore', 'ignore', 'pipe'] });
    child.said = '';
    child.stderr.on('data', (bytes) => {
      child.said = (child.said + bytes).slice(-20_000);
    });
    child.ended = once(child, 'exit');
    return child;
  };
  await world.server.start();
  return world;
}

async function until(holds, what) {
  const deadline = performance.now() + 60_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`not within a minute: ${what}`);
    await pause(20);
  }
}

async function assert_all_stored(user, acknowledged) {
  const stored = new Set();
  for (let from = 0, more = true; more; ) {
    const { body } = await user.call('GET', `/messages?after=${from}&limit=100`);
    for (const message of body.messages) stored.add(message.id);
    more = body.has_more;
    from = body.messages.at(-1).seq;
  }
  for (const id of acknowledged) assert.ok(stored.has(id));
}

describe('with 256 file descriptors', () => {
  let world;
  before(async () => {
    world = await make_limited('-n 256');
  });
  after(() => world.end());

  test('accepting pauses without spinning, those inside are served, and it goes on by itself', async () => {
    const { pid } = world.server.process;
    const user = world.user();
    assert.equal((await user.say('before')).status, 201);
    const inside = await Raw.open(world.server.port);
    inside.say(request('GET', '/healthz'));
    await until(() => inside.status === 200, 'the first connection is answered');

    const crowd = [];
    while (crowd.length < 400) crowd.push(await Raw.open(world.server.port));
    await until(() => world.server.process.said.includes('accept_paused'), 'accepting pauses');
    const used = processor_time_of(pid);
    const began = performance.now();
    await pause(2_000);
    const share = (processor_time_of(pid) - used) / ((performance.now() - began) / 1000);
    assert.ok(share < 0.2, `${share} of a processor while nothing can be accepted`);

    inside.text = '';
    inside.say(
      request(
        'POST',
        '/api/v1/chat/messages',
        user.headers,
        JSON.stringify({ client_id: randomUUID(), body: 'inside' }),
      ),
    );
    await until(() => inside.status === 201, 'who is inside can write');
    for (const each of crowd) each.close();
    await until(() => world.server.is_alive(), 'it accepts again');
    assert.equal((await user.say('after')).status, 201);
    const { body } = await user.call('GET', '/messages?limit=10');
    assert.deepEqual(
      body.messages.map((message) => message.body),
      ['before', 'inside', 'after'],
    );
  });
});

describe('with bodies larger than its memory for them', () => {
  let world;
  before(async () => {
    world = await World.make(['--rate-limits', 'off']);
  });
  after(() => world.end());

  test('what does not fit in is 503 with Retry-After, memory stays bounded, and there is room again', async () => {
    const kFile = 10 * 1024 * 1024 - 1024;
    const kAtOnce = 60; // 600 MB, where 256 MB may be in memory
    const { pid } = world.server.process;
    const user = world.user();
    await user.say('hello');
    const before = memory_of(pid);
    const type = { 'Content-Type': 'multipart/form-data; boundary=b', 'Content-Length': kFile };
    const head = request('POST', '/api/v1/chat/attachments', { ...user.headers, ...type });
    const uploads = [];
    for (let i = 0; i < kAtOnce; ++i) {
      const upload = await Raw.open(world.server.port);
      upload.say(head);
      upload.say(Buffer.alloc(kFile - 1, 'x'));
      uploads.push(upload);
    }
    let most = 0;
    // Whoever is refused is cut off too; under load that may overtake the words.
    const refused = () => uploads.filter((upload) => upload.status === 503 || upload.closed);
    await until(() => {
      most = Math.max(most, memory_of(pid) - before);
      return refused().length >= kAtOnce / 2;
    }, 'half of them are refused');
    for (const upload of refused().filter(({ status }) => status !== 0)) {
      assert.equal(upload.status, 503);
      assert.ok(Number(upload.header('Retry-After')) >= 1);
    }
    assert.equal((await user.say('meanwhile')).status, 201);
    most = Math.max(most, memory_of(pid) - before);
    assert.ok(most < 400 * 1024 * 1024, `${most} bytes`);
    for (const upload of uploads) upload.close();
    const is_taken = async () => (await user.upload(Buffer.from('hello'), 'a.txt')).status === 201;
    await until(is_taken, 'there is room again');
    assert.equal((await user.say('afterwards')).status, 201);
  });
});

describe('with little memory', () => {
  const kRoom = 40 * 1024; // kB beyond what it takes when it is idle
  // A head that does not end: held until its time is over.
  const kBegun = `GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: ${'x'.repeat(30_000)}`;
  let world;
  before(async () => {
    const free = await World.make(['--rate-limits', 'off']);
    await free.user().say('warm');
    const idle = Math.ceil(address_space_of(free.server.process.pid) / 1024);
    await free.end();
    world = await make_limited(`-v ${idle + kRoom}`);
  });
  after(() => world.end());

  // The message's id; nothing when it was refused, or the connection cut off.
  async function try_to_say(user, text) {
    let answer;
    try {
      answer = await user.say(text);
    } catch {
      return undefined;
    }
    if (answer.status === 201) return answer.body.message.id;
    assert.equal(answer.status, 503, JSON.stringify(answer.body));
    assert.ok(Number(answer.headers.get('retry-after')) >= 1);
    return undefined;
  }

  // Says something all the time; in the end, the ids of what was acknowledged.
  function keep_saying(user) {
    let ended = false;
    const all = (async () => {
      const acknowledged = [];
      while (!ended) {
        const id = await try_to_say(user, 'meanwhile');
        if (id) acknowledged.push(id);
        await pause(5);
      }
      return acknowledged;
    })();
    return () => {
      ended = true;
      return all;
    };
  }

  // Kept connections, each with an answer already behind it.
  async function come_inside(count) {
    const inside = [];
    while (inside.length < count) {
      const one = await Raw.open(world.server.port);
      one.say(request('GET', '/healthz'));
      await until(() => one.status === 200, 'inside');
      one.text = '';
      inside.push(one);
    }
    return inside;
  }

  test('it refuses what is new, loses nothing, and is itself again when there is room', async () => {
    const user = world.user();
    const { server } = world;
    const inside = await come_inside(8);
    const stop_saying = keep_saying(user);
    const crowd = [];
    const is_short = () => server.process.said.includes('"memory_short"');
    while (!is_short() && crowd.length < 6_000) {
      for (let i = 0; i < 50; ++i) crowd.push(await Raw.open(server.port, { wait: false }));
      for (const each of crowd.slice(-50)) each.say(kBegun);
      await pause(5);
      assert.equal(server.process.exitCode, null, server.process.said);
    }
    assert.ok(is_short(), `${crowd.length} connections did not fill it`);
    for (const one of inside) one.say(request('GET', '/api/v1/chat/session', user.headers));
    await until(() => inside.every(({ status, closed }) => status !== 0 || closed), 'all answered');
    const refused = inside.filter(({ status }) => status === 503);
    assert.ok(refused.length > 0);
    for (const one of refused) assert.ok(Number(one.header('Retry-After')) >= 1);

    for (const each of crowd) each.close();
    const is_back = () => server.process.said.includes('"memory_there_again"');
    await until(is_back, 'there is room again');
    await until(async () => (await try_to_say(user, 'after')) !== undefined, 'it takes messages');
    const acknowledged = await stop_saying();
    console.error(`${crowd.length} connections, ${acknowledged.length} messages meanwhile`);
    await assert_all_stored(user, acknowledged);
    assert.equal(await server.kill('SIGTERM'), 0, server.process.said);
    assert.match(server.verify(), /everything holds/);
  });
});

describe('with files of at most 3 MB, as on a disk that is full', () => {
  let world;
  before(async () => {
    // dash counts in blocks of 512 bytes.
    world = await make_limited('-f 6144');
  });
  after(() => world.end());

  test('writes are 503 and claim nothing, reads go on, and what was acknowledged is there after a restart', async () => {
    const user = world.user();
    const acknowledged = [];
    let refused = 0;
    for (let i = 0; i < 2_000 && refused < 5; ++i) {
      const text = `${i} ${'x'.repeat(4_000)}`;
      const { status, headers, body } = await user.say(text);
      if (status === 201) acknowledged.push(body.message.id);
      else {
        assert.equal(status, 503);
        assert.ok(Number(headers.get('retry-after')) >= 1);
        refused++;
      }
    }
    assert.ok(
      refused >= 5 && acknowledged.length > 10,
      `${acknowledged.length} taken, ${refused} refused`,
    );
    assert.equal((await user.call('GET', '/messages?limit=1')).status, 200);
    delete world.server.spawn;
    await world.server.kill();
    await world.server.start();
    await assert_all_stored(user, acknowledged);
    assert.equal((await user.say('there is room again')).status, 201);
    assert.match(world.server.verify(), /everything holds/);
  });
});
