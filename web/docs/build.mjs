// Builds the API's page for people from docs/openapi.json, without a script in it, and puts the description itself beside it.
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { page } from './src/page.mjs';

const here = import.meta.dirname;
const root = path.resolve(here, '../..');
const out = path.resolve(here, '../dist/docs');
const source = path.join(root, 'docs/openapi.json');

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
cpSync(source, path.join(out, 'openapi.json'));
writeFileSync(path.join(out, 'api.html'), page(JSON.parse(readFileSync(source, 'utf8'))));
await build({
  entryPoints: [path.join(here, 'src/api.css')],
  outdir: out,
  bundle: true,
  minify: true,
  target: ['chrome111', 'firefox115', 'safari16.4'],
  logLevel: 'warning',
});
