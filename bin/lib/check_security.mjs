// Holds docs/security.md against the repository: every line of the lists stands there, and every test it names exists, in the file it
// names, under that name. Prints every fault, one a line, and exits 1 when there is one.
import { existsSync, readFileSync } from 'node:fs';
import { join, normalize } from 'node:path';

// How many lines each list has.
const lists = { J: 24, H: 22, S: 16, A: 14, X: 8, E: 10, F: 5, D: 9, B: 9 };
const document = 'docs/security.md';

const faults = [];
const text_of = new Map();
// Without the backslashes that a quotation mark has inside of a literal.
function read(path) {
  if (!text_of.has(path))
    text_of.set(path, existsSync(path) ? readFileSync(path, 'utf8').replaceAll("\\'", "'") : null);
  return text_of.get(path);
}

function check_link(code, name, target) {
  const path = normalize(join('docs', target));
  const text = read(path);
  if (text === null) faults.push(`${code}: there is no file ${path}`);
  else if (!text.includes(name)) faults.push(`${code}: ${path} holds no test "${name}"`);
}

const rows = new Map();
for (const line of readFileSync(document, 'utf8').split('\n')) {
  const [, code, shown] = line.match(/^\| ([A-Z]\d+) \| [^|]+ \| (.*) \|$/) ?? [];
  if (!code) continue;
  if (rows.has(code)) faults.push(`${code} stands there twice`);
  rows.set(code, shown);
  const links = [...shown.matchAll(/\[([^\]]+)\]\(([^)]+)\)/g)];
  for (const [, name, target] of links) check_link(code, name, target);
  if (!links.length && !/^Does not apply: .{20}/.test(shown))
    faults.push(`${code} names neither a test nor a reason`);
}
for (const [list, count] of Object.entries(lists))
  for (let at = 1; at <= count; at++)
    if (!rows.has(`${list}${at}`)) faults.push(`${list}${at} is missing`);

for (const fault of faults) console.error(`${document}: ${fault}`);
process.exit(faults.length ? 1 : 0);
