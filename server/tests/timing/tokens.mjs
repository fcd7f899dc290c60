// Does the time of a refusal tell how much of a signature, or of a password, was right? Asks a server of its own many times and
// compares two kinds of wrong answers by Welch's t-test: |t| below 4.5 tells nothing. For a quiet machine; not part of a suite,
// because on a busy one no time means anything.
//   SEGGWAT_BIN=build/release/seggwat node server/tests/timing/tokens.mjs [TRIES]
import { createHmac } from 'node:crypto';
import { Agent, request } from 'node:http';
import { Seggwat } from '../crash/seggwat.mjs';

const kTries = Number(process.argv[2] ?? 10_000);
const kLimit = 4.5;

const server = await Seggwat.make();
const project = server.bootstrap('Shop');
await server.start();
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

const base64url = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
const now = Math.floor(Date.now() / 1000);
const claims = { sub: 'ada', iat: now, exp: now + 3600, project_key: project.project_key };
const signed = `${base64url({ alg: 'HS256', typ: 'JWT' })}.${base64url(claims)}`;
const right = createHmac('sha256', project.signing_secret).update(signed).digest();

// The right signature with all bits from byte `from` on turned over.
function token_wrong_from(from) {
  const signature = Buffer.from(right);
  for (let at = from; at < signature.length; at++) signature[at] ^= 0xff;
  return `${signed}.${signature.toString('base64url')}`;
}

function ask(method, path, headers, body) {
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint();
    const asked = request(`${server.url}/api/v1${path}`, { method, headers, agent }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(Number(process.hrtime.bigint() - began) / 1000));
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

// Microseconds of both kinds, asked in turn so that both meet the same machine; the slowest tenth is the machine's, not ours.
async function measure(tries, one, other) {
  const times = [[], []];
  for (let i = 0; i < tries; i++)
    for (const [at, kind] of i % 2
      ? [
          [0, one],
          [1, other],
        ]
      : [
          [1, other],
          [0, one],
        ])
      times[at].push(await kind());
  return times.map((all) => all.toSorted((a, b) => a - b).slice(0, Math.ceil(all.length * 0.9)));
}

const mean = (all) => all.reduce((sum, each) => sum + each, 0) / all.length;
const variance = (all, middle) =>
  all.reduce((sum, each) => sum + (each - middle) ** 2, 0) / (all.length - 1);
function welch([a, b]) {
  const [x, y] = [mean(a), mean(b)];
  return (x - y) / Math.sqrt(variance(a, x) / a.length + variance(b, y) / b.length);
}

let worst = 0;
async function compare(what, tries, one, other) {
  await measure(Math.min(200, tries), one, other);
  const times = await measure(tries, one, other);
  const t = welch(times);
  worst = Math.max(worst, Math.abs(t));
  const [x, y] = times.map((all) => mean(all).toFixed(1));
  console.log(`${what}: ${x} µs and ${y} µs, ${tries} times each, t = ${t.toFixed(2)}`);
}

const chat = (token) => () => ask('GET', '/chat/session', { Authorization: `Bearer ${token}` });
await compare(
  'signature wrong from its first byte, and from its last',
  kTries,
  chat(token_wrong_from(0)),
  chat(token_wrong_from(31)),
);
// The key with the letter at this place of its random part made another one.
function turned(at) {
  const place = at + 4;
  const other = project.api_key[place] === 'a' ? 'b' : 'a';
  return project.api_key.slice(0, place) + other + project.api_key.slice(place + 1);
}
const key = (text) => () => ask('GET', '/me', { 'X-API-Key': text });
await compare(
  'API key wrong from its first letter, and in its last',
  kTries,
  key(turned(0)),
  key(turned(project.api_key.length - 5)),
);
const sign_in = (email) => () => {
  const headers = { 'Content-Type': 'application/json', Origin: server.url };
  return ask(
    'POST',
    '/auth/login',
    headers,
    JSON.stringify({ email, password: 'not the right one' }),
  );
};
await compare(
  'unknown address, and a known one with a wrong password',
  Math.ceil(kTries / 100),
  sign_in('nobody@example.com'),
  sign_in('owner@example.com'),
);

agent.destroy();
await server.remove();
console.log(worst < kLimit ? 'no difference that tells anything' : 'THERE IS A DIFFERENCE');
process.exit(worst < kLimit ? 0 : 1);
