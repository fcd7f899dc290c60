// Include direction, file lengths and function lengths. Prints every fault, one a line, and exits 1 when there is one.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const kMaxFile = 400;
const kMaxFunction = 60;
const kMaxScript = 60;
// A folder may include itself and what stands in lower layers. Domains share one layer.
const layers = {
  base: 0,
  db: 1,
  http: 2,
  journal: 3,
  audit: 4,
  erasure: 4,
  realtime: 4,
  mail: 4,
  app: 6,
};
const kDomain = 5;

const faults = [];
const fault = (file, line, what) => faults.push(`${file}:${line}: ${what}`);
const layer_of = (folder) => layers[folder] ?? kDomain;

function check_include(file, line, text) {
  const from = file.match(/^server\/src\/([a-z_]+)\//)?.[1];
  const [, to, name] = text.match(/^#include "([a-z_]+)\/([a-z_0-9]+)\.h"/) ?? [];
  if (!from || !to || from === to || from === 'app' || to === 'support') return;
  const above =
    layer_of(to) > layer_of(from) || (layer_of(to) === layer_of(from) && layer_of(to) < kDomain);
  if (above) fault(file, line, `${from}/ must not include ${to}/`);
  const is_inner = /_(store|routes|json)$/.test(name) || name === to;
  if (layer_of(to) === kDomain && is_inner && !file.endsWith('_test.cc')) {
    fault(file, line, `another domain's store, rules and routes are private: ${to}/${name}.h`);
  }
}

// In our format a function of a .cc file starts and ends in the first column.
function check_functions(file, lines) {
  let start = 0;
  lines.forEach((text, at) => {
    if (
      /^[A-Za-z_~].*\{$/.test(text) &&
      !/^(namespace|class|struct|enum|union|extern)\b/.test(text)
    )
      start = at + 1;
    if (text === '}' && start) {
      if (at + 1 - start >= kMaxFunction)
        fault(file, start, `function of ${at + 2 - start} lines (at most ${kMaxFunction})`);
      start = 0;
    }
  });
}

const files = execFileSync(
  'git',
  ['ls-files', '-co', '--exclude-standard', 'server', 'bench', 'web', 'e2e', 'bin', '.ci'],
  {
    encoding: 'utf8',
  },
);
for (const file of files
  .split('\n')
  .filter((name) => /\.(cc|h|ts|tsx|mjs)$|^bin\/[a-z]+$/.test(name))) {
  let content;
  try {
    content = readFileSync(file, 'utf8');
  } catch {
    continue; // deleted, but not yet from the index
  }
  const lines = content.split('\n');
  const limit = file.startsWith('bin/') && !file.startsWith('bin/lib/') ? kMaxScript : kMaxFile;
  if (lines.length - 1 > limit) fault(file, 1, `${lines.length - 1} lines (at most ${limit})`);
  if (/\.(cc|h)$/.test(file))
    for (const [at, text] of lines.entries()) check_include(file, at + 1, text);
  if (file.endsWith('.cc')) check_functions(file, lines);
}
for (const line of faults) console.error(line);
process.exit(faults.length ? 1 : 0);
