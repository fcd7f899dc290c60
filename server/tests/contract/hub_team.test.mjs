// What programs of the team do with a key: lists, changes, statistics, exactly as published clients expect them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Hub } from './hub_world.mjs';
import {
  Feedback,
  FeedbackPage,
  FeedbackStats,
  HelpfulStats,
  list,
  Me,
  NpsStats,
  object,
  Project,
  Rating,
  RatingPage,
  StarStats,
  Summary,
} from './strict.mjs';

let hub;
before(async () => {
  hub = await Hub.make();
});
after(() => hub?.end());

test('a key knows itself, by either header and with a needless Content-Type', async () => {
  for (const headers of [
    { 'X-API-Key': hub.world.api_key },
    { Authorization: `Bearer ${hub.world.api_key}` },
    { 'X-API-Key': hub.world.api_key, 'Content-Type': 'application/json' },
  ]) {
    const me = await hub.ask('GET', '/me', { headers, check: Me });
    assert.equal(me.role, 'Owner');
  }
  for (const headers of [{}, { 'X-API-Key': 'oat_x' }, { 'X-API-Key': '' }])
    await hub.ask('GET', '/me', { headers, status: 401 });
});

test('projects are found by id and by key', async () => {
  const project = await hub.project();
  await hub.ask('GET', '/projects', { check: object({ projects: list(Project) }) });
  const by_id = await project.ask('GET', '', { check: Project });
  assert.equal(by_id.feedback_count, 0);
  assert.equal(by_id.description, '');
  assert.deepEqual(await hub.ask('GET', `/projects/${project.key}`, { check: Project }), by_id);
  await project.ask('POST', '/feedback', { body: { message: 'one of them' }, status: 201 });
  assert.equal((await project.ask('GET', '', { check: Project })).feedback_count, 1);
});

test('feedback is entered, changed, resolved and archived', async () => {
  const project = await hub.project();
  const made = await project.ask('POST', '/feedback', {
    body: { message: 'Called in', type: 'Praise', submitted_by: 'Ann, by phone', path: '/a' },
    status: 201,
    check: Feedback,
  });
  assert.equal(made.source, 'Manual');
  assert.equal(made.submitted_by, 'Ann, by phone');
  const path = `/feedback/${made.id}`;
  const change = { status: 'Resolved', resolution_note: 'Fixed in 2.0', message: '', type: '' };
  const changed = await project.ask('PATCH', path, { body: change, check: Feedback });
  assert.equal(changed.status, 'Resolved');
  assert.equal(changed.resolution_note, 'Fixed in 2.0');
  assert.equal(changed.message, 'Called in');
  assert.equal(changed.type, 'Praise');
  const resolved = await project.ask('GET', '/feedback?status=Resolved', { check: FeedbackPage });
  assert.deepEqual(
    resolved.feedback.map(({ id }) => id),
    [made.id],
  );
  for (const body of [{ status: 'Done' }, { type: 'bug' }, { message: 'ab' }, { status: 1 }])
    await project.ask('PATCH', path, { body, status: 400 });
  for (let i = 0; i < 2; i++) await project.ask('DELETE', path, { status: 204 });
  assert.equal((await project.ask('GET', path, { check: Feedback })).archived, true);
  const left = await project.ask('GET', '/feedback', { check: FeedbackPage });
  assert.deepEqual(left, {
    feedback: [],
    pagination: { page: 1, limit: 20, total: 0, total_pages: 0 },
  });
  for (const id of ['x', '00000000-0000-0000-0000-000000000000'])
    await project.ask('GET', `/feedback/${id}`, { status: 404 });
});

test('pages, filters and order of feedback', async () => {
  const project = await hub.project();
  for (let i = 0; i < 5; i++) {
    const body = { message: `Number ${i}`, type: i % 2 ? 'Bug' : 'Feature' };
    await project.ask('POST', '/feedback', { body, status: 201 });
  }
  const messages = async (query) =>
    (await project.ask('GET', `/feedback${query}`, { check: FeedbackPage })).feedback.map(
      ({ message }) => message.at(-1),
    );
  assert.deepEqual(await messages(''), ['4', '3', '2', '1', '0']);
  assert.deepEqual(await messages('?sort=created_at&limit=2&page=2'), ['2', '3']);
  assert.deepEqual(await messages('?type=Bug'), ['3', '1']);
  assert.deepEqual(await messages('?search=number%203'), ['3']);
  assert.deepEqual(await messages('?status=&type='), ['4', '3', '2', '1', '0']);
  const page = await project.ask('GET', '/feedback?limit=1000&page=3', { check: FeedbackPage });
  assert.deepEqual(page.pagination, { page: 3, limit: 100, total: 5, total_pages: 1 });
  for (const bad of ['status=new', 'type=Idea', 'sort=message', 'page=0', 'limit=x', 'limit=1.0'])
    await project.ask('GET', `/feedback?${bad}`, { status: 400 });
  const stats = await project.ask('GET', '/feedback/stats', { check: FeedbackStats });
  assert.deepEqual(stats, { total: 5, current_month: 5, last_month: 0 });
});

test('ratings are entered in the old and the new form', async () => {
  const project = await hub.project();
  const old = { value: true, path: '/a', submitted_by: 'Ann, by phone' };
  const thumb = await project.ask('POST', '/ratings', { body: old, status: 201, check: Rating });
  assert.deepEqual(thumb.value, { type: 'helpful', value: true });
  const again = await project.ask('POST', '/ratings', {
    body: { ...old, value: false },
    status: 201,
    check: Rating,
  });
  assert.equal(again.id, thumb.id, 'a second answer replaces the first');
  const typed = { rating: { type: 'star', value: 3, max_stars: 5 }, context: { path: '/a' } };
  const star = await project.ask('POST', '/ratings/typed', {
    body: typed,
    status: 201,
    check: Rating,
  });
  assert.deepEqual(star.value, typed.rating);
  for (const body of [{ value: 1 }, {}, { rating: { type: 'star', value: 3 } }])
    await project.ask('POST', '/ratings', { body, status: 400 });
  const stars = await project.ask('GET', '/ratings?type=star&path=%2Fa&value=3', {
    check: RatingPage,
  });
  assert.deepEqual(
    stars.ratings.map(({ id }) => id),
    [star.id],
  );
  assert.equal(
    (await project.ask('GET', '/ratings?value=false', { check: RatingPage })).ratings.length,
    1,
  );
  for (const bad of ['type=stars', 'value=x', 'type=nps&value=true', 'sort=value', 'page=0'])
    await project.ask('GET', `/ratings?${bad}`, { status: 400 });
  for (let i = 0; i < 2; i++) await project.ask('DELETE', `/ratings/${star.id}`, { status: 204 });
  assert.equal((await project.ask('GET', `/ratings/${star.id}`, { check: Rating })).archived, true);
  assert.equal(
    (await project.ask('GET', '/ratings?type=star', { check: RatingPage })).pagination.total,
    0,
  );
});

test('statistics of every kind are whole where there is nothing, and exact where there is', async () => {
  const project = await hub.project();
  const empty = await project.ask('GET', '/summary', { check: Summary });
  assert.deepEqual(empty.ratings, {
    helpful: { total: 0, percentage: 0 },
    star: { total: 0, average: 0 },
    nps: { total: 0, score: 0 },
  });
  await project.ask('GET', '/ratings/stats', { check: HelpfulStats });
  await project.ask('GET', '/ratings/stats/star', { check: StarStats });
  await project.ask('GET', '/ratings/stats/nps', { check: NpsStats });
  const typed = (rating) =>
    project.ask('POST', '/ratings/typed', { body: { rating }, status: 201, check: Rating });
  for (const value of [5, 4, 4]) await typed({ type: 'star', value });
  for (const value of [10, 9, 7, 2]) await typed({ type: 'nps', value });
  for (const value of [true, true, false]) await typed({ type: 'helpful', value });
  const star = await project.ask('GET', '/ratings/stats/star', { check: StarStats });
  assert.deepEqual(star, {
    total: 3,
    average: 4.33,
    distribution: { 1: 0, 2: 0, 3: 0, 4: 2, 5: 1 },
  });
  const nps = await project.ask('GET', '/ratings/stats/nps', { check: NpsStats });
  assert.deepEqual([nps.score, nps.promoters, nps.passives, nps.detractors], [25, 2, 1, 1]);
  const helpful = await project.ask('GET', '/ratings/stats', { check: HelpfulStats });
  assert.deepEqual(helpful, { total: 3, helpful: 2, not_helpful: 1, percentage: 66.67 });
  for (const [type, stats] of Object.entries({ star, nps, helpful }))
    assert.deepEqual(await project.ask('GET', `/ratings/stats/typed?type=${type}`), stats);
  for (const bad of ['', '?type=', '?type=stars'])
    await project.ask('GET', `/ratings/stats/typed${bad}`, { status: 400 });
  await project.ask('POST', '/feedback', {
    body: { message: 'one more', type: 'Bug' },
    status: 201,
  });
  const summary = await project.ask('GET', '/summary', { check: Summary });
  assert.equal(summary.feedback.by_type.Bug, 1);
  assert.equal(summary.feedback.by_status.New, 1);
  assert.equal(summary.project.feedback_count, 1);
  assert.deepEqual(summary.ratings.star, { total: 3, average: 4.33 });
});

test('a wrong method is 405 and says which are right', async () => {
  const project = await hub.project();
  const headers = { 'X-API-Key': hub.world.api_key };
  for (const [path, allow] of [
    ['/feedback', 'GET, HEAD, POST'],
    ['/ratings', 'GET, HEAD, POST'],
    ['/ratings/stats', 'GET, HEAD'],
    ['/summary', 'GET, HEAD'],
  ]) {
    const answer = await fetch(`${hub.world.base}/projects/${project.id}${path}`, {
      method: 'PUT',
      headers,
    });
    assert.equal(answer.status, 405, path);
    assert.equal(answer.headers.get('allow'), allow, path);
  }
});

test('a colleague without the project, and a made-up one, see the same 404', async () => {
  const project = await hub.project();
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
    const answer = await colleague.call('GET', `/projects/${project.id}${path}`);
    assert.deepEqual([answer.status, answer.body.error], [404, 'not_found'], path);
  }
  assert.equal((await colleague.call('GET', `/projects/${other.id}/summary`)).status, 200);
});

async function lines_of(project, path) {
  const answer = await fetch(`${hub.world.base}/projects/${project.id}${path}`, {
    headers: { 'X-API-Key': hub.world.api_key },
  });
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get('content-type'), 'text/csv; charset=utf-8');
  assert.match(answer.headers.get('content-disposition'), /^attachment; filename=/);
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await answer.arrayBuffer());
  assert.ok(text.startsWith('\ufeff'));
  return text.slice(1).split('\r\n');
}

test('an export opens in a spreadsheet and runs nothing there', async () => {
  const project = await hub.project();
  const message = '=HYPERLINK("http://evil.example")';
  await project.ask('POST', '/feedback', { body: { message, path: '+1+1' }, status: 201 });
  const [head, row] = await lines_of(project, '/feedback/export');
  assert.match(head, /^"id","created_at","type","status",/);
  assert.ok(row.includes(`"'=HYPERLINK(""http://evil.example"")"`), row);
  assert.ok(row.includes(`,"'+1+1",`), row);
});

test('ratings are exported as they are filtered, newest first', async () => {
  const project = await hub.project();
  await project.rate({ type: 'nps', value: 9 }, { path: '@SUM(1)', submitted_by: 'jo' });
  await project.rate({ type: 'star', value: 4 }, { path: '/a', version: '-1' });
  await project.submit('/nps/submit', { score: 3, comment: '=1+1', locale: 'de' }, { status: 201 });
  const [head, newest, oldest, end] = await lines_of(project, '/ratings/export?type=nps');
  assert.equal(
    head,
    '"id","created_at","rating_type","value","max_stars","comment","path","version","submitted_by","locale","metadata"',
  );
  assert.match(newest, /,"nps","3","","'=1\+1","","","","de",""$/);
  assert.match(oldest, /,"nps","9","","","'@SUM\(1\)","","jo","",""$/);
  assert.equal(end, '');
  const [, star] = await lines_of(project, '/ratings/export?type=star&path=%2Fa');
  assert.match(star, /,"star","4","5","","\/a","'-1","","",""$/);
  const wrong = await project.ask('GET', '/ratings/export?type=smile', { status: 400 });
  assert.equal(wrong.error, 'invalid_parameter');
});
