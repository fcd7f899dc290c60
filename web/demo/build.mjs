// Builds the example shop into web/dist/demo, to be served under /demo.
import { cpSync, rmSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';

const here = import.meta.dirname;
const out = path.resolve(here, '../dist/demo');

rmSync(out, { recursive: true, force: true });
await build({
  entryPoints: { demo: path.join(here, 'src/main.ts') },
  outdir: out,
  bundle: true,
  minify: true,
  format: 'iife',
  target: ['chrome111', 'firefox115', 'safari16.4'],
  logLevel: 'warning',
});
await build({
  entryPoints: { demo: path.join(here, 'src/demo.css') },
  outdir: out,
  bundle: true,
  minify: true,
  target: ['chrome111', 'firefox115', 'safari16.4'],
  logLevel: 'warning',
});
for (const file of ['index.html', 'icon.svg'])
  cpSync(path.join(here, 'src', file), path.join(out, file));
