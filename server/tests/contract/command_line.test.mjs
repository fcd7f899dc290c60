// What the command line changes beside a running server.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { binary, Seggwat } from '../crash/seggwat.mjs';

const servers = [];
after(() => Promise.all(servers.map((server) => server.remove())));

const knows = async (server, key) =>
  (await fetch(`${server.url}/api/v1/widget/config?project_key=${key}`)).status === 200;

test('the demonstration says what it needs when it is given no port', () => {
  const { status, stderr } = spawnSync(binary, ['demo', '--listen', '127.0.0.1:0'], {
    encoding: 'utf8',
  });
  assert.equal(status, 1);
  assert.match(stderr, /needs a port of its own/);
});

test('a project made in the first moment of a server is known to it', async () => {
  const server = await Seggwat.make();
  servers.push(server);
  server.bootstrap('First');
  await server.start();
  // Held still, the server has read its projects and looks for changes only after this one is there.
  server.process.kill('SIGSTOP');
  const { project_key } = server.bootstrap('Second');
  server.process.kill('SIGCONT');
  const end = Date.now() + 5000;
  while (!(await knows(server, project_key))) {
    assert.ok(Date.now() < end, 'the server never learned of the project');
    await pause(20);
  }
});

test('a port that another server has is refused, and the address is named', async () => {
  const ending = (data, listen, metrics) => {
    const args = ['serve', '--data', data, '--listen', listen, '--metrics-listen', metrics];
    const { status, stderr } = spawnSync(binary, args, { encoding: 'utf8', timeout: 20_000 });
    return [status, stderr];
  };
  const [first, other] = [await Seggwat.make(), await Seggwat.make()];
  servers.push(first, other);
  first.arguments = ['--metrics-listen', `127.0.0.1:${other.port}`];
  await first.start();
  for (const host of ['127.0.0.1', '0.0.0.0', '[::]']) {
    for (const port of [first.port, other.port]) {
      const address = `${host}:${port}`;
      const named = `cannot listen on ${address}: Address already in use`;
      for (const pair of [
        [address, '127.0.0.1:0'],
        ['127.0.0.1:0', address],
      ]) {
        const [code, said] = ending(other.data, ...pair);
        assert.equal(code, 1, said);
        assert.ok(said.includes(named), said);
      }
    }
  }
});
