// What programs of the team do with a key: themselves, projects and feedback.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asking, me, programCalls, projects, spoilt } from './calls.ts';
import { Hub } from './world.ts';

let hub: Hub;
before(async () => {
  hub = await Hub.make();
});
after(() => hub?.end());

test('a key knows itself, by either header and with a needless Content-Type', async () => {
  const key = hub.program.headers['X-API-Key'] ?? '';
  const good: Record<string, string>[] = [
    { 'X-API-Key': key },
    { Authorization: `Bearer ${key}` },
    { 'X-API-Key': key, 'Content-Type': 'application/json' },
  ];
  for (const headers of good)
    assert.equal((await hub.program.as(headers).send(me())).role, 'Owner');
  const bad: Record<string, string>[] = [{}, { 'X-API-Key': 'oat_x' }, { 'X-API-Key': '' }];
  for (const headers of bad) await hub.program.as(headers).refused(me(), 401);
});

test('projects are found by id and by key', async () => {
  const { program } = hub;
  const { id, key, calls } = await hub.project();
  const all = (await program.send(projects())).projects;
  assert.ok(all.some((one) => one.id === id));
  const byId = await program.send(calls.project());
  assert.equal(byId.feedback_count, 0);
  assert.equal(byId.description, '');
  assert.deepEqual(await program.send(programCalls(key).project()), byId);
  await program.send(calls.addFeedback({ message: 'one of them' }));
  assert.equal((await program.send(calls.project())).feedback_count, 1);
});

test('feedback is entered, changed, resolved and archived', async () => {
  const { program } = hub;
  const { calls } = await hub.project();
  const made = await program.send(
    calls.addFeedback({
      message: 'Called in',
      type: 'Praise',
      submitted_by: 'Ann, by phone',
      path: '/a',
    }),
  );
  assert.equal(made.source, 'Manual');
  assert.equal(made.submitted_by, 'Ann, by phone');
  const changed = await program.send(
    calls.changeFeedback(made.id, {
      status: 'Resolved',
      resolution_note: 'Fixed in 2.0',
      message: '',
      type: '',
    }),
  );
  assert.equal(changed.status, 'Resolved');
  assert.equal(changed.resolution_note, 'Fixed in 2.0');
  assert.equal(changed.message, 'Called in');
  assert.equal(changed.type, 'Praise');
  const resolved = await program.send(calls.feedback({ status: 'Resolved' }));
  assert.deepEqual(
    resolved.feedback.map(({ id }) => id),
    [made.id],
  );
  for (const members of [{ status: 'Done' }, { type: 'bug' }, { message: 'ab' }, { status: 1 }])
    await program.refused(spoilt(calls.changeFeedback(made.id, {}), members), 400);
  for (let i = 0; i < 2; i++) await program.send(calls.archiveFeedback(made.id));
  assert.equal((await program.send(calls.oneFeedback(made.id))).archived, true);
  assert.deepEqual(await program.send(calls.feedback()), {
    feedback: [],
    pagination: { page: 1, limit: 20, total: 0, total_pages: 0 },
  });
  for (const id of ['x', '00000000-0000-0000-0000-000000000000'])
    await program.refused(calls.oneFeedback(id), 404);
});

test('pages, filters and order of feedback', async () => {
  const { program } = hub;
  const { calls } = await hub.project();
  for (let i = 0; i < 5; i++)
    await program.send(
      calls.addFeedback({ message: `Number ${i}`, type: i % 2 ? 'Bug' : 'Feature' }),
    );
  const numbers = async (query: Parameters<typeof calls.feedback>[0]) =>
    (await program.send(calls.feedback(query))).feedback.map(({ message }) => message.at(-1));
  assert.deepEqual(await numbers({}), ['4', '3', '2', '1', '0']);
  assert.deepEqual(await numbers({ sort: 'created_at', limit: 2, page: 2 }), ['2', '3']);
  assert.deepEqual(await numbers({ type: 'Bug' }), ['3', '1']);
  assert.deepEqual(await numbers({ search: 'number 3' }), ['3']);
  assert.deepEqual(await numbers({ status: '', type: '' }), ['4', '3', '2', '1', '0']);
  const page = await program.send(calls.feedback({ limit: 1000, page: 3 }));
  assert.deepEqual(page.pagination, { page: 3, limit: 100, total: 5, total_pages: 1 });
  for (const bad of ['status=new', 'type=Idea', 'sort=message', 'page=0', 'limit=x', 'limit=1.0'])
    await program.refused(asking(calls.feedback(), bad), 400);
  const stats = await program.send(calls.feedbackStats());
  assert.deepEqual(stats, { total: 5, current_month: 5, last_month: 0 });
});

test('a wrong method is 405 and says which are right', async () => {
  const { id } = await hub.project();
  for (const [path, allow] of [
    ['/feedback', 'GET, HEAD, POST'],
    ['/ratings', 'GET, HEAD, POST'],
    ['/ratings/stats', 'GET, HEAD'],
    ['/summary', 'GET, HEAD'],
  ]) {
    const answer = await hub.program.fetch(`/projects/${id}${path}`, { method: 'PUT' });
    assert.equal(answer.status, 405, path);
    assert.equal(answer.headers.get('allow'), allow, path);
  }
});

test('a colleague without the project, and a made-up one, see the same 404', async () => {
  const { id } = await hub.project();
  const other = await hub.project();
  const colleague = await hub.owner.bring_in('Member', [other.id]);
  for (const path of [
    '/summary',
    '/ratings',
    '/ratings/stats',
    '/ratings/export',
    '/feedback',
    '/feedback/export',
  ]) {
    for (const project of [id, '00000000-0000-0000-0000-000000000000']) {
      const answer = await colleague.call('GET', `/projects/${project}${path}`);
      assert.deepEqual([answer.status, answer.body.error], [404, 'not_found'], path);
    }
  }
  assert.equal((await colleague.call('GET', `/projects/${other.id}/summary`)).status, 200);
});
