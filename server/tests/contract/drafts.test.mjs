// Drafts: what a member has typed and not sent, for their other devices and for nobody else.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { Person } from './people.mjs';

let world;
let owner;
let member;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
  owner = await Person.log_in(world.server);
  member = await owner.bring_in('Member', [world.project_id]);
});
after(() => world?.end());

const place = async () => {
  const user = world.user();
  const { thread_id } = (await user.say('Hello')).body.message;
  return { user, thread_id, path: world.threads(`/${thread_id}/draft`) };
};
const code = ({ status, body }) => `${status} ${body?.error ?? ''}`.trim();

test('a draft is there on another device of the same member, as typed, and for nobody else', async () => {
  const { path, thread_id } = await place();
  assert.deepEqual(await owner.must('GET', path), { draft: null });
  const body = '  Half a thought\n\n@{0190a1b2-0000-7000-8000-000000000000} ';
  const { draft } = await owner.must('PUT', path, { body, internal: true });
  assert.deepEqual(draft, {
    project_id: world.project_id,
    thread_id,
    body,
    internal: true,
    updated_at: draft.updated_at,
  });
  const phone = await Person.log_in(world.server);
  assert.deepEqual((await phone.must('GET', path)).draft, draft);
  assert.deepEqual((await phone.must('GET', '/drafts')).drafts[0], draft);
  assert.deepEqual(await member.must('GET', path), { draft: null });
  assert.deepEqual((await member.must('GET', '/drafts')).drafts, []);
});

test('a draft is replaced by the next, and gone when it is empty or deleted', async () => {
  const { path } = await place();
  await owner.must('PUT', path, { body: 'one', internal: true });
  const { draft } = await owner.must('PUT', path, { body: 'two' });
  assert.deepEqual([draft.body, draft.internal], ['two', false]);
  assert.deepEqual(await owner.must('PUT', path, { body: '' }), { draft: null });
  assert.deepEqual(await owner.must('GET', path), { draft: null });
  await owner.must('PUT', path, { body: 'three' });
  assert.equal((await owner.call('DELETE', path)).status, 204);
  assert.equal((await owner.call('DELETE', path)).status, 204);
  assert.deepEqual(await owner.must('GET', path), { draft: null });
});

test('a draft has at most 10,000 code points', async () => {
  const { path } = await place();
  assert.equal((await owner.call('PUT', path, { body: '😀'.repeat(10_000) })).status, 200);
  for (const body of ['x'.repeat(10_001), 7, null, undefined, 'a\u0000b']) {
    assert.equal(code(await owner.call('PUT', path, { body })), '400 invalid_field');
  }
  assert.equal(
    code(await owner.call('PUT', path, { body: 'x', internal: 'yes' })),
    '400 invalid_field',
  );
});

test('a draft in a project that a member no longer sees is not listed', async () => {
  const { path } = await place();
  await member.must('PUT', path, { body: 'soon gone' });
  const other = await owner.make_project('Other');
  await owner.must('PATCH', `/members/${member.id}`, { projects: [other.project_id] });
  assert.deepEqual((await member.must('GET', '/drafts')).drafts, []);
  assert.equal(code(await member.call('GET', path)), '404 not_found');
  await owner.must('PATCH', `/members/${member.id}`, { projects: [world.project_id] });
  assert.equal((await member.must('GET', path)).draft.body, 'soon gone');
});

test('nothing that the user can get changes by a draft', async () => {
  const { user, path } = await place();
  const stream = await user.stream();
  const { data } = await stream.next();
  const before_it = (await user.call('GET', '/session')).body;
  await owner.must('PUT', path, { body: 'secret thoughts' });
  await owner.must('DELETE', path);
  assert.deepEqual((await user.call('GET', '/session')).body, before_it);
  const events = await user.call('GET', `/events?wait=0&cursor=${data.cursor}`);
  assert.deepEqual(events.body.events, []);
  stream.close();
});

test('a conversation that does not exist has no draft', async () => {
  const path = world.threads(`/${randomUUID()}/draft`);
  for (const method of ['GET', 'PUT', 'DELETE']) {
    const answer = await owner.call(method, path, method === 'PUT' ? { body: 'x' } : undefined);
    assert.equal(code(answer), '404 not_found', method);
  }
});
