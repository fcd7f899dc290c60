import { expect, test } from '../support/fixtures.ts';
test('x', async ({ page, stage }) => {
  const t0 = Date.now();
  page.on('request', (r) => console.log(Date.now() - t0, '>', r.method(), r.url().slice(-60)));
  page.on('requestfinished', (r) => console.log(Date.now() - t0, '<', r.url().slice(-60)));
  page.on('requestfailed', (r) => console.log(Date.now() - t0, '!', r.url().slice(-60), r.failure()?.errorText));
  page.on('console', (m) => console.log(m.text()));
  const widget = await stage.visit(page, { tag: 'data-enable-screenshots="true"' });
  await widget.open();
  await widget.tile('Bug report').click();
  await widget.button('Add a screenshot').click();
  await page.getByRole('dialog', { name: 'Edit the screenshot' }).getByRole('button', { name: 'Done' }).click();
  await expect(widget.button('Remove the screenshot')).toBeVisible();
  await widget.panel.getByLabel('What went wrong?').fill('hello there');
  await widget.button('Send').click();
  await expect(widget.panel.getByText('Thank you!')).toBeVisible({ timeout: 40000 });
  console.log(Date.now() - t0, 'thanks');
});
