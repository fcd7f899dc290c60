// Prints "PASSED FAILED" for a JUnit XML report, as GoogleTest, Vitest, Playwright and node:test write it.
// A test that was skipped or never ran counts as failed: a suite must not shrink unseen.
import { readFileSync } from 'node:fs';

const report = readFileSync(process.argv[2], 'utf8');
let passed = 0;
let failed = 0;
for (const [test] of report.matchAll(
  /<testcase\b(?:[^>"]|"[^"]*")*?(?:\/>|>[\s\S]*?<\/testcase>)/g,
)) {
  if (
    /<(?:failure|error|skipped)\b/.test(test) ||
    /\b(?:status|result)="(?:notrun|skipped|suppressed)"/.test(test)
  )
    failed++;
  else passed++;
}
console.log(passed, failed);
