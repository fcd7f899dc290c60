// Runs bench_load against a server.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const program = 'build/release/bench_load';
let series = 0; // each has users of its own, so that every thread begins anew

function arguments_of(scenario, server, options) {
  const prefix = server.prefix ?? `s${++series}`;
  const all = { port: server.port, kind: server.kind, prefix, ...options };
  if (server.keys?.project_key) all['project-key'] = server.keys.project_key;
  return [
    scenario,
    ...Object.entries(all).flatMap(([name, value]) => [`--${name}`, String(value)]),
  ];
}

function environment_of(server) {
  const { signing_secret = '', api_key = '' } = server.keys ?? {};
  return { ...process.env, BENCH_SIGNING_SECRET: signing_secret, BENCH_API_KEY: api_key };
}

function said(line) {
  const result = JSON.parse(line);
  if (result.error) throw new Error(result.error);
  if (result.faults > 0 || result.refused > 0)
    throw new Error(`not delivered right: ${result.what ?? ''} ${result.complaint ?? ''}`);
  return result;
}

// A scenario that speaks once. `options` are the program's.
export async function load(scenario, server, options) {
  const talk = await converse(scenario, server, options);
  const result = await talk.hear();
  await talk.end();
  return result;
}

// A scenario that waits for a word in between.
export async function converse(scenario, server, options) {
  const child = spawn(program, arguments_of(scenario, server, options), {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: environment_of(server),
  });
  const ended = once(child, 'close');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    async hear() {
      const { value, done } = await lines.next();
      if (done) throw new Error(`bench_load ${scenario} said nothing`);
      return said(value);
    },
    say: () => child.stdin.write('go\n'),
    async end() {
      child.stdin.end();
      await ended;
    },
  };
}
