import type { Stage } from '../support/fixtures.ts';
import { expect, test } from './support/desk.ts';

async function submit(stage: Stage, path: string, body: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${stage.server.origin}/api/v1${path}`, {
    method: 'POST',
    headers: { Origin: stage.site.origin },
    body: JSON.stringify({
      project_key: stage.project.project_key,
      submitted_by: stage.sub,
      ...body,
    }),
  });
  expect(answer.ok, await answer.text()).toBe(true);
}

test('beside a conversation stand the pages of the visit, the local time and what was submitted before', async ({
  desk,
  page,
  customer,
  stage,
}) => {
  const shop = (path: string, title: string) => ({
    page: { url: `https://shop.example${path}`, title },
  });
  await submit(stage, '/feedback/submit', {
    message: `The old bowl broke ${stage.sub}`,
    type: 'Bug',
  });
  await submit(stage, '/nps/submit', { score: 4 });
  await customer.call('PUT', '/chat/profile', {
    timezone: 'Pacific/Kiritimati',
    ...shop('/bowls', 'Bowls'),
  });
  await customer.write('Where do I pay?', shop('/cart', 'Cart'));
  await desk.openThread(customer.sub);
  const panel = page.getByRole('complementary', { name: 'About this person' });
  await expect(panel).toContainText('(Pacific/Kiritimati)');
  const visited = panel.getByRole('list', { name: 'Pages in this visit' }).getByRole('link');
  await expect(visited).toHaveText(['Cart', 'Bowls']);
  await customer.call('PUT', '/chat/profile', shop('/checkout', 'Checkout'));
  await expect(visited).toHaveText(['Checkout', 'Cart', 'Bowls']);
  const submitted = panel.getByRole('list', { name: 'Earlier feedback and ratings' });
  await expect(submitted.getByRole('listitem')).toHaveCount(2);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await desk.faults(), colorScheme).toEqual([]);
  }
  await submitted.getByRole('link', { name: /The old bowl broke/ }).click();
  await expect(page.locator('.board-detail')).toContainText(`The old bowl broke ${stage.sub}`);
  await page.goBack();
  await submitted.getByRole('link', { name: 'NPS 4', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'The answer you came for' })).toBeVisible();
  await expect(page.locator('.answer').first()).toContainText(stage.sub);
});

test('the key that sends a message is the same on another device', async ({
  desk,
  page,
  customer,
  deskOf,
}) => {
  await customer.write('Two devices');
  await desk.open('/settings/profile');
  const saved = page.waitForResponse((answer) => answer.url().endsWith('/me/preferences'));
  await page.getByLabel('Replies are sent with').selectOption('modified');
  await saved;
  const phone = await deskOf();
  await phone.openThread(customer.sub);
  await expect(phone.page.locator('.keys-hint')).toHaveText('Ctrl or ⌘+Enter sends');
  await phone.composer.fill('One line');
  await phone.composer.press('Enter');
  await expect(phone.composer).toHaveValue('One line\n');
  await phone.composer.press('Control+Enter');
  await expect(phone.message('One line')).toBeVisible();
  await desk.open('/settings/profile');
  await page.getByLabel('Replies are sent with').selectOption('enter');
  await expect(page.getByLabel('Replies are sent with')).toHaveValue('enter');
});
