import type { Stage } from '../support/fixtures.ts';
import { expect, test } from './support/desk.ts';

async function rate(stage: Stage, rating: Record<string, unknown>, more = {}): Promise<void> {
  await stage.team.call('POST', '/ratings/typed', {
    rating,
    context: { path: '/docs/start', version: '2.0' },
    ...more,
  });
}

test('reviews show average, distribution, pages and comments, and an answer can be deleted', async ({
  desk,
  page,
  stage,
}) => {
  await rate(stage, { type: 'star', value: 5 }, { comment: `Lovely ${stage.sub}` });
  await rate(stage, { type: 'star', value: 2 });
  await rate(stage, { type: 'helpful', value: true });
  await desk.press('g r');
  await expect(page.getByRole('heading', { name: 'Reviews', level: 1 })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Distribution' }).getByRole('listitem')).toHaveCount(
    5,
  );
  await expect(page.getByRole('list', { name: 'By page' }).first()).toContainText('/docs/start');
  await expect(page.getByRole('img', { name: /^Average/ })).toBeVisible();
  const answer = page.locator('.answer').filter({ hasText: `Lovely ${stage.sub}` });
  await expect(answer).toContainText('5 of 5 stars');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await desk.faults(), colorScheme).toEqual([]);
  }
  await answer.getByRole('button', { name: 'Delete answer' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(desk.toasts).toContainText('Answer deleted');
  await expect(answer).toHaveCount(0);
});

test('nps shows its score, and the other clients’ links lead there', async ({
  desk,
  page,
  stage,
}) => {
  for (const value of [10, 9, 7, 3]) await rate(stage, { type: 'nps', value });
  const { org_id, project_id } = stage.project;
  await desk.open(`/org/${org_id}/projects/${project_id}/nps`);
  await expect(page.getByRole('list', { name: 'Distribution' }).getByRole('listitem')).toHaveCount(
    11,
  );
  await expect(page.locator('.figure').first()).toContainText(/Score\s*\+?\d+/);
  await page.getByText('As a table').click();
  await expect(page.getByRole('table')).toBeVisible();
  await page.getByLabel('Period').selectOption('7');
  await expect(page.locator('.trend .bar')).toHaveCount(7);
  expect(await desk.faults()).toEqual([]);
  await desk.open(`/org/${org_id}/projects/${project_id}/reviews`);
  await expect(page.getByRole('heading', { name: 'Reviews', level: 1 })).toBeVisible();
  await desk.open(`/org/${org_id}/projects/${project_id}/insights`);
  await expect(page.getByRole('heading', { name: 'Overview', level: 1 })).toBeVisible();
});

test('the overview follows what comes in', async ({ desk, page, stage }) => {
  await stage.team.call('POST', '/feedback', { message: `First ${stage.sub}`, type: 'Bug' });
  await desk.open('/insights');
  const bugs = page.getByRole('list', { name: 'By type' }).getByRole('listitem').first();
  await expect(bugs).toContainText('Bug');
  const before = Number((await bugs.locator('.bars-count').textContent())?.trim());
  const answer = await fetch(`${stage.server.origin}/api/v1/feedback/submit`, {
    method: 'POST',
    headers: { Origin: stage.site.origin },
    body: JSON.stringify({
      project_key: stage.project.project_key,
      message: `Second ${stage.sub}`,
      type: 'Bug',
    }),
  });
  expect(answer.status).toBe(200);
  await expect(bugs.locator('.bars-count')).toHaveText(`${before + 1}`);
  expect(await desk.faults()).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow).toBeLessThanOrEqual(0);
});
