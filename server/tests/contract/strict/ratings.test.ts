// Ratings as pages send them and as programs of the team enter and read them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asking, spoilt } from './calls.ts';
import type { NewRatingValue } from './interface.ts';
import { Hub } from './world.ts';

let hub: Hub;
before(async () => {
  hub = await Hub.make();
});
after(() => hub?.end());

test('a rating answers itself, and a second one of the same person is 409', async () => {
  const { page, pages, calls } = await hub.project();
  const star: NewRatingValue = { type: 'star', value: 4, max_stars: 5 };
  const context = { path: '/docs', version: '1.0', submitted_by: 'user-1', metadata: { a: 1 } };
  const rating = await page.send(pages.rating(star, context));
  assert.equal(rating.rating_type, 'star');
  assert.deepEqual(rating.value, star);
  assert.deepEqual(await hub.program.send(calls.oneRating(rating.id)), rating);
  assert.equal((await page.refused(pages.rating(star, context), 409)).error, 'already_rated');
  await page.send(pages.rating(star, { ...context, path: '/other' }));
  await page.send(pages.rating({ type: 'helpful', value: true }, context));
  for (let i = 0; i < 2; i++) await page.send(pages.rating(star, { path: '/docs' }));
  const { pagination } = await hub.program.send(calls.ratings());
  assert.equal(pagination.total, 5);
});

test('of two answers at the same moment one is stored', async () => {
  const { page, key } = await hub.project();
  const body = JSON.stringify({ project_key: key, score: 9, submitted_by: 'racer' });
  const answers = await Promise.all(
    Array.from({ length: 12 }, () => page.fetch('/nps/submit', { method: 'POST', body })),
  );
  assert.deepEqual(answers.map(({ status }) => status).sort(), [201, ...Array(11).fill(409)]);
});

test('numbers are integers written as integers', async () => {
  const { page, pages, key } = await hub.project();
  const star = pages.rating({ type: 'star', value: 4 });
  const nps = pages.nps({ score: 9 });
  const wrong = ['4.0', '4.5', '"4"', '4e0', 'true', 'null', '6', '0', '-1', '1e400', '[4]', '{}'];
  for (const value of wrong) {
    const body = `{"project_key":"${key}","rating":{"type":"star","value":${value}}}`;
    await page.refused({ ...star, body }, 400);
  }
  for (const score of ['9.0', '11', '-1', '"9"', 'true', 'null', '9e0'])
    await page.refused({ ...nps, body: `{"project_key":"${key}","score":${score}}` }, 400);
  for (const value of [1, 'true', null, 0])
    await page.refused(spoilt(pages.thumb({ value: true, path: '/' }), { value }), 400);
  await page.send(pages.rating({ type: 'star', value: 10, max_stars: 10 }));
  await page.refused(pages.rating({ type: 'star', value: 1, max_stars: 11 }), 400);
  for (const rating of [{ type: 'stars', value: 1 }, 4, undefined])
    await page.refused(spoilt(star, { rating }), 400);
});

test('thumbs stay 204 and the last answer of a person counts', async () => {
  const { page, pages, calls } = await hub.project();
  const who = { path: '/docs', submitted_by: 'user-1' };
  await page.send(pages.thumb({ ...who, value: true }));
  await page.send(pages.thumb({ ...who, value: false }));
  await page.send(pages.thumb({ path: '/docs', value: true }));
  await page.refused(pages.thumb({ value: true }), 400);
  const stats = await hub.program.send(calls.helpfulStats());
  assert.deepEqual(stats, { total: 2, helpful: 1, not_helpful: 1, percentage: 50 });
});

test('an nps comment becomes feedback as well', async () => {
  const { page, pages, calls } = await hub.project();
  const answer = { score: 3, comment: 'Too slow for us', locale: 'sv', path: '/', version: '2.0' };
  const rating = await page.send(pages.nps({ ...answer, submitted_by: 'user-1' }));
  assert.deepEqual(rating.value, { type: 'nps', value: 3 });
  await page.refused(pages.nps({ score: 9, submitted_by: 'user-1', path: '/' }), 409);
  await page.send(pages.nps({ score: 9, comment: 'ok' }));
  const { feedback } = await hub.program.send(calls.feedback());
  assert.deepEqual(
    feedback.map(({ message, submitted_by }) => [message, submitted_by]),
    [['Too slow for us', 'user-1']],
  );
});

test('ratings are entered in the old and the new form', async () => {
  const { calls } = await hub.project();
  const { program } = hub;
  const old = { value: true, path: '/a', submitted_by: 'Ann, by phone' };
  const thumb = await program.send(calls.addThumb(old));
  assert.deepEqual(thumb.value, { type: 'helpful', value: true });
  const again = await program.send(calls.addThumb({ ...old, value: false }));
  assert.equal(again.id, thumb.id, 'a second answer replaces the first');
  const three: NewRatingValue = { type: 'star', value: 3, max_stars: 5 };
  const star = await program.send(calls.addRating(three, { path: '/a' }));
  assert.deepEqual(star.value, three);
  for (const body of [{ value: 1 }, {}, { rating: { type: 'star', value: 3 } }])
    await program.refused({ ...calls.addThumb(old), body }, 400);
  const stars = await program.send(calls.ratings({ type: 'star', path: '/a', value: 3 }));
  assert.deepEqual(
    stars.ratings.map(({ id }) => id),
    [star.id],
  );
  assert.equal((await program.send(calls.ratings({ value: false }))).ratings.length, 1);
  for (const bad of ['type=stars', 'value=x', 'type=nps&value=true', 'sort=value', 'page=0'])
    await program.refused(asking(calls.ratings(), bad), 400);
  for (let i = 0; i < 2; i++) await program.send(calls.archiveRating(star.id));
  assert.equal((await program.send(calls.oneRating(star.id))).archived, true);
  assert.equal((await program.send(calls.ratings({ type: 'star' }))).pagination.total, 0);
});
