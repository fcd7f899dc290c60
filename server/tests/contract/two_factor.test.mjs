// Two-factor sign-in and the record of what members did, as a browser meets them.
import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { kOwner, Person } from './people.mjs';

let world;
let owner;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
  owner = await Person.log_in(world.server);
});
after(() => world?.end());

// RFC 6238, as an authenticator app does it.
function code_of(secret, step = Math.floor(Date.now() / 30_000)) {
  const bits = [...secret]
    .map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0'))
    .join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE(mac.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}
const step_now = () => Math.floor(Date.now() / 30_000);

// A colleague with two-factor sign-in on, and what they need for it.
async function guarded(role = 'Member') {
  const person = await owner.bring_in(role);
  const { secret, address } = await person.must('POST', '/me/two-factor', {
    password: kOwner.password,
  });
  assert.match(address, /^otpauth:\/\/totp\/.+\?secret=[A-Z2-7]{32}&issuer=/);
  const step = step_now();
  const code = code_of(secret, step);
  const { recovery_codes } = await person.must('POST', '/me/two-factor/confirm', { code });
  return { person, secret, recovery_codes, used: step };
}
const log_in = async (body) => {
  const answer = await new Person(world.server).call('POST', '/auth/login', body);
  return answer.body?.error ? [answer.status, answer.body.error] : answer.status;
};

test('the password alone is code_required, and with a code it signs in once', async () => {
  const { person, secret, used } = await guarded();
  const right = { email: person.email, password: kOwner.password };
  assert.deepEqual(await log_in(right), [401, 'code_required']);
  assert.deepEqual(await log_in({ ...right, code: '' }), [401, 'code_required']);
  assert.deepEqual(await log_in({ ...right, code: code_of(secret, used) }), [401, 'login_failed']);
  const next = code_of(secret, Math.max(used + 1, step_now()));
  assert.equal(await log_in({ ...right, code: next }), 200);
  assert.deepEqual(await log_in({ ...right, code: next }), [401, 'login_failed']);
  assert.deepEqual(await log_in({ ...right, code: 123456 }), [400, 'invalid_field']);
});

test('a wrong password is answered the same with and without a second factor', async () => {
  const { person, secret, used } = await guarded();
  const wrong = { email: person.email, password: 'not the password' };
  const answers = [wrong, { ...wrong, code: code_of(secret, used + 1) }, { ...wrong, code: '1' }];
  for (const body of answers) assert.deepEqual(await log_in(body), [401, 'login_failed']);
});

test('each recovery code signs in once', async () => {
  const { person, recovery_codes } = await guarded();
  assert.equal(new Set(recovery_codes).size, 10);
  const right = { email: person.email, password: kOwner.password };
  assert.equal(await log_in({ ...right, code: recovery_codes[3].toLowerCase() }), 200);
  assert.deepEqual(await log_in({ ...right, code: recovery_codes[3] }), [401, 'login_failed']);
  assert.equal((await person.must('GET', '/me/two-factor')).recovery_codes_left, 9);
});

test('the owner sees who has it and resets it; an Admin does not', async () => {
  const { person } = await guarded();
  const admin = await owner.bring_in('Admin');
  const shown = async (who) =>
    (await who.must('GET', '/members')).members.find(({ id }) => id === person.id).two_factor;
  assert.equal(await shown(owner), true);
  assert.equal(await shown(admin), true);
  assert.equal(await shown(person), undefined);
  const refused = await admin.call('DELETE', `/members/${person.id}/two-factor`);
  assert.deepEqual([refused.status, refused.body.error], [403, 'forbidden']);
  await owner.must('DELETE', `/members/${person.id}/two-factor`);
  assert.equal(await log_in({ email: person.email, password: kOwner.password }), 200);
  assert.equal(await shown(owner), false);
  const { entries } = await owner.must('GET', '/audit?area=account');
  assert.equal(entries[0].act, 'account.two_factor_reset');
  assert.equal(entries[0].subject, person.email);
});

test('the command line lets in who has lost phone and recovery codes, and only when told to', async () => {
  const { person } = await guarded();
  const reset = (...more) => {
    const args = ['reset-password', '--data', world.server.data, '--email', person.email, ...more];
    return world.server.command(args).match(/#token=(\S+)/)[1];
  };
  const choose = async (token) => {
    const password = `a new one ${randomUUID()}`;
    await new Person(world.server).must('POST', '/auth/reset/confirm', { token, password });
    return { email: person.email, password };
  };
  const kept = await choose(reset());
  assert.deepEqual(await log_in(kept), [401, 'code_required']);
  assert.equal(await log_in(await choose(reset('--reset-two-factor'))), 200);
  const { entries } = await owner.must('GET', '/audit?area=account&limit=20');
  const entry = entries.find(
    ({ act, subject }) => act === 'account.two_factor_reset' && subject === person.email,
  );
  assert.equal(entry?.member, null, JSON.stringify(entries));
  assert.throws(() =>
    world.server.command([
      'reset-password',
      '--data',
      world.server.data,
      '--email',
      'nobody@example.com',
      '--reset-two-factor',
    ]),
  );
});

test('neither the secret nor a recovery code stands in the files', async () => {
  const { secret, recovery_codes } = await guarded();
  for (const suffix of ['', '-wal']) {
    const bytes = readFileSync(`${world.server.data}/seggwat.db${suffix}`, 'latin1');
    assert.ok(bytes.length > 0);
    for (const text of [secret, ...recovery_codes, recovery_codes[0].replaceAll('-', '')])
      assert.ok(!bytes.includes(text), suffix);
  }
});

test('what members do is told with who, when and from where', async () => {
  const email = `${randomUUID()}@example.com`;
  await owner.must('POST', '/invitations', { email, role: 'Member' });
  const { entries, next_cursor } = await owner.must('GET', '/audit?limit=1');
  assert.equal(entries.length, 1);
  const [{ act, subject, address, member, by_key }] = entries;
  assert.deepEqual([act, subject, address, by_key], ['team.invited', email, '127.0.0.1', false]);
  assert.equal(member.id, world.owner_id);
  const older = await owner.must('GET', `/audit?limit=1&cursor=${next_cursor}`);
  assert.ok(Number(older.entries[0].id) < Number(entries[0].id));
  const by_key_made = await world.team('POST', '/projects', { name: 'By key' });
  assert.equal(by_key_made.status, 201);
  const [newest] = (await owner.must('GET', '/audit?limit=1')).entries;
  assert.deepEqual([newest.act, newest.by_key], ['project.made', true]);
});

test('what lets data out and what takes something away is told, from the page and by key', async () => {
  const newest = async () => {
    const [{ act, subject, details, project }] = (await owner.must('GET', '/audit?limit=1'))
      .entries;
    return { act, subject, details, project: project?.id };
  };
  const here = `/projects/${world.project_id}`;
  const told = async (act, subject = '', details = {}) =>
    assert.deepEqual(await newest(), { act, subject, details, project: world.project_id });
  for (const what of ['feedback', 'ratings']) {
    assert.equal((await owner.call('GET', `${here}/${what}/export`)).status, 200);
    await told(`data.${what}_exported`);
  }
  const feedback = async () =>
    (await owner.must('POST', `${here}/feedback`, { message: 'It is slow', type: 'Bug' })).id;
  const archived = await Promise.all([feedback(), feedback(), feedback()]);
  await owner.must('PATCH', `${here}/feedback/${archived[0]}`, { archived: true });
  await told('data.feedback_archived', '', { feedback_id: archived[0] });
  await owner.must('POST', `${here}/feedback/bulk`, { ids: [archived[1]], archived: true });
  await told('data.feedback_archived', '', { feedback_id: archived[1] });
  await owner.must('DELETE', `${here}/feedback/${archived[2]}`);
  await told('data.feedback_archived', '', { feedback_id: archived[2] });
  const before = (await owner.must('GET', '/audit?limit=1')).entries[0].id;
  await owner.must('PATCH', `${here}/feedback/${archived[2]}`, { archived: true });
  assert.equal((await owner.must('GET', '/audit?limit=1')).entries[0].id, before, 'nothing new');

  const rating = (await world.team('POST', `${here}/ratings`, { value: true, path: '/a' })).body;
  await owner.must('DELETE', `${here}/ratings/${rating.id}`);
  await told('data.rating_archived', '', { rating_id: rating.id });

  const tag = (await owner.must('POST', `${here}/tags`, { name: 'Refund' })).id;
  await owner.must('PATCH', `${here}/tags/${tag}`, { name: 'Money back' });
  await told('project.tag_changed', 'Refund', { name: 'Money back' });
  await owner.must('DELETE', `${here}/tags/${tag}`);
  await told('project.tag_removed', 'Money back');

  const save = (scope) =>
    owner.must('POST', '/saved-replies', {
      scope,
      project_id: world.project_id,
      shortcut: 'hello',
      body: 'Hello!',
    });
  const { saved_reply } = await save('shared');
  await owner.must('PATCH', `/saved-replies/${saved_reply.id}`, { body: 'Good day!' });
  await told('team.saved_reply_changed', 'hello');
  await owner.must('DELETE', `/saved-replies/${saved_reply.id}`);
  await told('team.saved_reply_removed', 'hello');
  const own = (await save('personal')).saved_reply;
  await owner.must('DELETE', `/saved-replies/${own.id}`);
  await told('team.saved_reply_removed', 'hello');
  const removals = (await owner.must('GET', '/audit?area=team&limit=20')).entries.filter(
    ({ act }) => act === 'team.saved_reply_removed',
  );
  assert.equal(removals.length, 1, 'what somebody does with their own is nobody’s business');
});

test('a failed sign-in is told without what was typed', async () => {
  await log_in({ email: 'my secret password', password: 'x' });
  const [newest] = (await owner.must('GET', '/audit?area=sign_in&limit=1')).entries;
  assert.deepEqual([newest.act, newest.subject, newest.member], ['sign_in.failed', '', null]);
});

test('the log is filtered by what there is', async () => {
  for (const path of ['/audit', '/audit/export']) {
    assert.equal((await owner.call('GET', `${path}?area=team`)).status, 200);
    assert.equal((await owner.call('GET', `${path}?area=weather`)).status, 400);
  }
});

test('the export is a file that no spreadsheet calculates with', async () => {
  await owner.must('POST', '/api-keys', { label: '=1+1' });
  const answer = await owner.call('GET', '/audit/export?area=key');
  assert.equal(answer.status, 200);
  assert.match(answer.headers.get('content-type'), /^text\/csv/);
  assert.match(answer.headers.get('content-disposition'), /^attachment/);
  assert.ok(answer.body.includes(`"'=1+1"`), answer.body);
});

test('a password that anybody would try first is refused', async () => {
  const { link } = await owner.must('POST', '/invitations', {
    email: 'guessable@example.com',
    role: 'Member',
  });
  const token = link.split('#token=')[1];
  for (const password of ['password123', 'guessable@example.com', 'aaaaaaaaaa']) {
    const answer = await new Person(world.server).call('POST', '/invitations/accept', {
      token,
      name: 'Guess',
      password,
    });
    assert.deepEqual([answer.status, answer.body.error], [400, 'password_guessable'], password);
  }
});
