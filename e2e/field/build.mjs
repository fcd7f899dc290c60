// Builds the sites that have to be built, each with its own tool, into build/field. Talks to nobody on the network.
import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const here = import.meta.dirname;
const target = path.resolve(here, '../../build/field');
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1' };

async function run(tool, ...options) {
  const bin = path.join(here, 'node_modules/.bin', tool);
  await promisify(execFile)(bin, options, { cwd: here, env }).catch((fault) => {
    process.stderr.write(`${fault.stdout}${fault.stderr}`);
    throw new Error(`${tool} ${options.join(' ')} failed`);
  });
}

const vite = (site) =>
  run('vite', 'build', site, '--outDir', path.join(target, site), '--emptyOutDir');

async function next() {
  await run('next', 'build', 'next');
  await rm(path.join(target, 'next'), { recursive: true, force: true });
  await cp(path.join(here, 'next/out'), path.join(target, 'next'), { recursive: true });
}

await Promise.all([
  next(),
  (async () => {
    await vite('react');
    await vite('vue');
    await run('astro', 'build', '--root', 'astro', '--outDir', path.join(target, 'astro'));
  })(),
]);
