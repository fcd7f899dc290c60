// Tokens minted by the samples in docs/minting and by well-known libraries, held against the server's own verification.
// A language that is not installed is told on standard error; bin/setup test installs all that Debian packages (C# is not).
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const samples = fileURLToPath(new URL('../../../docs/minting/', import.meta.url));
const libraries = fileURLToPath(new URL('libraries/', import.meta.url));
const verifier = process.env.SEGGWAT_VERIFIER;
assert.ok(verifier, 'SEGGWAT_VERIFIER must name the verify_token program');

const scratch = mkdtempSync(join(tmpdir(), 'seggwat-minting-'));
after(() => rmSync(scratch, { recursive: true }));

const project = '0190f3b0-0000-7000-8000-00000000000a';
const secret = 'sws_3q2-7wAAEjRWeJq83vARIjNEVWZ3iJmqu8zd7v8AESI';
const user = { sub: 'user "7" \\ ü/ß', email: 'ada@example.com', name: 'Ada "L" Løvelace 😀' };

const environment = (more = {}) => ({
  ...process.env,
  LC_ALL: 'C.UTF-8',
  GO111MODULE: 'off',
  GOPATH: '/usr/share/gocode',
  GOCACHE: join(scratch, 'go'),
  SEGGWAT_PROJECT_KEY: project,
  SEGGWAT_SIGNING_SECRET: secret,
  ...more,
});

const mint = ([program, ...words], more) =>
  execFileSync(program, [...words, user.sub, user.email, user.name], {
    env: environment(more),
    encoding: 'utf8',
  }).trim();

const verify = (token) =>
  execFileSync(verifier, { env: environment(), input: `${token}\n`, encoding: 'utf8' }).trim();

const works = (program, ...words) =>
  spawnSync(program, words, { env: environment(), stdio: 'ignore' }).status === 0;

function compileCpp() {
  const program = join(scratch, 'mint');
  execFileSync('g++', [
    '-std=c++17',
    '-Wall',
    '-Wextra',
    '-Werror',
    join(samples, 'cpp.cc'),
    '-o',
    program,
    '-lcrypto',
  ]);
  return program;
}

// name → [is it installed?, the command that mints]
const minters = {
  'docs/minting/node.mjs': [() => true, () => ['node', join(samples, 'node.mjs')]],
  'docs/minting/python.py': [
    () => works('python3', '--version'),
    () => ['python3', join(samples, 'python.py')],
  ],
  'docs/minting/php.php': [
    () => works('php', '--version'),
    () => ['php', join(samples, 'php.php')],
  ],
  'docs/minting/ruby.rb': [
    () => works('ruby', '--version'),
    () => ['ruby', join(samples, 'ruby.rb')],
  ],
  'docs/minting/go.go': [() => works('go', 'version'), () => ['go', 'run', join(samples, 'go.go')]],
  'docs/minting/Java.java': [
    () => works('javac', '-version'),
    () => ['java', join(samples, 'Java.java')],
  ],
  'docs/minting/cpp.cc': [() => works('g++', '--version'), () => [compileCpp()]],
  'jsonwebtoken (npm)': [() => true, () => ['node', join(libraries, 'jsonwebtoken.mjs')]],
  'PyJWT (python3-jwt)': [
    () => works('/usr/bin/python3', '-c', 'import jwt'),
    () => ['/usr/bin/python3', join(libraries, 'pyjwt.py')],
  ],
  'ruby-jwt': [
    () => works('ruby', '-e', 'require "jwt"'),
    () => ['ruby', join(libraries, 'ruby_jwt.rb')],
  ],
  'golang-jwt': [
    () => works('go', 'list', 'github.com/golang-jwt/jwt'),
    () => ['go', 'run', join(libraries, 'golang_jwt.go')],
  ],
};

const installed = Object.entries(minters).filter(
  ([name, [isInstalled]]) => isInstalled() || console.error(`not installed: ${name}`),
);

test('at least four languages are installed', () => assert.ok(installed.length >= 4));

for (const [name, [, command]] of installed) {
  test(`a token of ${name} is accepted with every claim`, () => {
    assert.deepEqual(JSON.parse(verify(mint(command()))), { ...user, lifetime: 3600 });
  });
  test(`a token that ${name} signs with another secret is refused`, () => {
    assert.equal(
      verify(mint(command(), { SEGGWAT_SIGNING_SECRET: secret.slice(4) })),
      'token_invalid',
    );
  });
}

for (const [name, [, command]] of installed.filter(([name]) => !name.startsWith('docs/'))) {
  test(`tokens of ${name} with a stronger algorithm are refused all the same`, () => {
    for (const ALGORITHM of ['HS384', 'HS512'])
      assert.equal(verify(mint(command(), { ALGORITHM })), 'token_invalid');
  });
}
