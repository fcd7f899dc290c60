// Runs the real binary for a test: one data directory, one port, started and killed as often as the test likes.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

export const binary =
  process.env.SEGGWAT_BIN ?? join(import.meta.dirname, '../../../build/release/seggwat');
const kPassword = 'correct horse battery';

async function free_port() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

export class Seggwat {
  static async make() {
    const made = new Seggwat();
    made.dir = mkdtempSync(join(tmpdir(), 'seggwat-crash-'));
    made.data = join(made.dir, 'data');
    made.port = await free_port();
    made.url = `http://127.0.0.1:${made.port}`;
    return made;
  }

  // Runs a command to its end; throws when it fails.
  command(args, input = '') {
    return execFileSync(binary, args, {
      input,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'inherit'],
    });
  }
  bootstrap(project) {
    const owner = ['--owner-email', 'owner@example.com', '--owner-password-stdin'];
    return JSON.parse(
      this.command(
        ['bootstrap', '--data', this.data, ...owner, '--project', project, '--json'],
        kPassword,
      ),
    );
  }
  verify() {
    return this.command(['verify', '--data', this.data]);
  }

  spawn() {
    const args = [
      'serve',
      '--data',
      this.data,
      '--listen',
      `127.0.0.1:${this.port}`,
      ...(this.arguments ?? ['--rate-limits', 'off']),
    ];
    const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    child.printed = '';
    child.stdout.on('data', (bytes) => {
      child.printed = (child.printed + bytes).slice(-20000);
    });
    child.said = '';
    child.stderr.on('data', (bytes) => {
      child.said = (child.said + bytes).slice(-20000);
    });
    child.ended = once(child, 'exit');
    return child;
  }
  // Starts and waits until it answers. Resolves to the milliseconds that took.
  async start() {
    const began = performance.now();
    this.process = this.spawn();
    while (!(await this.is_alive())) {
      if (this.process.exitCode !== null) throw new Error(`the server ended: ${this.process.said}`);
      if (performance.now() - began > 30_000)
        throw new Error(`the server does not answer: ${this.process.said}`);
      await pause(5);
    }
    return performance.now() - began;
  }
  async is_alive() {
    try {
      return (await fetch(`${this.url}/healthz`)).status === 200;
    } catch {
      return false;
    }
  }
  async kill(signal = 'SIGKILL') {
    this.process.kill(signal);
    const [code] = await this.process.ended;
    return code;
  }
  async remove() {
    if (this.process && this.process.exitCode === null && this.process.signalCode === null)
      await this.kill();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
