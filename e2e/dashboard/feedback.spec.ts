import type { Stage } from '../support/fixtures.ts';
import { expect, test } from './support/desk.ts';

async function submit(stage: Stage, message: string, type: string): Promise<void> {
  const answer = await fetch(`${stage.server.origin}/api/v1/feedback/submit`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: stage.site.origin },
    body: JSON.stringify({
      project_key: stage.project.project_key,
      message,
      type,
      path: 'https://shop.example/cart',
      version: '1.4.2',
      submitted_by: stage.sub,
    }),
  });
  expect(answer.status).toBe(200);
}

test('feedback is listed, searched and filtered', async ({ desk, page, stage }) => {
  await submit(stage, `The cart is broken ${stage.sub}`, 'Bug');
  await submit(stage, `A wish list please ${stage.sub}`, 'Feature');
  await desk.open('/messages/feedback');
  const rows = page.locator('.feedback-row').filter({ hasText: stage.sub });
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Type').selectOption('Bug');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('The cart is broken');
  await page.getByLabel('Type').selectOption('');
  await desk.press('/');
  await page.keyboard.type(`wish list please ${stage.sub}`);
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText('A wish list');
  expect(await desk.faults()).toEqual([]);
  await page.getByLabel('Search feedback').fill('nothing like this was ever said');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
});

test('status and resolution note are changed in the detail and kept', async ({
  desk,
  page,
  stage,
}) => {
  await submit(stage, `Slow page ${stage.sub}`, 'Bug');
  await desk.open('/messages/feedback');
  await page.locator('.feedback-row').filter({ hasText: stage.sub }).click();
  const detail = page.getByRole('region', { name: 'Feedback', exact: true });
  await expect(detail).toContainText('1.4.2');
  expect(await desk.faults()).toEqual([]);
  await detail.getByLabel('Status').selectOption('Resolved');
  await expect(page.locator('.feedback-row').filter({ hasText: stage.sub })).toContainText(
    'Resolved',
  );
  await detail.getByLabel('Resolution note').fill('Cached the list');
  await detail.getByRole('button', { name: 'Save' }).click();
  await expect(desk.toasts).toContainText('Saved');
  await page.reload();
  await expect(detail.getByLabel('Resolution note')).toHaveValue('Cached the list');
  await expect(detail.getByLabel('Status')).toHaveValue('Resolved');
  await detail.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
  await expect(page.locator('.feedback-row').filter({ hasText: stage.sub })).toHaveCount(0);
});

test('the links that other clients open lead to the same page', async ({ desk, page, stage }) => {
  await submit(stage, `Deep link ${stage.sub}`, 'Question');
  const [newest] = await stage.team.feedback();
  const { org_id, project_id } = stage.project;
  const base = `/org/${org_id}/projects/${project_id}/feedback`;
  await desk.open(base);
  await page.locator('.feedback-row').filter({ hasText: stage.sub }).click();
  await expect(page).toHaveURL(new RegExp(`${base}/[0-9a-f-]{36}$`));
  await desk.open(`${base}/${newest?.id}`);
  await expect(page.getByRole('region', { name: 'Feedback', exact: true })).toContainText(
    `Deep link ${stage.sub}`,
  );
});
