// What a proven token must say.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import {
  ask,
  claims_text,
  encode,
  expect_all,
  expect_code,
  expect_good,
  kHeader,
  make_token_world,
  now,
  other,
  sign,
  world,
} from './token_world.mjs';

before(make_token_world);
after(() => world?.end());

test('times: missing, odd, past and future', async () => {
  const raw = (name, text) => sign(kHeader, claims_text({ [name]: '@' }).replace('"@"', text));
  const claims_faults = {};
  for (const name of ['exp', 'iat', 'nbf']) {
    for (const text of [
      'null',
      '"1700000000"',
      '-1',
      'true',
      '{}',
      '[1]',
      '9223372036854775808',
      '1e400',
      '18446744073709551616',
      '1e300',
      '9007199254740993',
    ]) {
      claims_faults[`${name} ${text}`] = raw(name, text);
    }
  }
  claims_faults['no exp'] = sign(kHeader, claims_text({ exp: undefined }));
  claims_faults['no iat'] = sign(kHeader, claims_text({ iat: undefined }));
  await expect_all(claims_faults, 'token_claims');
  await expect_all({ 'exp NaN': raw('exp', 'NaN'), 'exp 1.': raw('exp', '1.') }, 'token_invalid');

  const at = (more) => world.token('ada', more);
  const t = now();
  await expect_all(
    {
      'a minute and a second ago': at({ exp: t - 61 }),
      long: at({ iat: t - 3600, exp: t - 1800 }),
      never: at({ iat: 0, exp: 0 }),
    },
    'token_expired',
  );
  await expect_all(
    {
      iat: at({ iat: t + 90, exp: t + 600 }),
      nbf: at({ nbf: t + 90 }),
      'nbf after exp': at({ exp: t + 30, nbf: t + 40 }),
    },
    'token_not_yet_valid',
  );
  await expect_all(
    {
      'a day and a second': at({ exp: t + 86401, iat: t }),
      'the year 9999': at({ exp: 253402300799 }),
      'as old as time': at({ iat: 0 }),
    },
    'token_lifetime',
  );
  await expect_good(at({ iat: t - 600, exp: t - 50 }), 'expired, but clocks may differ');
  await expect_good(at({ iat: t + 50 }), 'issued a little ahead');
  await expect_good(at({ nbf: t + 50 }), 'valid a little ahead');
  await expect_good(at({ iat: t - 100, exp: t + 86300 }), 'a day');
  await expect_good(at({ iat: t - 0.5, exp: t + 99.9 }), 'parts of seconds');
});

test('who: one to 255 characters, byte for byte, never made equal', async () => {
  const faults = {};
  for (const sub of [
    undefined,
    '',
    null,
    5,
    true,
    ['a'],
    { id: 'a' },
    'a\u0000b',
    'a\nb',
    '\u0085',
    '\u007f',
    'x'.repeat(256),
  ]) {
    faults[JSON.stringify(sub)?.slice(0, 20) ?? 'absent'] = sign(kHeader, claims_text({ sub }));
  }
  await expect_all(faults, 'token_claims');
  // Twins to the eye, or to a careless comparison; each is somebody else.
  const subs = [
    '123',
    '0123',
    '123 ',
    ' 123',
    'caf\u00e9',
    'cafe\u0301',
    'Ada-L',
    'ada-l',
    'admin',
    '../x',
    'a\u200db',
    'ab',
    '\u202eba',
    "' OR 1=1 --",
    '%',
    '😀'.repeat(255),
    ' ',
  ];
  for (const sub of subs)
    assert.equal((await world.user(sub).say(`I am ${encode(sub)}`)).status, 201, sub);
  for (const sub of subs) {
    const { body } = await world.user(sub).call('GET', '/session');
    assert.equal(body.user.id, sub);
    assert.deepEqual(
      body.messages.map((message) => message.body),
      [`I am ${encode(sub)}`],
    );
  }
});

test('claims about the person never refuse a token', async () => {
  const user_of = async (more) =>
    (await ask(sign(kHeader, claims_text({ sub: randomUUID(), ...more })))).body.user;
  for (const email of [
    'not an address',
    ['a@b.example'],
    `${'x'.repeat(300)}@b.example`,
    'a@b.example\r\nBcc: v@x.example',
    5,
    null,
  ]) {
    assert.equal((await user_of({ email })).email, null, JSON.stringify(email));
  }
  assert.deepEqual(await user_of({ sub: 'mail', email: 'a@b.example', name: 'A\u0000\nB' }), {
    id: 'mail',
    name: 'A  B',
    email: 'a@b.example',
    email_verified: true,
  });
  for (const name of [5, null, {}, '\u200b']) assert.equal((await user_of({ name })).name, null);
  // What the page says does not beat what the site signed.
  const user = world.user('claimed', { email: 'signed@b.example' });
  await user.call('PUT', '/profile', { email: 'page@b.example' });
  assert.equal((await user.call('GET', '/session')).body.user.email, 'signed@b.example');
});

test('the project is the one that is signed', async () => {
  const mine = world.token('ada');
  const theirs = world.token(
    'ada',
    { project_key: other.project_key },
    { secret: other.signing_secret },
  );
  await expect_good(mine, 'the claim chooses');
  await expect_good(mine, 'the header agrees', { 'X-Project-Key': world.project_key });
  await expect_code(mine, 'token_wrong_project', 'header of another', {
    'X-Project-Key': other.project_key,
  });
  await expect_code(theirs, 'token_wrong_project', 'token of another', {
    'X-Project-Key': world.project_key,
  });
  for (const key of [randomUUID(), 'demo-project-key', '', world.project_id]) {
    await expect_code(mine, 'token_invalid', `header ${key}`, { 'X-Project-Key': key });
  }
  // With the header the secret is chosen without the claim; the claim must still be there and right.
  const header = { 'X-Project-Key': world.project_key };
  for (const project_key of [undefined, null, 5, [world.project_key]]) {
    await expect_code(
      sign(kHeader, claims_text({ project_key })),
      'token_claims',
      JSON.stringify(project_key),
      header,
    );
  }
  for (const project_key of [
    world.project_key.toUpperCase(),
    ` ${world.project_key}`,
    '',
    other.project_key,
    world.project_id,
  ]) {
    await expect_code(
      sign(kHeader, claims_text({ project_key })),
      'token_wrong_project',
      project_key,
      header,
    );
  }
});

test('what is checked first is told first', async () => {
  const header = { 'X-Project-Key': world.project_key };
  const past = { iat: 0, exp: 90000 };
  await expect_code(
    world.token('ada', { ...past, sub: 5, project_key: 'x' }),
    'token_claims',
    'claims',
    header,
  );
  await expect_code(
    world.token('ada', { ...past, project_key: 'x' }),
    'token_wrong_project',
    'project',
    header,
  );
  await expect_code(world.token('ada', past), 'token_lifetime', 'lifetime', header);
  await expect_code(
    world.token('ada', { iat: now() + 99, exp: now() - 99 }),
    'token_expired',
    'expiry',
    header,
  );
});
