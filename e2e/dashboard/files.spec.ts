import { bring } from '../support/files.ts';
import { expect, test } from './support/desk.ts';

test('a reply takes pasted pictures, which open in a viewer', async ({ desk, page, customer }) => {
  await customer.write('May I see it?');
  await desk.openThread(customer.sub);
  await bring(desk.composer, 'paste', [
    { picture: [900, 300], name: 'wide.png' },
    { picture: [100, 200], name: 'tall.png' },
  ]);
  const tray = page.getByRole('list', { name: 'Attached files' });
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  expect(await desk.faults()).toEqual([]);
  await desk.reply('Here it is');
  const message = desk.message('Here it is');
  await expect(message).toContainText('Sent');
  await expect(tray).toHaveCount(0);
  const wide = message.getByRole('button', { name: 'Open wide.png' });
  await expect(wide.locator('img')).toHaveJSProperty('naturalWidth', 900);
  const { messages } = await customer.session();
  expect(messages[1]?.attachments.map(({ name }) => name)).toEqual(['wide.png', 'tall.png']);
  await wide.click();
  await expect(page.getByRole('dialog', { name: 'wide.png' })).toBeVisible();
  await expect(page.getByRole('img', { name: 'wide.png' })).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('dialog', { name: 'tall.png' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(wide).toBeFocused();
});

test('files are picked and dropped, refused by name, and a note keeps them to the team', async ({
  desk,
  page,
  customer,
}) => {
  await customer.write('A question');
  await desk.openThread(customer.sub);
  const items = page.getByRole('list', { name: 'Attached files' }).getByRole('listitem');
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach files' }).click();
  await (await chooser).setFiles({
    name: 'page.html',
    mimeType: 'text/html',
    buffer: Buffer.from('<h1>no</h1>'),
  });
  await expect(items).toContainText('Files of this kind cannot be sent.');
  await bring(desk.composer, 'drop', [{ text: 'for us', name: 'plan.txt' }]);
  await items.getByRole('button', { name: 'Remove page.html' }).click();
  await expect(items).toHaveText(/plan\.txt/);
  await page.reload();
  await desk.openThread(customer.sub);
  await expect(items).toHaveText(/plan\.txt/);
  await desk.press('n');
  await page.locator('.composer').getByRole('button', { name: 'Add note' }).click();
  const chip = desk.log.getByRole('link', { name: /plan\.txt/ });
  await expect(chip).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  const download = page.waitForEvent('download');
  await chip.click();
  expect((await download).suggestedFilename()).toBe('plan.txt');
  expect((await customer.session()).messages).toHaveLength(1);
});
