import type { Locator } from '@playwright/test';
import { Customer } from './support/customer.ts';
import { expect, test } from './support/desk.ts';

test('the inbox works by keyboard alone', async ({ desk, page, stage, customer }) => {
  const second = new Customer(stage, `${stage.sub}-2`, { name: `Second ${stage.sub}` });
  await customer.write('Older');
  await second.write('Newer');
  await expect(desk.rows.first()).toContainText(`Second ${stage.sub}`);
  await desk.press('j');
  await expect(desk.rows.first()).toBeFocused();
  await page.keyboard.press('j');
  await expect(desk.rows.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(desk.rows.first()).toBeFocused();
  await page.keyboard.press('o');
  await expect(desk.message('Newer')).toBeVisible();
  await desk.press('r');
  await expect(desk.composer).toBeFocused();
  await page.keyboard.type('jkeu are only letters here');
  await page.keyboard.press('Enter');
  await expect(desk.message('jkeu are only letters here')).toContainText('Sent');
  await expect(page.getByRole('button', { name: 'Resolve', exact: true })).toBeVisible();
  await desk.press('n');
  await expect(page.getByRole('button', { name: 'Note', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await desk.press('g m');
  await expect(page).toHaveURL(/\/members$/);
  await desk.press('g i');
  await expect(page).toHaveURL(/\/messages\/live-chat$/);
});

test('Enter during a composition does not send', async ({ desk, page, customer }) => {
  await customer.write('日本語');
  await desk.openThread(customer.sub);
  await desk.composer.focus();
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', {
    text: 'にほ',
    selectionStart: 2,
    selectionEnd: 2,
  });
  await desk.composer.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await session.send('Input.insertText', { text: '日本' });
  await expect(desk.composer).toHaveValue('日本');
  await expect(desk.log.getByRole('article')).toHaveCount(1);
});

test('the palette filters, moves, goes and gives the focus back', async ({
  desk,
  page,
  customer,
}) => {
  await customer.write('Find me in the palette');
  await expect(desk.row(customer.sub)).toBeVisible();
  const opener = page.getByRole('button', { name: /Search or go to/ });
  const cutOff = (part: Locator) => part.evaluate((it) => it.scrollWidth > it.clientWidth);
  for (const part of await opener.locator('span, kbd').all())
    expect(await cutOff(part)).toBe(false);
  await opener.focus();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: 'Search or go to' });
  await expect(field).toBeFocused();
  expect(await desk.faults()).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(opener).toBeFocused();
  await page.keyboard.press('Control+k');
  await field.fill(customer.sub);
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(desk.message('Find me in the palette')).toBeVisible();
  await page.keyboard.press('Control+k');
  await field.fill('nothing is called like this');
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await field.fill('dark');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});

test('shortcuts are listed by ? and can be switched off', async ({ desk, page }) => {
  await desk.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(help).toContainText('Resolve or reopen');
  expect(await desk.faults()).toEqual([]);
  await help.getByRole('switch', { name: 'Single-key shortcuts' }).click();
  await page.keyboard.press('Escape');
  await desk.press('?');
  await expect(help).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox', { name: 'Search or go to' })).toBeVisible();
});

test('on a phone the account menu leads to what the bar has no room for', async ({
  desk,
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await desk.open('/messages/feedback');
  await page.locator('button.nav-account').click();
  expect(await desk.faults()).toEqual([]);
  await page.getByRole('menuitem', { name: 'API keys' }).click();
  await expect(page.getByRole('heading', { name: 'API keys', level: 1 })).toBeVisible();
  // The bar shows where one is, and so does the browser's tab.
  await expect(page.getByRole('link', { name: 'API keys' })).toBeInViewport({ ratio: 0.9 });
  await expect(page).toHaveTitle(/API keys · SeggWat$/);
  await desk.open(`/projects/${desk.stage.project.project_id}/authentication`);
  const tab = page.getByRole('link', { name: 'End-User Authentication' });
  await expect(tab).toBeInViewport({ ratio: 0.9 });
  await desk.open('/figures');
  await expect(page).toHaveTitle(/Figures · SeggWat$/);
});
