import { Editor } from '../support/editor.ts';
import { storedPixels } from '../support/pictures.ts';
import { expect, test } from './support/desk.ts';

test('a bug report with a screenshot goes all the way from the page to those who ask for what is resolved', async ({
  browser,
  desk,
  page,
  stage,
}) => {
  test.setTimeout(120_000);
  const message = `The total is wrong ${stage.sub}`;
  const elsewhere = await browser.newContext();
  const shop = await elsewhere.newPage();
  const widget = await stage.visit(shop, {
    tag: 'data-enable-screenshots="true" data-version="2.1"',
    body: '<style>body{margin:0;background:#fff}.total{height:100px;background:magenta}</style><div class="total"></div>',
    after: `SeggwatFeedback.setUser('${stage.sub}', 'mira@example.com')`,
  });
  await desk.open('/messages/feedback');
  await expect(page.getByRole('heading', { name: 'Feedback', level: 1 })).toBeVisible();

  await widget.open();
  await widget.tile('Bug report').click();
  await widget.panel.getByLabel('What went wrong?').fill(message);
  await widget.button('Add a screenshot').click();
  const editor = new Editor(shop);
  await editor.isThere();
  await editor.tool('Black out');
  await editor.drag([0.5, 0.5], [0.9, 0.9]);
  await editor.done();
  await widget.button('Send').click();
  await expect(widget.panel.getByText('Thank you!')).toBeVisible();
  const pixels = await storedPixels(shop, stage, message);
  expect(pixels.at(pixels.width * 0.7, pixels.height * 0.7)).toEqual([0, 0, 0]);
  await elsewhere.close();

  await page.getByRole('button', { name: /^Notifications, [\d,]+ unread/ }).click();
  const bell = page.getByRole('dialog', { name: 'Notifications' });
  await bell.getByRole('button', { name: new RegExp(stage.sub) }).click();
  const row = page.locator('.feedback-row').filter({ hasText: message });
  await expect(row.getByRole('img', { name: 'With a screenshot' })).toBeVisible();
  const detail = page.getByRole('region', { name: 'Feedback', exact: true });
  await expect(detail).toContainText(message);
  const picture = detail.getByRole('button', { name: 'Open Screenshot' });
  await expect(picture.locator('img')).toHaveJSProperty('naturalWidth', pixels.width);
  expect(await desk.faults()).toEqual([]);

  await picture.click();
  const viewer = page.getByRole('dialog', { name: 'Screenshot' });
  const shown = viewer.getByRole('img', { name: 'Screenshot' });
  await expect(shown).toHaveJSProperty('naturalWidth', pixels.width);
  expect(await desk.faults()).toEqual([]);
  const width = async () => (await shown.boundingBox())?.width ?? 0;
  const fitting = await width();
  await page.keyboard.press('+');
  await expect.poll(width).toBeCloseTo(fitting * 1.5, -1);
  await viewer.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(width).toBeCloseTo(fitting * 2, -1);
  expect(await desk.faults()).toEqual([]);
  await page.keyboard.press('0');
  await expect.poll(width).toBeCloseTo(fitting, -1);
  await page.keyboard.press('Escape');
  await expect(viewer).toHaveCount(0);
  await expect(picture).toBeFocused();

  await detail.getByLabel('Status').selectOption('Resolved');
  await expect(row).toContainText('Resolved');
  await expect(picture).toBeVisible();
  const { feedback } = await stage.team.call<{ feedback: Record<string, unknown>[] }>(
    'GET',
    '/feedback?status=Resolved',
  );
  expect(feedback.find((item) => item.message === message)).toMatchObject({
    type: 'Bug',
    version: '2.1',
    submitted_by: stage.sub,
    submitted_by_email: 'mira@example.com',
    screenshot: { content_type: 'image/png', width: pixels.width, height: pixels.height },
  });
});

test('the switch of Widget Defaults turns screenshots on', async ({ desk, page, stage }) => {
  await desk.open(`/projects/${stage.project.project_id}/widget`);
  const control = page.getByRole('switch', { name: 'Screenshots' });
  await expect(control).toHaveAttribute('aria-checked', 'false');
  await control.click();
  await expect(page.locator('.save-state')).toHaveText('Saved');
  await page.reload();
  await expect(control).toHaveAttribute('aria-checked', 'true');
  await control.click();
  await expect(control).toHaveAttribute('aria-checked', 'false');
});
