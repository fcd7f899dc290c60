// What a token must look like, and which signatures prove it.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { kCookie, send } from './people.mjs';
import {
  ask,
  claims_text,
  encode,
  expect_all,
  expect_code,
  expect_good,
  kHeader,
  mac,
  make_token_world,
  other,
  owner,
  sign,
  with_header,
  world,
} from './token_world.mjs';

before(make_token_world);
after(() => world?.end());

test('before the signature is proven every fault has the same answer', async () => {
  const good = world.token('ada');
  const [header, claims, signature] = good.split('.');
  const expected = await expect_code('x', 'token_invalid', 'no token at all');
  const faults = {
    'wrong signature': `${header}.${claims}.${mac('other', world.signing_secret)}`,
    'no signature': `${header}.${claims}.`,
    'half a signature': `${header}.${claims}.${signature.slice(0, 20)}`,
    'another project': world.token('ada', { project_key: randomUUID() }),
    'no project': sign(kHeader, claims_text({ project_key: undefined }), { key: 'x' }),
    'expired and not proven': world.token('ada', { exp: 1 }, { secret: 'x' }),
    'another algorithm': with_header({ alg: 'none' }),
  };
  for (const [why, token] of Object.entries(faults)) {
    const answer = await expect_code(token, 'token_invalid', why);
    assert.deepEqual(answer.body, expected.body, why);
    assert.deepEqual([...answer.headers.keys()], [...expected.headers.keys()], why);
  }
  const absent = await send(`${world.base}/chat/session`, 'GET');
  assert.deepEqual(absent.body, expected.body);
});

test('the algorithm is HS256 and nothing else', async () => {
  const faults = {};
  for (const alg of [
    'none',
    'None',
    'NONE',
    'nOnE',
    '',
    null,
    ['HS256'],
    256,
    'hs256',
    'HS256 ',
    'RS256',
    'ES256',
    'EdDSA',
    'HS384',
    'HS512',
  ]) {
    const signed = with_header({ alg, typ: 'JWT' });
    faults[`${JSON.stringify(alg)}, signed with the secret`] = signed;
    faults[`${JSON.stringify(alg)}, no signature`] = signed.slice(0, signed.lastIndexOf('.') + 1);
  }
  faults['no alg'] = with_header({ typ: 'JWT' });
  for (const [alg, hash] of [
    ['HS384', 'sha384'],
    ['HS512', 'sha512'],
    ['HS256', 'sha512'],
  ]) {
    faults[`${alg} by ${hash}`] = sign(JSON.stringify({ alg }), claims_text(), { hash });
  }
  await expect_all(faults, 'token_invalid');
});

test('only the text of the secret, whole, is the key', async () => {
  const secret = world.signing_secret;
  const keys = {
    'the project key': world.project_key,
    nothing: '',
    secret: 'secret',
    'without its prefix': secret.slice(4),
    'base64-decoded': Buffer.from(secret.slice(4), 'base64url'),
    'with a line end': `${secret}\n`,
    'upper case': secret.toUpperCase(),
    'the API key': world.api_key,
    "another project's": other.signing_secret,
  };
  await expect_all(
    Object.fromEntries(
      Object.entries(keys).map(([why, key]) => [why, sign(kHeader, claims_text(), { key })]),
    ),
    'token_invalid',
  );
  await expect_good(sign(kHeader, claims_text()), 'the secret itself');
});

test('members of the header name no keys and switch nothing on', async () => {
  const jwk = { kty: 'oct', k: encode('mine') };
  const forged = (more) =>
    sign(JSON.stringify({ alg: 'HS256', ...more }), claims_text(), { key: 'mine' });
  const faults = {
    jwk: forged({ jwk }),
    jku: forged({ jku: `${world.server.url}/k` }),
    x5u: forged({ x5u: 'http://127.0.0.1:1/' }),
  };
  for (const kid of [
    '../../dev/null',
    "' UNION SELECT 'x",
    7,
    null,
    other.secret_id,
    ['x'],
    'x'.repeat(3000),
  ]) {
    faults[`kid ${JSON.stringify(kid).slice(0, 20)}`] = with_header({ alg: 'HS256', kid });
  }
  for (const more of [
    { crit: ['x'] },
    { crit: [] },
    { b64: false },
    { b64: true },
    { typ: 'at+jwt' },
    { typ: '' },
    { typ: 5 },
    { typ: null },
  ]) {
    faults[JSON.stringify(more)] = with_header({ alg: 'HS256', ...more });
  }
  await expect_all(faults, 'token_invalid');
  for (const typ of ['JWT', 'jwt', 'Jwt'])
    await expect_good(with_header({ alg: 'HS256', typ }), typ);
  await expect_good(with_header({ alg: 'HS256' }), 'no typ');
});

test('the form is exact: three parts of base64url, JSON that names each member once', async () => {
  const good = world.token('ada');
  const [header, claims, signature] = good.split('.');
  const faults = {
    'two parts': `${header}.${claims}`,
    'four parts': `${good}.x`,
    'five parts': `${good}.x.x`,
  };
  Object.assign(faults, {
    'a dot before': `.${good}`,
    'a dot behind': `${good}.`,
    'no header': `.${claims}.${signature}`,
  });
  faults['Bearer twice'] = `Bearer ${good}`;
  faults['JSON form'] = JSON.stringify({ payload: claims, protected: header, signature });
  for (const extra of ['=', '+', '/', ' ', '?', '\t', '%', '~', '*', 'é']) {
    faults[`header and ${extra}`] = `${header}${extra}.${claims}.${signature}`;
    faults[`claims and ${extra}`] = `${header}.${claims}${extra}.${signature}`;
  }
  for (const extra of ['=', 'A', '==', '/', '+']) faults[`signature and ${extra}`] = good + extra;
  // 32 bytes leave two bits over in the last character: they must be zero.
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
  const last = alphabet.indexOf(good.at(-1));
  for (const bits of [1, 2, 3])
    faults[`trailing bits ${bits}`] = good.slice(0, -1) + alphabet[last + bits];
  const twice = claims_text();
  faults['sub twice'] = sign(kHeader, `${twice.slice(0, -1)},"sub":"eve"}`);
  faults['alg twice'] = sign('{"alg":"none","alg":"HS256"}', claims_text());
  for (const text of [
    '[]',
    '"x"',
    '',
    'null',
    '{',
    `${claims_text()}x`,
    "{'sub':'a'}",
    `\ufeff${claims_text()}`,
  ]) {
    faults[`claims ${text.slice(0, 12)}`] = sign(kHeader, text);
    faults[`header ${text.slice(0, 12)}`] = sign(text, claims_text());
  }
  const broken = claims_text({ sub: '@' }).replace('@', '\u0001').split('\u0001');
  for (const bytes of [[0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf8, 0x88]]) {
    faults[`bytes ${bytes}`] = sign(
      kHeader,
      Buffer.concat([Buffer.from(broken[0]), Buffer.from(bytes), Buffer.from(broken[1])]),
    );
  }
  faults['lone surrogate'] = sign(kHeader, claims_text({ sub: '@' }).replace('@', '\\ud800'));
  await expect_all(
    Object.fromEntries(
      Object.entries(faults).filter(([, token]) => /^[\x20-\x7e\t]*$/.test(token)),
    ),
    'token_invalid',
  );
});

test('a huge or deep token is refused before any work and nothing falls over', async () => {
  const nested = (depth) => `{"sub":"a","x":${'['.repeat(depth)}${']'.repeat(depth)}}`;
  await expect_code(sign(kHeader, nested(2500)), 'token_invalid', 'deep');
  const padded = sign(kHeader, claims_text({ x: 'x'.repeat(8 * 1024) }));
  assert.ok([401, 431].includes((await ask(padded)).status));
  const huge = await ask('x'.repeat(12 * 1024));
  assert.ok([401, 431].includes(huge.status), `${huge.status}`);
  await expect_good(
    sign(kHeader, claims_text({ x: 'x'.repeat(4000) })),
    'four thousand more bytes are fine',
  );
});

test('a token counts in its header alone', async () => {
  const token = world.token('ada');
  for (const [query, headers] of [
    [`?token=${token}&access_token=${token}`, {}],
    ['', { Cookie: `token=${token}; ${kCookie}=${token}` }],
    ['', { Authorization: token }],
    ['', { Authorization: `Basic ${token}` }],
    ['', { Authorization: `Token ${token}` }],
    ['', { Authorization: 'Bearer' }],
    ['', { Authorization: `Bearer ${token}, Bearer ${token}` }],
  ]) {
    assert.equal(
      (await send(`${world.base}/chat/session${query}`, 'GET', headers)).status,
      401,
      JSON.stringify(headers),
    );
  }
  await expect_good(token, 'the scheme in any case', { Authorization: `bearer ${token}` });
  const twice = await new Promise((resolve, reject) => {
    const value = `Bearer ${token}`;
    request(
      `${world.base}/chat/session`,
      { headers: ['Host', '127.0.0.1', 'Authorization', value, 'Authorization', value] },
      (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      },
    )
      .on('error', reject)
      .end();
  });
  assert.equal(twice, 400);
});

test('tokens and secrets never reach the log', async () => {
  const token = world.token('log-watcher');
  await ask(`${token}x`);
  await send(`${world.base}/chat/session?token=${token}`, 'GET');
  await ask(world.token('log-watcher', { exp: 1, iat: 0 }));
  const said = world.server.process.said + world.server.process.printed;
  for (const secret of [
    token,
    token.split('.')[2],
    world.signing_secret,
    world.api_key,
    owner.csrf,
  ])
    assert.ok(!said.includes(secret));
});
