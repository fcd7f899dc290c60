// speed.mjs [--quick] [--only a,b] [--docs] [--ten-million]: measures everything in lib/figures.mjs and prints one table.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, release, totalmem } from 'node:os';
import { figures } from './lib/figures.mjs';
import { serve, systems } from './lib/systems.mjs';
import { table_of } from './lib/table.mjs';

const given = process.argv.slice(2);
const quick = given.includes('--quick');
const only = given[given.indexOf('--only') + 1]?.split(',') ?? [];
const wanted = (name) => !given.includes('--only') || only.includes(name);
const page = 'docs/benchmarks.md';

const sizes = [
  10_000,
  100_000,
  1_000_000,
  ...(given.includes('--ten-million') ? [10_000_000] : []),
];

// Made once and kept; a server of a newer schema brings them up to it.
async function seeded() {
  const all = [];
  for (const messages of quick ? sizes.slice(0, 2) : sizes) {
    const dir = `build/bench-seeded/${messages}`;
    if (!existsSync(`${dir}/bench.json`)) {
      rmSync(dir, { recursive: true, force: true });
      const args = ['seed', dir, String(messages), String(messages / 10)];
      execFileSync('bin/bench', args, { stdio: 'inherit' });
    }
    await (await serve({ dir })).stop();
    for (const name of readdirSync(dir)) if (name.includes('.before-')) rmSync(`${dir}/${name}`);
    all.push({ dir, messages });
  }
  return all;
}

function machine() {
  const memory = Math.round(totalmem() / 2 ** 30);
  const load = loadavg()[0].toFixed(1);
  return `${availableParallelism()} processors (${cpus()[0].model.trim()}), ${memory} GB, Linux ${release().split('-')[0]}, load ${load} before`;
}

function put_into_docs(text) {
  const [begin, end] = ['<!-- figures: written by bin/bench --docs -->', '<!-- end of figures -->'];
  const before = readFileSync(page, 'utf8');
  const from = before.indexOf(begin) + begin.length;
  writeFileSync(page, `${before.slice(0, from)}\n${text}\n${before.slice(before.indexOf(end))}`);
}

const began = Date.now();
const told = {
  date: new Date().toISOString().slice(0, 16).replace('T', ' '),
  machine: machine(),
  command: ['bin/bench', ...given].join(' '),
};
mkdirSync('build/bench-speed', { recursive: true });
const faults = [];
const options = { faults, quick, repeats: quick ? 1 : 3, seconds: quick ? 2 : 6 };
if (wanted('growth') || wanted('start_up')) options.seeded = await seeded();

const rows = [];
for (const [name, measure] of Object.entries(figures)) {
  if (!wanted(name)) continue;
  console.error(`… ${name} (${Math.round((Date.now() - began) / 1000)} s)`);
  try {
    rows.push(...(await measure(options)));
  } catch (fault) {
    faults.push(`${name}: ${fault.message}`);
  }
}

const notes = Object.values(systems).flatMap(({ name, missing }) =>
  missing ? [`${name}: left out, ${missing}.`] : [],
);
const text = [
  `${told.date} UTC, \`${told.command}\`, ${told.machine}, ${Math.round((Date.now() - began) / 1000)} s in all.`,
  '',
  table_of(rows),
  ...(notes.length + faults.length
    ? [
        '',
        ...[...notes, ...faults.map((fault) => `**Fault** in ${fault}`)].map((note) => `- ${note}`),
      ]
    : []),
].join('\n');
console.log(text);
writeFileSync(
  'build/bench-speed/results.json',
  `${JSON.stringify({ ...told, rows, faults }, null, 2)}\n`,
);
if (given.includes('--docs')) put_into_docs(text);
process.exit(faults.length ? 1 : 0);
