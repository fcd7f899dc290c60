import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { transform } from 'esbuild';

const TOKENS = path.resolve(import.meta.dirname, '../../shared/src/tokens.css');
/** Set by the page at run time, so never written out. */
const LIVE = new Set(['--sw-accent', '--sw-on-accent']);

/** The light values of the design tokens, each resolved to plain text. */
async function readTokens() {
  const css = await readFile(TOKENS, 'utf8');
  const first = css.slice(css.indexOf('{') + 1, css.indexOf('\n}'));
  const pairs = first
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .split(';')
    .map((line) => /^\s*(--[\w-]+):\s*([\s\S]+)$/.exec(line))
    .filter(Boolean);
  return new Map(pairs.map(([, name, value]) => [name, value.replace(/\s+/g, ' ').trim()]));
}

function resolve(text, tokens) {
  return text.replace(/var\((--[\w-]+)\)/g, (whole, name) => {
    if (LIVE.has(name)) return whole;
    const value = tokens.get(name);
    if (value === undefined) throw new Error(`There is no token ${name}`);
    return resolve(value, tokens);
  });
}

/** Leaves out the tokens that no sheet of the panel uses, directly or through another token; the others have theirs written out. */
async function onlyUsed(css) {
  const folder = path.resolve(import.meta.dirname, '../src');
  const sheets = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.css') && !/^(loader|inline)\b/.test(file),
  );
  const texts = await Promise.all(sheets.map((file) => readFile(path.join(folder, file), 'utf8')));
  const tokens = await readTokens();
  const used = new Set(LIVE);
  const add = (text) => {
    for (const [, name] of text.matchAll(/var\((--[\w-]+)/g)) {
      if (used.has(name)) continue;
      used.add(name);
      add(tokens.get(name) ?? '');
    }
  };
  texts.forEach(add);
  return css.replace(/^\s*(--[\w-]+):[^;]+;\n/gm, (line, name) => (used.has(name) ? line : ''));
}

/** The rules for documents that choose their theme by hand; the widget follows the system's. */
function withoutThemes(css) {
  return css
    .replace(/:root\[data-theme="[\s\S]*?\}\n/g, '')
    .replace(/:root(:not\([^)]*\))?,\s*/g, '')
    .replaceAll(':not([data-theme="light"])', '');
}

/** What the minifier leaves as it stands: the values of properties that are ours. */
function tighten(css) {
  return css
    .trim()
    .replace(/(--[\w-]+): /g, '$1:')
    .replace(/(--[\w-]+:#)(\w)\2(\w)\3(\w)\4\b/g, '$1$2$3$4');
}

/**
 * Imports a style sheet as minified text, for `adoptedStyleSheets`. With `inlineTokens` the tokens
 * are written out, for a part that must stand without the sheet that defines them.
 */
export function cssText({ inlineTokens = false } = {}) {
  return {
    name: 'css-text',
    setup(build) {
      build.onLoad({ filter: /\.css$/ }, async ({ path: file }) => {
        let css = withoutThemes(await readFile(file, 'utf8'));
        if (file === TOKENS) css = await onlyUsed(css);
        if (inlineTokens) css = resolve(css, await readTokens());
        const { code } = await transform(css, {
          loader: 'css',
          minify: true,
          target: build.initialOptions.target,
        });
        return { contents: tighten(code), loader: 'text', watchFiles: [file] };
      });
    },
  };
}

/** Imports a catalogue as one object: an export a key would double its size. */
export function catalogueObject() {
  return {
    name: 'catalogue-object',
    setup(build) {
      build.onLoad({ filter: /texts\/\w+\.json$/ }, async ({ path: file }) => ({
        contents: `export default ${await readFile(file, 'utf8')}`,
        loader: 'js',
        watchFiles: [file],
      }));
    },
  };
}
