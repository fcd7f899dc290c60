// measure.mjs search|lists|figures DIR: how long the real server takes, over HTTP, on a seeded data directory. One request at a time.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { availableParallelism, cpus, loadavg } from 'node:os';
import { createInterface } from 'node:readline';

const [what, dir, rounds = '40'] = process.argv.slice(2);
const { api_key, project_id } = JSON.parse(readFileSync(`${dir}/bench.json`, 'utf8'));
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const searches = {
  'one letter': ['a', 'p', 'r', 'z', 'я', '退'],
  'beginning of a word': ['ref', 'pay', 'deliv', 'tor', 'rech', 'комп'],
  'frequent word': ['the', 'order', 'please', 'refund', 'nicht', 'commande'],
  'rare word': ['bakoriten', 'selvodan', 'granorfa', 'hingetorca'],
  'order number': ['#483920', '571204', '999999'],
  'two frequent words': ['order refund', 'the parcel', 'meine rechnung', 'card payment'],
  'four words': ['please refund my order', 'the invoice is wrong', 'ich habe noch nicht'],
  'words that hardly meet': ['the rechnung', 'please faktura', 'commande parcel'],
  phrase: ['"my order"', '"thank you"', '"payment card"'],
  'phrase nobody wrote': ['"parcel the invoice of"', '"hinge lamp sofa pump"'],
  'scripts without spaces': ['退款', '订单', '返品', '配送確認'],
  'name or address': ['chloé', 'ada tor', 'user-4711', 'mail.example'],
  nothing: ['qqqxyzzy', 'refund qqqxyzzy'],
};
const filters = {
  'all of these, snoozed only': '&status=snoozed',
  'all of these, unread only': '&unread=1',
};
const lists = {
  open: '?status=open',
  mine: '?status=open&assignee=me',
  unassigned: '?status=open&assignee=none',
  unread: '?unread=1',
  snoozed: '?status=snoozed',
  resolved: '?status=resolved',
  all: '?limit=50',
  mentions: '?mentioned=me',
  'since a week': `?since=${new Date(Date.now() - 7 * 86_400_000).toISOString().replace(/\.\d+/, '')}`,
};

const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
const figures = Object.fromEntries(
  [7, 30, 90, 366].map((days) => [`${days} days`, `?from=${day(days - 1)}&until=${day(0)}`]),
);

function get(port, path) {
  return new Promise((resolve, reject) => {
    const started = process.hrtime.bigint();
    request({ port, path, agent, headers: { 'X-API-Key': api_key } }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => {
        const ms = Number(process.hrtime.bigint() - started) / 1e6;
        if (answer.statusCode !== 200) reject(new Error(`${path}: ${answer.statusCode}`));
        else resolve({ ms, body: JSON.parse(Buffer.concat(parts).toString()) });
      });
    })
      .on('error', reject)
      .end();
  });
}

const at = (sorted, part) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))];
function line(name, times, note) {
  const sorted = [...times].sort((a, b) => a - b);
  const shown = [0, 0.5, 0.99, 1].map((part) => at(sorted, part).toFixed(1));
  console.log(`| ${name} | ${sorted.length} | ${shown.join(' | ')} | ${note} |`);
}

async function measure(port, paths) {
  const times = [];
  let rows = 0;
  for (const path of paths) await get(port, path);
  for (let round = 0; round < Number(rounds); ++round) {
    for (const path of paths) {
      const { ms, body } = await get(port, path);
      times.push(ms);
      if (round === 0) rows += (body.threads ?? body.days).length;
    }
  }
  return { times, note: `${(rows / paths.length).toFixed(0)} rows` };
}

const server = spawn(
  process.env.SEGGWAT_BIN,
  ['serve', '--data', dir, '--listen', '127.0.0.1:0', '--rate-limits', 'off'],
  { stdio: ['ignore', 'pipe', 'ignore'] },
);
try {
  let port = 0;
  for await (const text of createInterface(server.stdout)) {
    port = Number(/:(\d+)\b/.exec(text.split('listens on')[1] ?? '')?.[1] ?? 0);
    if (port) break;
  }
  const threads = `/api/v1/projects/${project_id}/${what === 'figures' ? 'figures' : 'threads'}`;
  const load = loadavg()[0].toFixed(1);
  console.log(
    `${cpus()[0].model}, ${availableParallelism()} processors, load ${load} before, ms:\n`,
  );
  console.log('| what | requests | min | median | p99 | max | |\n|---|---|---|---|---|---|---|');
  const groups = { search: searches, lists, figures }[what];
  const all = [];
  for (const [name, queries] of Object.entries(groups)) {
    const paths = [queries]
      .flat()
      .map((one) =>
        what === 'search' ? `${threads}?q=${encodeURIComponent(one)}` : threads + one,
      );
    const { times, note } = await measure(port, paths);
    all.push(...times);
    line(name, times, note);
  }
  for (const [name, filter] of Object.entries(what === 'search' ? filters : {})) {
    const paths = Object.values(searches)
      .flat()
      .map((q) => `${threads}?q=${encodeURIComponent(q)}${filter}`);
    const { times, note } = await measure(port, paths);
    line(name, times, note);
  }
  line('**together**', all, '');
} finally {
  agent.destroy();
  server.kill('SIGTERM');
}
