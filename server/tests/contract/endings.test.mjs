// What was granted and is taken away: streams end within five seconds, calls are refused at once.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { kOwner, Person, send } from './people.mjs';

const kSoon = 5000;
let world;
let owner;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
  owner = await Person.log_in(world.server);
});
after(() => world?.end());

// The last event of a stream and how long its end took.
async function end_of(stream) {
  const began = performance.now();
  let last = null;
  for (let event = await stream.next(); event; event = await stream.next()) last = event;
  const took = performance.now() - began;
  assert.ok(took < kSoon, `it took ${Math.round(took)} ms`);
  return last;
}
async function open(path, headers) {
  const stream = await world.stream(path, headers);
  assert.equal(stream.answer.status, 200);
  assert.equal((await stream.next()).event, 'ready');
  return stream;
}
const bearer = (token) => ({ Authorization: `Bearer ${token}` });
const status_of = async (path, headers) => {
  const { status, body } = await send(world.base + path, 'GET', headers);
  return body?.error ? [status, body.error] : status;
};

test('a stream ends when its token does, with the reason, and sends are refused', async () => {
  const now = Math.floor(Date.now() / 1000);
  const token = world.token('short', { iat: now - 600, exp: now - 57 });
  const stream = await open('/chat/stream', bearer(token));
  assert.deepEqual((await end_of(stream)).data, { code: 'token_expired' });
  assert.deepEqual(await status_of('/chat/session', bearer(token)), [401, 'token_expired']);
});

test('two secrets live side by side; what a revoked one signed is over', async () => {
  const project = await owner.make_project('Rotating');
  const claims = { project_key: project.project_key };
  const { value, secret } = await owner.must('POST', `/projects/${project.project_id}/secrets`);
  const old_token = bearer(world.token('rota', claims, { secret: project.signing_secret }));
  const new_token = bearer(world.token('rota', claims, { secret: value }));
  const third = await owner.call('POST', `/projects/${project.project_id}/secrets`);
  assert.deepEqual([third.status, third.body.error], [409, 'too_many_secrets']);
  for (const headers of [old_token, new_token])
    assert.equal(await status_of('/chat/session', headers), 200);
  const [stream, newer] = [
    await open('/chat/stream', old_token),
    await open('/chat/stream', new_token),
  ];
  await owner.must('DELETE', `/projects/${project.project_id}/secrets/${project.secret_id}`);
  assert.deepEqual((await end_of(stream)).data, { code: 'token_revoked' });
  assert.deepEqual(await status_of('/chat/session', old_token), [401, 'token_revoked']);
  assert.equal(await status_of('/chat/session', new_token), 200);
  await send(`${world.base}/chat/messages`, 'POST', new_token, {
    client_id: randomUUID(),
    body: 'undisturbed',
  });
  assert.equal((await newer.next_of('message')).data.message.body, 'undisturbed');
  newer.close();
  const fresh = await owner.must('POST', `/projects/${project.project_id}/secrets`);
  assert.equal(fresh.value.length, 47);
  await owner.must('DELETE', `/projects/${project.project_id}/secrets/${secret.id}`);
  assert.deepEqual(await status_of('/chat/session', new_token), [401, 'token_revoked']);
  const listed = JSON.stringify(await owner.must('GET', `/projects/${project.project_id}/secrets`));
  for (const shown of [project.signing_secret, value, fresh.value])
    assert.ok(!listed.includes(shown));
});

test('signing a user out ends their streams alone and what was issued before', async () => {
  const user = world.user('to-sign-out');
  const neighbour = world.user('neighbour');
  const { thread_id } = (await user.say('hello')).body.message;
  const [stream, theirs] = [
    await open('/chat/stream', user.headers),
    await open('/chat/stream', neighbour.headers),
  ];
  await owner.must('POST', `/projects/${world.project_id}/threads/${thread_id}/sign-out`);
  assert.deepEqual((await end_of(stream)).data, { code: 'signed_out' });
  assert.deepEqual(await status_of('/chat/session', user.headers), [401, 'token_revoked']);
  await neighbour.say('still here');
  assert.equal((await theirs.next_of('message')).data.message.body, 'still here');
  theirs.close();
});

test('switching live chat off ends the conversation for users and keeps it for the team', async () => {
  const project = await owner.make_project('Closing');
  const token = bearer(
    world.token('guest', { project_key: project.project_key }, { secret: project.signing_secret }),
  );
  const stream = await open('/chat/stream', token);
  const widget = await owner.must('GET', `/projects/${project.project_id}/widget`);
  await owner.must('PUT', `/projects/${project.project_id}/widget`, {
    ...widget,
    modules: { ...widget.modules, live_chat: false },
  });
  await end_of(stream);
  assert.deepEqual(await status_of('/chat/session', token), [403, 'chat_disabled']);
  assert.equal((await owner.call('GET', `/projects/${project.project_id}/threads`)).status, 200);
});

test("leaving, being removed and a revoked key end the team's streams", async () => {
  const leaver = await owner.bring_in('Member');
  const leaving = await open('/stream', leaver.headers);
  await leaver.must('POST', '/auth/logout');
  assert.deepEqual((await end_of(leaving)).data, { code: 'signed_out' });

  const admin = await owner.bring_in('Admin');
  const made = await admin.must('POST', '/api-keys', { label: 'script' });
  const key = { 'X-API-Key': made.key };
  const [by_session, by_key] = [await open('/stream', admin.headers), await open('/stream', key)];
  await owner.must('DELETE', `/members/${admin.id}`);
  for (const stream of [by_session, by_key])
    assert.deepEqual((await end_of(stream)).data, { code: 'signed_out' });
  assert.deepEqual(await status_of('/me', key), [401, 'unauthorized']);

  const own = await owner.must('POST', '/api-keys', { label: 'script' });
  const revoked = await open('/stream', { 'X-API-Key': own.key });
  await owner.must('POST', `/api-keys/${own.api_key.id}/revoke`);
  assert.deepEqual((await end_of(revoked)).data, { code: 'signed_out' });
});

test('losing a project ends the stream that showed it', async () => {
  const member = await owner.bring_in('Member');
  const stream = await open('/stream', member.headers);
  const other = await owner.make_project('Elsewhere');
  await owner.must('PATCH', `/members/${member.id}`, { projects: [other.project_id] });
  await end_of(stream);
  assert.deepEqual(await status_of(`/projects/${world.project_id}/threads`, member.headers), [
    404,
    'not_found',
  ]);
});

test('a new password ends every other session, and the old cookie of this one', async () => {
  const member = await owner.bring_in('Member');
  const elsewhere = await Person.log_in(world.server, {
    email: member.email,
    password: kOwner.password,
  });
  const before_change = member.headers;
  const stream = await open('/stream', elsewhere.headers);
  const wrong = await member.call('POST', '/me/password', {
    current: 'not this one',
    password: 'another long one',
  });
  assert.deepEqual([wrong.status, wrong.body.error], [403, 'wrong_password']);
  assert.equal((await elsewhere.call('GET', '/me')).status, 200);
  await member.must('POST', '/me/password', {
    current: kOwner.password,
    password: 'another long one',
  });
  assert.deepEqual((await end_of(stream)).data, { code: 'signed_out' });
  assert.equal((await elsewhere.call('GET', '/me')).status, 401);
  assert.equal(await status_of('/me', before_change).then(([status]) => status), 401);
  assert.equal((await member.call('GET', '/me')).status, 200);
  const old = await new Person(world.server).call('POST', '/auth/login', {
    email: member.email,
    password: kOwner.password,
  });
  assert.equal(old.status, 401);
});

test('an invitation is good once, also for two at the same moment', async () => {
  const { link } = await owner.must('POST', '/invitations', {
    email: 'twice@example.com',
    role: 'Member',
  });
  const wish = { token: link.split('#token=')[1], name: 'Twin', password: kOwner.password };
  const answers = await Promise.all(
    [1, 2, 3].map(() => new Person(world.server).call('POST', '/invitations/accept', wish)),
  );
  const statuses = answers.map(({ status }) => status).sort();
  assert.equal(statuses.filter((status) => status === 200).length, 1, `${statuses}`);
  assert.ok(
    statuses.every((status) => [200, 404, 409].includes(status)),
    `${statuses}`,
  );
  assert.equal(
    (await new Person(world.server).call('POST', '/invitations/lookup', { token: wish.token }))
      .status,
    404,
  );
  const { invitation, link: first } = await owner.must('POST', '/invitations', {
    email: 'again@example.com',
    role: 'Member',
  });
  await owner.must('POST', `/invitations/${invitation.id}/resend`);
  const dead = await new Person(world.server).call('POST', '/invitations/lookup', {
    token: first.split('#token=')[1],
  });
  assert.equal(dead.status, 404);
});
