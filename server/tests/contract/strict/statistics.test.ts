// Numbers: whole where there is nothing, exact where there is.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { asking } from './calls.ts';
import type { NewRatingValue } from './interface.ts';
import { Hub } from './world.ts';

let hub: Hub;
before(async () => {
  hub = await Hub.make();
});
after(() => hub?.end());

test('statistics of every kind are whole where there is nothing, and exact where there is', async () => {
  const { program } = hub;
  const { calls } = await hub.project();
  const empty = await program.send(calls.summary());
  assert.deepEqual(empty.ratings, {
    helpful: { total: 0, percentage: 0 },
    star: { total: 0, average: 0 },
    nps: { total: 0, score: 0 },
  });
  for (const stats of [calls.helpfulStats(), calls.starStats(), calls.npsStats()])
    assert.equal((await program.send<{ total: number }>(stats)).total, 0);
  const add = (rating: NewRatingValue) => program.send(calls.addRating(rating));
  for (const value of [5, 4, 4]) await add({ type: 'star', value });
  for (const value of [10, 9, 7, 2]) await add({ type: 'nps', value });
  for (const value of [true, true, false]) await add({ type: 'helpful', value });
  const star = await program.send(calls.starStats());
  assert.deepEqual(star, {
    total: 3,
    average: 4.33,
    distribution: { 1: 0, 2: 0, 3: 0, 4: 2, 5: 1 },
  });
  const nps = await program.send(calls.npsStats());
  assert.deepEqual([nps.score, nps.promoters, nps.passives, nps.detractors], [25, 2, 1, 1]);
  const helpful = await program.send(calls.helpfulStats());
  assert.deepEqual(helpful, { total: 3, helpful: 2, not_helpful: 1, percentage: 66.67 });
  assert.deepEqual(await program.send(calls.typedStats('star')), star);
  assert.deepEqual(await program.send(calls.typedStats('nps')), nps);
  assert.deepEqual(await program.send(calls.typedStats('helpful')), helpful);
  const untyped = { ...calls.starStats(), path: calls.helpfulStats().path.concat('/typed') };
  await program.refused(untyped, 400);
  for (const bad of ['type=', 'type=stars']) await program.refused(asking(untyped, bad), 400);
  await program.send(calls.addFeedback({ message: 'one more', type: 'Bug' }));
  const summary = await program.send(calls.summary());
  assert.equal(summary.feedback.by_type.Bug, 1);
  assert.equal(summary.feedback.by_status.New, 1);
  assert.equal(summary.project.feedback_count, 1);
  assert.deepEqual(summary.ratings.star, { total: 3, average: 4.33 });
});
