// Builds the widget's files into web/dist/widget: the loader under its fixed name, and its parts
// under c/ with their content's hash in the name, so that they may be kept for ever.
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { checkCatalogues, readCatalogues } from './build/catalogues.mjs';
import { catalogueObject, cssText } from './build/plugins.mjs';

const here = import.meta.dirname;
const out = path.resolve(here, '../dist/widget');
const { version } = JSON.parse(readFileSync(path.join(here, 'package.json'), 'utf8'));
const TARGET = ['chrome111', 'firefox115', 'safari16.4'];

const common = {
  bundle: true,
  minify: true,
  target: TARGET,
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
  jsx: 'automatic',
  jsxImportSource: 'preact',
};

/** One language's forms of the launcher's unread text: all it needs before the panel is opened. */
function unreadForms(catalogue) {
  const forms = Object.entries(catalogue).filter(([key]) => key.startsWith('unread.'));
  return Object.fromEntries(forms.map(([key, text]) => [key.slice('unread.'.length), text]));
}

function perLanguage(catalogues, pick) {
  return JSON.stringify(
    Object.fromEntries(
      Object.entries(catalogues).map(([language, texts]) => [language, pick(texts)]),
    ),
  );
}

/** The launcher's word where it is not the English one, which the loader knows by itself. */
function launcherLabels(catalogues) {
  const labels = Object.entries(catalogues).map(([language, texts]) => [language, texts.launcher]);
  return Object.fromEntries(labels.filter(([, label]) => label !== catalogues.en.launcher));
}

async function buildChunks(catalogues) {
  const result = await esbuild.build({
    ...common,
    entryPoints: {
      hub: path.join(here, 'src/hub/main.tsx'),
      live: path.join(here, 'src/live/main.ts'),
    },
    outdir: path.join(out, 'c'),
    format: 'esm',
    splitting: true,
    metafile: true,
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    define: { __UNREAD__: JSON.stringify(perLanguage(catalogues, unreadForms)) },
    plugins: [cssText(), catalogueObject()],
  });
  const names = Object.entries(result.metafile.outputs)
    .filter(([, output]) => output.entryPoint)
    .map(([file]) => path.basename(file));
  const named = (stem) =>
    path.basename(
      names.find((name) => name.startsWith(`${stem}-`)),
      '.js',
    );
  return { hub: named('hub'), live: named('live') };
}

async function buildScripts(catalogues, chunks) {
  const script = {
    ...common,
    format: 'iife',
    define: {
      __HUB__: JSON.stringify(chunks.hub),
      __LIVE__: JSON.stringify(chunks.live),
      __LABELS__: JSON.stringify(launcherLabels(catalogues)),
      __VERSION__: JSON.stringify(version),
    },
    plugins: [cssText({ inlineTokens: true })],
  };
  const scripts = {
    'seggwat-feedback': 'loader/main.ts',
    'seggwat-helpful': 'inline/entries/helpful.ts',
    'seggwat-rating': 'inline/entries/rating.ts',
    'seggwat-star': 'inline/entries/star.ts',
    'seggwat-nps': 'inline/entries/nps.ts',
    'seggwat-contact': 'inline/entries/contact.ts',
    'seggwat-survey': 'survey/main.ts',
  };
  for (const [name, file] of Object.entries(scripts)) {
    const entry = path.join(here, 'src', file);
    await esbuild.build({
      ...script,
      define: { ...script.define, __NAME__: JSON.stringify(name) },
      entryPoints: [entry],
      outfile: path.join(out, `${name}.js`),
    });
  }
}

const catalogues = readCatalogues(path.join(here, 'src/texts'));
checkCatalogues(catalogues);
checkCatalogues(readCatalogues(path.join(here, 'src/shot/texts')));
rmSync(out, { recursive: true, force: true });
await buildScripts(catalogues, await buildChunks(catalogues));
