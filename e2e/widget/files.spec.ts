import { bring } from '../support/files.ts';
import { expect, test } from '../support/fixtures.ts';

test('a pasted picture goes with the message, is shown in its size, and opens', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await bring(widget.composer, 'paste', [
    { picture: [600, 300], name: 'one.png' },
    { picture: [200, 400], name: 'two.png' },
  ]);
  const tray = widget.panel.getByRole('list', { name: 'Attached files' });
  await expect(tray.getByRole('listitem')).toHaveCount(2);
  await expect(widget.button('Send')).toBeEnabled();
  expect(await widget.faults()).toEqual([]);
  await widget.send('Look at this');
  const bubble = widget.bubble('Look at this');
  await expect(bubble).toContainText('Sent');
  await expect(tray).toHaveCount(0);
  const picture = bubble.getByRole('button', { name: 'Open one.png' });
  await expect(picture.locator('img')).toHaveJSProperty('complete', true);
  await expect(picture.locator('img')).toHaveJSProperty('naturalWidth', 600);
  const box = await picture.locator('img').boundingBox();
  expect([box?.width, box?.height]).toEqual([240, 120]);
  const [message] = await stage.team.messages(stage.sub);
  expect(message?.attachments.map(({ name, width }) => [name, width])).toEqual([
    ['one.png', 600],
    ['two.png', 200],
  ]);
  await picture.click();
  const viewer = page.getByRole('dialog', { name: 'one.png' });
  await expect(viewer.getByRole('img', { name: 'one.png' })).toBeVisible();
  expect(await widget.faults()).toEqual([]);
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('dialog', { name: 'two.png' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'two.png' })).toHaveCount(0);
  await expect(widget.log).toBeVisible();
  await expect(picture).toBeFocused();
});

test('files are picked and dropped, named when refused, removed, and kept over a reload', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  const items = widget.panel.getByRole('list', { name: 'Attached files' }).getByRole('listitem');
  const chooser = page.waitForEvent('filechooser');
  await widget.button('Attach a file').click();
  await (await chooser).setFiles({
    name: 'page.html',
    mimeType: 'text/html',
    buffer: Buffer.from('<h1>no</h1>'),
  });
  await expect(items.filter({ hasText: 'page.html' })).toContainText(
    'Files of this kind cannot be sent.',
  );
  await expect(widget.button('Send')).toBeDisabled();
  await bring(widget.composer, 'drop', [
    { text: 'x'.repeat(10 * 1024 * 1024 + 1), name: 'long.txt' },
    { text: 'a note', name: 'note.txt' },
  ]);
  await expect(items.filter({ hasText: 'long.txt' })).toContainText('Larger than 10 MB.');
  expect(await widget.faults()).toEqual([]);
  await widget.button('Remove page.html').click();
  await widget.button('Remove long.txt').click();
  await expect(items).toHaveText(/note\.txt/);
  await expect(widget.button('Send')).toBeEnabled();
  await page.reload();
  await widget.openChat();
  await expect(items).toHaveText(/note\.txt/);
  await widget.button('Send').click();
  const chip = widget.log.getByRole('link', { name: /note\.txt/ });
  await expect(chip).toBeVisible();
  await expect(widget.bubbles).toContainText('Sent');
  const download = page.waitForEvent('download');
  await chip.click();
  expect((await download).suggestedFilename()).toBe('note.txt');
});

test('an upload that fails is tried again, and more than five are left out', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await page.route('**/chat/attachments', (route) => route.abort());
  await bring(widget.composer, 'paste', [{ picture: [10, 10], name: 'one.png' }]);
  const items = widget.panel.getByRole('list', { name: 'Attached files' }).getByRole('listitem');
  await expect(items).toContainText('Not uploaded.');
  await page.unroute('**/chat/attachments');
  await items.getByRole('button', { name: 'Try again' }).click();
  await expect(items).not.toContainText('Not uploaded.');
  await expect(widget.button('Send')).toBeEnabled();
  const many = Array.from({ length: 6 }, (_, i) => ({ text: `${i}`, name: `${i}.txt` }));
  await bring(widget.composer, 'drop', many);
  await expect(widget.panel.getByText('At most 5 files go with one message.')).toBeVisible();
  await expect(items).toHaveCount(5);
});
