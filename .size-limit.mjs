// The budgets of what a page has to load, gzip, as a browser gets it: an entry and every chunk that
// it imports at once.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const dashboard = JSON.parse(readFileSync('web/dashboard/size-limit.json', 'utf8'));
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

/** What is still to be loaded for the chunk when the others are there. */
function added(stem, ...present) {
  const there = new Set(present.flatMap((name) => [...closure(name)]));
  return [...closure(stem)]
    .filter((file) => !there.has(file))
    .map((file) => path.join(chunks, file));
}

const budget = (name, files, limit) => ({ name, path: files, limit, gzip: true });

export default [
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
  ...['en', 'de', 'sv', 'fr'].map((language) => budget(language, added(language), '2 kB')),
];
