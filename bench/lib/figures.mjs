// The figures: what is measured, how often, on whom, and the aim of each. A figure returns rows for the table.
import { statSync } from 'node:fs';
import { measure_growth } from './growth.mjs';
import { converse, load } from './load.mjs';
import { cpu_of, fresh_directory, memory_of, run, sleep } from './processes.mjs';
import { bootstrap, copy_of, on, serve, systems } from './systems.mjs';

const bare = 'build/release/bench_bare';
const ours_and = (...peers) => [systems.ours, ...peers];

async function several(times, measure) {
  const all = [];
  for (let i = 0; i < times; ++i) {
    const one = await measure();
    if (one !== undefined) all.push(one);
  }
  return all;
}

// The same on each system, each time on a new one. Returns name → results. One that fails does not end the others.
async function on_each(list, times, faults, measure) {
  const results = new Map();
  for (const system of list) {
    try {
      results.set(system.name, await several(times, () => on(system, measure)));
    } catch (fault) {
      results.set(system.name, []);
      faults.push(`${system.name}: ${fault.message}`);
    }
  }
  return results;
}

function row(figure, goal, unit, results, value, better = 'more') {
  const samples = (name) => (results.get(name) ?? []).map(value);
  const peers = [...results.keys()]
    .filter((name) => name !== 'SeggWat')
    .map((name) => ({ name, samples: samples(name) }));
  return { figure, goal, unit, better, samples: samples('SeggWat'), peers };
}

async function bare_disk(dir) {
  return JSON.parse(await run(bare, ['disk', dir]));
}

async function throughput({ quick, repeats, seconds, faults }) {
  const streams = quick ? 1000 : 5000;
  const options = { streams, 'in-flight': 64, seconds, 'warm-up': quick ? 1 : 2 };
  const sqlite = await several(repeats, async () => {
    const { dir, keys } = await bootstrap('bare');
    return JSON.parse(
      await run(bare, ['sqlite', dir, keys.project_id, String(streams), String(seconds)]),
    );
  });
  const measure = (server) => load('throughput', server, options);
  const peers = [systems.nchan, systems.node, systems.node_grouped];
  const results = new Map([
    ...(await on_each(ours_and(...peers), repeats, faults, measure)),
    ...(await on_each([systems.ejabberd, systems.ejabberd_wal], 1, faults, measure)), // once: it is long in starting
  ]);
  const line = row(
    `messages/s: signed, fsynced, delivered; ${streams} streams, 64 in flight`,
    { text: '≥ 0.6 of bare SQLite', ratio_to: 'bare SQLite, 64 a commit', at_least: 0.6 },
    '/s',
    results,
    (one) => one.posts_per_second,
  );
  line.peers.unshift({
    name: 'bare SQLite, 64 a commit',
    samples: sqlite.map((one) => one.messages_per_second),
  });
  const times = (figure, of) => row(figure, undefined, 'ms', results, of, 'less');
  return [
    line,
    times('the same, p50 until it is on its stream', (one) => one.delivery_ms.p50),
    times('the same, p99', (one) => one.delivery_ms.p99),
  ];
}

async function one_in_flight({ quick, repeats, seconds }) {
  const options = {
    streams: quick ? 100 : 1000,
    'in-flight': 1,
    seconds: seconds / 2,
    'warm-up': 1,
  };
  const disk = [];
  const ours = await several(repeats, async () => {
    disk.push((await bare_disk(fresh_directory('build/bench-speed/disk'))).sync_ms.p50);
    return on(systems.ours, (server) => load('throughput', server, options));
  });
  const line = row(
    'one in flight, p50 of the answer',
    { text: '≤ 3 × the disk’s fdatasync', ratio_to: 'fdatasync of 4 kB', at_most: 3 },
    'ms',
    new Map([['SeggWat', ours]]),
    (one) => one.answer_ms.p50,
    'less',
  );
  line.peers.push({ name: 'fdatasync of 4 kB', samples: disk });
  return [line];
}

// ejabberd at the highest of some rates at which it does not fall behind; where it does, times grow all along.
async function latency_of_ejabberd(options, faults) {
  const peer = systems.ejabberd_wal;
  if (peer.missing) return [];
  const at = (scenario, more) =>
    on(peer, (server) => load(scenario, server, { ...options, ...more }));
  try {
    const { posts_per_second: most } = await at('throughput', { 'in-flight': 64, seconds: 2 });
    const rates = [options.rate, 700, 500, 350, 250, 150, 100].filter((rate) => rate < most);
    for (const rate of [...rates, 50]) {
      const one = await at('latency', { rate });
      if (one.delivery_ms.p99 < 500 || rate === 50) return [[`${peer.name}, at ${rate}/s`, [one]]];
    }
  } catch (fault) {
    faults.push(`${peer.name}: ${fault.message}`);
  }
  return [];
}

async function latency({ quick, repeats, seconds, faults }) {
  const options = {
    streams: quick ? 200 : 1000,
    'in-flight': 256,
    rate: 1000,
    seconds,
    'warm-up': 1,
  };
  const peers = ours_and(systems.nchan, systems.node);
  const results = new Map([
    ...(await on_each(peers, repeats, faults, (server) => load('latency', server, options))),
    ...(await latency_of_ejabberd(options, faults)),
  ]);
  const part = (name, at_most) =>
    row(
      `user → member at 1,000/s offered, ${name}`,
      { text: `≤ ${at_most} ms`, at_most },
      'ms',
      results,
      (one) => one.delivery_ms[name],
      'less',
    );
  return [part('p50', 1), part('p99', 5), part('p999', 20)];
}

async function fan_out({ quick, repeats, seconds, faults }) {
  const watchers = quick ? 1000 : 5000;
  const options = { streams: watchers, 'in-flight': 64, seconds, 'warm-up': 1 };
  const results = await on_each(ours_and(systems.nchan), repeats, faults, (server) =>
    load('fan-out', server, options),
  );
  return [
    row(
      `events/s, one thread, ${watchers} watchers`,
      { text: '≥ 300,000', at_least: 300_000 },
      '/s',
      results,
      (one) => one.events_per_second,
    ),
  ];
}

// Memory when all are open, less what the process had before the first came.
async function idle_on(server, streams, window) {
  const before = memory_of(server.pid);
  const held = await converse('idle', server, { streams });
  await held.hear();
  await sleep(2);
  const memory = (memory_of(server.pid) - before) / streams;
  const cpu_before = cpu_of(server.pid);
  await sleep(window);
  const cpu = ((cpu_of(server.pid) - cpu_before) / window) * 100;
  held.say();
  await held.end();
  return { memory, cpu };
}

async function idle({ quick, faults }) {
  const streams = quick ? 2000 : 15_000;
  const peers = ours_and(systems.nchan, systems.ejabberd_wal, systems.node);
  const results = await on_each(peers, 1, faults, (server) =>
    idle_on(server, streams, quick ? 3 : 12),
  );
  return [
    row(
      `${streams} idle streams, memory each`,
      { text: '≤ 2 kB', at_most: 2048 },
      'B',
      results,
      (one) => one.memory,
      'less',
    ),
    row('the same, processor', { text: '0', at_most: 1 }, '%', results, (one) => one.cpu, 'less'),
  ];
}

async function storm({ quick, repeats }) {
  const streams = quick ? 2000 : 15_000;
  const results = await several(repeats, async () => {
    const data = await bootstrap('storm');
    let server = await serve(data);
    const talk = await converse('storm', server, { streams });
    await talk.hear();
    await server.stop('SIGKILL');
    server = await serve(data, server.port);
    talk.say();
    const result = await talk.hear();
    await talk.end();
    await server.stop();
    if (result.resets > 0) throw new Error('a stream was reset after the restart');
    return result;
  });
  const ours = new Map([['SeggWat', results]]);
  return [
    row(
      `restart by kill -9, ${streams} streams back at once, all caught up`,
      { text: '≤ 3 s', at_most: 3 },
      's',
      ours,
      (one) => one.seconds,
      'less',
    ),
  ];
}

// What a kill leaves of what was acknowledged: rows in the database.
async function messages_in(dir) {
  const count = ['-readonly', `${dir}/seggwat.db`, 'SELECT count(*) FROM messages'];
  return Number(await run('sqlite3', count));
}

async function overload_once(options) {
  const server = await serve(await bootstrap('overload'));
  try {
    const result = await load('overload', server, options);
    await server.stop('SIGKILL');
    const stored = await messages_in(server.dir);
    if (stored < result.acknowledged)
      throw new Error(`${result.acknowledged} acknowledged, ${stored} stored`);
    if (result.failed > 0) throw new Error(`${result.failed} neither taken nor turned away`);
    return result;
  } finally {
    await server.stop('SIGKILL');
  }
}

async function overload({ repeats, seconds }) {
  const options = { streams: 8000, 'in-flight': 256, seconds: seconds / 2, 'warm-up': 1 };
  const results = await several(repeats, () => overload_once(options));
  const ours = new Map([['SeggWat', results]]);
  const line = (figure, goal, unit, value, better) =>
    row(`five times the peak offered: ${figure}`, goal, unit, ours, value, better);
  const share = (one) => one.goodput_per_second / one.peak_per_second;
  return [
    line('taken, as a part of the peak', { text: '≥ 0.9', at_least: 0.9 }, '×', share),
    line(
      'answered in all',
      undefined,
      '× the peak',
      (one) => one.answered_per_second / one.peak_per_second,
    ),
    line(
      'of the refused, told when to come back',
      { text: 'all', at_least: 1 },
      '×',
      (one) => one.told_when_to_return,
    ),
    line('p99 of those taken', undefined, 'ms', (one) => one.meanwhile_ms.p99, 'less'),
    line(
      'afterwards, until p99 is as before',
      { text: '≤ 5 s', at_most: 5 },
      's',
      (one) => one.seconds_until_normal,
      'less',
    ),
  ];
}

async function start_up({ seeded, repeats }) {
  const found = seeded.at(-1);
  const data = found ? copy_of(found.dir, 'start') : await bootstrap('start');
  const times = [];
  const memory = [];
  for (let i = 0; i < Math.max(repeats, 3); ++i) {
    const server = await serve(data);
    await sleep(1);
    times.push(server.ready_ms);
    memory.push(memory_of(server.pid) / 1024 / 1024);
    await server.stop();
  }
  const what = found ? `with ${found.messages.toLocaleString('en')} messages` : 'empty';
  const line = (figure, goal, unit, samples) => ({
    figure,
    goal,
    unit,
    better: 'less',
    samples,
    peers: [],
  });
  return [
    line(`from start to ready, ${what}`, { text: '≤ 100 ms', at_most: 100 }, 'ms', times),
    line('memory then, idle', { text: '≤ 32 MB', at_most: 32 }, 'MB', memory),
    line('the program', { text: '≤ 20 MB', at_most: 20 }, 'MB', [
      statSync(process.env.SEGGWAT_BIN).size / 1024 / 1024,
    ]),
  ];
}

// In the table's order.
export const figures = {
  throughput,
  one_in_flight,
  latency,
  fan_out,
  idle,
  storm,
  overload,
  growth: measure_growth,
  start_up,
};
