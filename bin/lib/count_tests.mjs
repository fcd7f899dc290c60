// Prints "PASSED FAILED" for a JUnit XML report, as GoogleTest, Vitest, Playwright and node:test write it, and then a line with the
// name and the first words of each failure. A test that was skipped or never ran counts as failed: a suite must not shrink unseen.
import { readFileSync } from 'node:fs';
import { stripVTControlCharacters } from 'node:util';

const kMaxWords = 600; // characters of a failure's text

const report = readFileSync(process.argv[2], 'utf8');
const failures = [];
let passed = 0;
for (const [test] of report.matchAll(
  /<testcase\b(?:[^>"]|"[^"]*")*?(?:\/>|>[\s\S]*?<\/testcase>)/g,
)) {
  if (
    /<(?:failure|error|skipped)\b/.test(test) ||
    /\b(?:status|result)="(?:notrun|skipped|suppressed)"/.test(test)
  )
    failures.push(test);
  else passed++;
}
console.log(passed, failures.length);
for (const test of failures)
  console.log(`${attribute(test, 'classname')} ${attribute(test, 'name')}: ${words(test)}`);

function attribute(test, name) {
  return plain(test.match(new RegExp(`\\s${name}="([^"]*)"`))?.[1] ?? '');
}
function words(test) {
  const [, open = '', body = ''] =
    test.match(/<(?:failure|error|skipped)\b([^>]*)>?([\s\S]*)/) ?? [];
  const text =
    plain(body.replace(/<!\[CDATA\[|\]\]>|<\/?[a-z-]+[^>]*>/g, ' ')) || attribute(open, 'message');
  return text.slice(0, kMaxWords) || 'did not run';
}
function plain(text) {
  const characters = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
  return stripVTControlCharacters(text)
    .replace(/&(lt|gt|quot|apos|amp);/g, (_, name) => characters[name])
    .replace(/&#x?[0-9A-Fa-f]+;/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
