// Tokens made by hand, right and wrong, and what the server says to them.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { World } from './client.mjs';
import { Person, send } from './people.mjs';

// One server with two projects.
export let world;
export let owner;
export let other;
export async function make_token_world() {
  world = await World.make(['--rate-limits', 'off']);
  owner = await Person.log_in(world.server);
  other = await owner.make_project('Other');
}

export const now = () => Math.floor(Date.now() / 1000);
export const encode = (bytes) => Buffer.from(bytes).toString('base64url');
export const mac = (text, key, hash = 'sha256') =>
  createHmac(hash, key).update(text).digest('base64url');
// A token from the literal text (or bytes) of its header and claims.
export function sign(header, claims, { key = world.signing_secret, hash } = {}) {
  const text = `${encode(header)}.${encode(claims)}`;
  return `${text}.${mac(text, key, hash)}`;
}
export const kHeader = '{"alg":"HS256","typ":"JWT"}';
export const claims_text = (more = {}) =>
  JSON.stringify({
    sub: 'ada',
    iat: now(),
    exp: now() + 3600,
    project_key: world.project_key,
    ...more,
  });
export const with_header = (header) => sign(JSON.stringify(header), claims_text());
export const ask = (token, headers = {}) =>
  send(`${world.base}/chat/session`, 'GET', { Authorization: `Bearer ${token}`, ...headers });

export async function expect_code(token, code, why, headers) {
  const answer = await ask(token, headers);
  assert.deepEqual([answer.status, answer.body?.error], [401, code], why);
  assert.equal(answer.headers.get('www-authenticate'), 'Bearer error="invalid_token"', why);
  return answer;
}
export const expect_all = (tokens, code) =>
  Promise.all(Object.entries(tokens).map(([why, token]) => expect_code(token, code, why)));
export const expect_good = async (token, why, headers) =>
  assert.equal((await ask(token, headers)).status, 200, why);
