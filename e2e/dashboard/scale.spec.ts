import { Customer } from './support/customer.ts';
import { expect, test } from './support/desk.ts';

const total = 10_000;

test('ten thousand conversations: few rows in the page, and End reaches the last', async ({
  desk,
  page,
  stage,
}) => {
  test.setTimeout(240_000);
  const project = stage.server.addProject(`Many ${stage.sub}`);
  const there = { ...stage, project, token: stage.token };
  const names = Array.from({ length: total }, (_, index) => `many-${index}`);
  const options = { project_key: project.project_key, secret: project.signing_secret };
  const first = new Customer(there, 'the-very-first', { ...options, name: 'The very first' });
  await first.write('Long ago');
  const writers = Array.from({ length: 50 }, async () => {
    for (let name = names.pop(); name; name = names.pop()) {
      await new Customer(there, name, { ...options, email: null }).write('One of many');
    }
  });
  await Promise.all(writers);
  await desk.open('/messages/live-chat');
  await page.getByLabel('Project', { exact: true }).selectOption(`Many ${stage.sub}`);
  await expect(page.getByRole('button', { name: /^Open/ })).toContainText(String(total + 1));
  await expect(desk.rows.first()).toBeVisible();
  await desk.press('j');
  await expect(desk.rows.first()).toBeFocused();
  await page.keyboard.press('End');
  await expect(desk.row('The very first')).toBeFocused({ timeout: 60_000 });
  expect(await desk.rows.count()).toBeLessThan(60);
  await page.keyboard.press('Home');
  await expect(desk.rows.first()).toBeFocused();
  await expect(page.getByRole('button', { name: /^Open/ })).toContainText(String(total + 1));
});

test('a burst of a hundred messages shows each once, in order', async ({ desk, customer }) => {
  test.setTimeout(60_000);
  await customer.write('Start');
  await desk.openThread(customer.sub);
  await expect(desk.message('Start')).toBeVisible();
  for (let n = 0; n < 100; n += 1) await customer.write(`Burst ${n}.`);
  await expect(desk.message('Burst 99.')).toBeVisible();
  const texts = await desk.log.locator('.message-text').allTextContents();
  expect(texts).toEqual(['Start', ...Array.from({ length: 100 }, (_, n) => `Burst ${n}.`)]);
});
