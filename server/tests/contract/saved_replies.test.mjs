// Saved replies: one's own and the team's, who may change which, and what a shortcut may be.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { World } from './client.mjs';
import { Person } from './people.mjs';

let world;
let owner;
let member;
let other;
before(async () => {
  world = await World.make(['--rate-limits', 'off']);
  owner = await Person.log_in(world.server);
  other = await owner.make_project('Other');
  member = await owner.bring_in('Member', [world.project_id]);
});
after(() => world?.end());

const make = async (person, more) =>
  (await person.must('POST', '/saved-replies', { scope: 'personal', body: 'Hello', ...more }))
    .saved_reply;
const shortcuts = async (person) =>
  (await person.must('GET', '/saved-replies')).saved_replies.map(({ shortcut }) => shortcut);
const code = ({ status, body }) => `${status} ${body?.error ?? ''}`.trim();

test('a personal reply is seen, changed and deleted by its member alone', async () => {
  const mine = await make(member, { shortcut: 'hi', body: 'Hello {{user.first_name|there}},' });
  assert.deepEqual(
    { ...mine, id: '', created_at: '', updated_at: '' },
    {
      id: '',
      scope: 'personal',
      project_id: null,
      shortcut: 'hi',
      body: 'Hello {{user.first_name|there}},',
      created_at: '',
      updated_at: '',
      updated_by: 'Member',
    },
  );
  assert.ok((await shortcuts(member)).includes('hi'));
  assert.ok(!(await shortcuts(owner)).includes('hi'));
  const address = `/saved-replies/${mine.id}`;
  assert.equal(code(await owner.call('PATCH', address, { body: 'x' })), '404 not_found');
  assert.equal(code(await owner.call('DELETE', address)), '404 not_found');
  const changed = await member.must('PATCH', address, { shortcut: 'hello', body: 'Good day' });
  assert.deepEqual([changed.saved_reply.shortcut, changed.saved_reply.body], ['hello', 'Good day']);
  assert.equal((await member.call('DELETE', address)).status, 204);
  assert.equal(code(await member.call('DELETE', address)), '404 not_found');
});

test('a shared reply is used by everybody and changed by Owners and Admins', async () => {
  const wanted = { scope: 'shared', shortcut: 'refund', body: 'We send the money back.' };
  assert.equal(code(await member.call('POST', '/saved-replies', wanted)), '403 forbidden');
  const shared = await make(owner, wanted);
  assert.ok((await shortcuts(member)).includes('refund'));
  const address = `/saved-replies/${shared.id}`;
  assert.equal(code(await member.call('PATCH', address, { body: 'No money.' })), '403 forbidden');
  assert.equal(code(await member.call('DELETE', address)), '403 forbidden');
  const admin = await owner.bring_in('Admin');
  const changed = await admin.must('PATCH', address, { body: 'Of course.' });
  assert.deepEqual(
    [changed.saved_reply.scope, changed.saved_reply.body, changed.saved_reply.updated_by],
    ['shared', 'Of course.', 'Admin'],
  );
});

test('a shared reply of one project does not exist for those who do not see the project', async () => {
  const there = await make(owner, {
    scope: 'shared',
    shortcut: 'there',
    project_id: other.project_id,
  });
  assert.ok(!(await shortcuts(member)).includes('there'));
  assert.ok((await shortcuts(owner)).includes('there'));
  const address = `/saved-replies/${there.id}`;
  assert.equal(code(await member.call('PATCH', address, { body: 'x' })), '404 not_found');
  const elsewhere = { scope: 'personal', shortcut: 'x', body: 'x', project_id: other.project_id };
  assert.equal(code(await member.call('POST', '/saved-replies', elsewhere)), '400 invalid_field');
});

test('a shortcut is unique for its owner and project, compared without case', async () => {
  await make(owner, { shortcut: 'Twice' });
  const again = { scope: 'personal', shortcut: 'tWICE', body: 'x' };
  assert.equal(code(await owner.call('POST', '/saved-replies', again)), '409 shortcut_taken');
  await make(member, { shortcut: 'twice' });
  await make(owner, { shortcut: 'twice', project_id: other.project_id });
  const third = await make(owner, { shortcut: 'thrice' });
  const renamed = await owner.call('PATCH', `/saved-replies/${third.id}`, { shortcut: 'twice' });
  assert.equal(code(renamed), '409 shortcut_taken');
  const same = await owner.call('PATCH', `/saved-replies/${third.id}`, { shortcut: 'Thrice' });
  assert.equal(same.status, 200);
});

test('what cannot be a saved reply is refused by its name', async () => {
  const good = { scope: 'personal', shortcut: 'form', body: 'x' };
  for (const wrong of [
    { scope: undefined },
    { scope: 'team' },
    { shortcut: undefined },
    { shortcut: '' },
    { shortcut: 'two words' },
    { shortcut: 'a/b' },
    { shortcut: 'a\u2003b' },
    { shortcut: 'a\tb' },
    { shortcut: 'x'.repeat(41) },
    { shortcut: '\u200b' },
    { shortcut: 7 },
    { body: undefined },
    { body: ' \n ' },
    { body: 'x'.repeat(10_001) },
    { project_id: 'nowhere' },
    { project_id: '00000000-0000-7000-8000-000000000000' },
  ]) {
    const answer = await owner.call('POST', '/saved-replies', { ...good, ...wrong });
    assert.equal(code(answer), '400 invalid_field', JSON.stringify(wrong));
    assert.match(answer.body.message, new RegExp(Object.keys(wrong)[0]));
  }
  const most = { ...good, shortcut: '😀'.repeat(40), body: '😀'.repeat(10_000) };
  assert.equal((await owner.call('POST', '/saved-replies', most)).status, 201);
});

test('there is a most of them', async () => {
  const busy = await owner.bring_in('Member');
  for (let n = 0; n < 200; n += 1) await make(busy, { shortcut: `n${n}` });
  const one_more = { scope: 'personal', shortcut: 'more', body: 'x' };
  assert.equal(
    code(await busy.call('POST', '/saved-replies', one_more)),
    '409 too_many_saved_replies',
  );
});
