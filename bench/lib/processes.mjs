// Servers and load programs as child processes, and what the system says of them.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { createInterface } from 'node:readline';

const ticks_a_second = 100;
const running = new Set();

// Nothing that was started outlives this program, however it ends.
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export function fresh_directory(path) {
  rmSync(path, { recursive: true, force: true });
  mkdirSync(path, { recursive: true });
  return path;
}

export async function free_port() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

// Waits until something listens on a port.
export async function answers(name, port) {
  for (let tries = 0; tries < 400; ++tries) {
    const socket = connect(port, '127.0.0.1');
    const open = await new Promise((resolve) => {
      socket.on('connect', () => resolve(true)).on('error', () => resolve(false));
    });
    socket.destroy();
    if (open) return;
    await sleep(0.05);
  }
  throw new Error(`${name} did not start`);
}

export function end_with_us(child) {
  running.add(child);
  child.once('close', () => running.delete(child));
  return child;
}

// Runs a program to its end; what it prints.
export async function run(program, args, { input, env } = {}) {
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  child.stdin.end(input ?? '');
  let out = '';
  child.stdout.on('data', (part) => {
    out += part;
  });
  const [code] = await once(child, 'close');
  if (code !== 0 && !out) throw new Error(`${program} ${args[0]}: exit ${code}`);
  return out;
}

// A program that says on its standard output when it listens.
export async function start(program, args, { env, listens = /:(\d+)\b/, log } = {}) {
  const began = process.hrtime.bigint();
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  end_with_us(child);
  let words = '';
  child.stderr.on('data', (part) => {
    words = (words + part).slice(-4000);
    if (log) writeFileSync(log, part, { flag: 'a' });
  });
  const lines = createInterface(child.stdout);
  const ended = once(child, 'close');
  const first = await Promise.race([
    once(lines, 'line').then(([line]) => line),
    ended.then(() => undefined),
  ]);
  if (first === undefined) throw new Error(`${program} did not start: ${words}`);
  const ready_ms = Number(process.hrtime.bigint() - began) / 1e6;
  lines.on('line', () => {});
  return {
    port: Number(listens.exec(first)?.[1]),
    pid: child.pid,
    ready_ms,
    async stop(signal = 'SIGTERM') {
      child.kill(signal);
      await ended;
    },
  };
}

function family_of(pid) {
  const children = `/proc/${pid}/task/${pid}/children`;
  const more = existsSync(children)
    ? readFileSync(children, 'utf8').split(' ').filter(Boolean)
    : [];
  return [pid, ...more.flatMap((child) => family_of(Number(child)))];
}

// Bytes of memory that a process and its children have to themselves, with their part of what they share.
export function memory_of(pid) {
  let sum = 0;
  for (const one of family_of(pid)) {
    sum +=
      Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))[1]) * 1024;
  }
  return sum;
}

// Seconds of processor time so far, with those of the children.
export function cpu_of(pid) {
  let sum = 0;
  for (const one of family_of(pid)) {
    const fields = readFileSync(`/proc/${one}/stat`, 'utf8').split(') ')[1].split(' ');
    sum += (Number(fields[11]) + Number(fields[12])) / ticks_a_second;
  }
  return sum;
}

export const threads_of = (pid) => readdirSync(`/proc/${pid}/task`).length;
export const sleep = (seconds) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
