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

test('a contact message has a page of its own, with name, address and ways to answer', async ({
  desk,
  page,
  stage,
  customer,
}) => {
  await customer.write('hello');
  const answer = await fetch(`${stage.server.origin}/api/v1/contact/submit`, {
    method: 'POST',
    headers: { Origin: stage.site.origin },
    body: JSON.stringify({
      project_key: stage.project.project_key,
      name: `Jo ${stage.sub}`,
      email: 'jo@example.com',
      subject: 'My order',
      message: `Where is it? ${stage.sub}`,
      submitted_by: customer.sub,
    }),
  });
  expect(answer.status).toBe(200);
  await submit(stage, `No contact ${stage.sub}`, 'Bug');
  await desk.open('/messages/contact');
  const rows = page.locator('.feedback-row').filter({ hasText: stage.sub });
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(`Jo ${stage.sub}`);
  await rows.click();
  const detail = page.getByRole('region', { name: 'Feedback', exact: true });
  await expect(detail.getByRole('heading', { name: 'My order' })).toBeVisible();
  await expect(detail.getByRole('link', { name: 'Reply by email' })).toHaveAttribute(
    'href',
    'mailto:jo%40example.com?subject=Re%3A%20My%20order',
  );
  expect(await desk.faults()).toEqual([]);
  await detail.getByRole('link', { name: 'Reply in chat' }).click();
  await expect(desk.message('hello')).toBeVisible();
});

test('many are assigned, archived and brought back at once, and the rest is filtered', async ({
  desk,
  page,
  stage,
}) => {
  await submit(stage, `One of them ${stage.sub}`, 'Bug');
  await submit(stage, `Two of them ${stage.sub}`, 'Bug');
  await desk.open('/messages/feedback');
  await page.getByLabel('Search feedback').fill(stage.sub);
  const rows = page.locator('.feedback-row').filter({ hasText: stage.sub });
  await expect(page.locator('.feedback-row')).toHaveCount(2);
  await page.getByLabel('Select all on this page').check();
  await expect(page.getByRole('status').filter({ hasText: '2 selected' })).toBeVisible();
  await page.getByRole('button', { name: 'Set status' }).click();
  await page.getByRole('menuitem', { name: 'On hold' }).click();
  await expect(desk.toasts).toContainText('2 entries changed');
  await expect(rows.first()).toContainText('On hold');
  await page.getByLabel(`Select “One of them ${stage.sub}”`).check();
  await page.getByRole('button', { name: 'Archive' }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'More filters' }).click();
  expect(await desk.faults()).toEqual([]);
  await page.getByLabel('Show', { exact: true }).selectOption('true');
  await expect(rows).toContainText('One of them');
  await page.getByLabel(`Select “One of them ${stage.sub}”`).check();
  await page.getByRole('button', { name: 'Restore' }).click();
  await page.getByLabel('Show', { exact: true }).selectOption('');
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Version').selectOption('1.4.2');
  await page.getByLabel('Page', { exact: true }).selectOption('https://shop.example/cart');
  await expect(rows).toHaveCount(2);
  await page.getByLabel('Source').selectOption('Manual');
  await expect(page.getByRole('heading', { name: 'Nothing matches' })).toBeVisible();
  await page.getByLabel('Source').selectOption('');
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  expect((await waiting).suggestedFilename()).toBe('feedback.csv');
});

test('what comes in appears in the open list and rings the bell', async ({ desk, page, stage }) => {
  await desk.open('/messages/feedback');
  await expect(page.getByRole('heading', { name: 'Feedback', level: 1 })).toBeVisible();
  await submit(stage, `Just now ${stage.sub}`, 'Bug');
  await expect(
    page.locator('.feedback-row').filter({ hasText: `Just now ${stage.sub}` }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: /^Notifications, [\d,]+ unread/ })).toBeVisible();
});
