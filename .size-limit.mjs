// The budgets of what a page has to load, gzip, as a browser gets it: an entry and every chunk that
// it imports at once.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const dashboard = JSON.parse(readFileSync('web/dashboard/size-limit.json', 'utf8'));
const assets = 'web/dist/dashboard/assets';
const dist = 'web/dist/widget';
const chunks = path.join(dist, 'c');

/** The chunk of this name and all it imports statically. */
function closure(stem, seen = new Set()) {
  const file = readdirSync(chunks).find((name) => name === stem || name.startsWith(`${stem}-`));
  if (!file) throw new Error(`There is no chunk ${stem}: build the widget first.`);
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(path.join(chunks, file), 'utf8');
  for (const [, name] of text.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g))
    closure(name, seen);
  return seen;
}

/** What the dashboard's page names, and the English texts: the file of its language that has the navigation in it. */
function firstRoute() {
  const html = readFileSync('web/dist/dashboard/index.html', 'utf8');
  const named = [...html.matchAll(/\/assets\/([\w.-]+\.js)/g)].map(([, name]) => name);
  const texts = readdirSync(assets).filter(
    (name) =>
      name.startsWith('en-') && readFileSync(path.join(assets, name), 'utf8').includes('nav.label'),
  );
  return [...new Set([...named, ...texts])].map((name) => path.join(assets, name));
}

/** What is still to be loaded for the chunks when the others are there. */
function added(stems, ...present) {
  const there = new Set(present.flatMap((name) => [...closure(name)]));
  const wanted = new Set([stems].flat().flatMap((stem) => [...closure(stem)]));
  return [...wanted]
    .filter((file) => !there.has(file))
    .map((file) => path.join(chunks, file));
}

const budget = (name, files, limit) => ({ name, path: files, limit, gzip: true });

export default [
  budget('dashboard, first route: script and English texts', firstRoute(), '80 kB'),
  ...dashboard,
  budget('loader', [path.join(dist, 'seggwat-feedback.js')], '3.072 kB'),
  ...['helpful', 'rating', 'star', 'nps', 'contact', 'survey'].map((name) =>
    budget(name, [path.join(dist, `seggwat-${name}.js`)], '4.096 kB'),
  ),
  budget('hub', added('hub'), '14 kB'),
  budget('form', added('feedback_form', 'hub'), '3 kB'),
  budget('review and contact', added('other_form', 'feedback_form', 'hub'), '3 kB'),
  budget('live (a signed-in user)', added('live'), '10 kB'),
  budget('chat', added('main', 'hub', 'live'), '10 kB'),
  budget(
    'screenshot: control, capture and editor',
    added(['shot', 'capture', 'page_copy', 'editor'], 'hub', 'feedback_form'),
    '16 kB',
  ),
  budget('screenshot of a page that forbids the small way', added('page_paint', 'capture'), '65 kB'),
  ...['en', 'de', 'sv', 'fr'].flatMap((language) => [
    budget(language, added(language), '2 kB'),
    budget(`${language}, screenshot`, added(`shot_${language}`), '1 kB'),
  ]),
];
