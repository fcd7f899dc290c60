import { Customer } from './support/customer.ts';
import { Desk, expect, test } from './support/desk.ts';

test('a message of a user is in the list at once, counted in the title and in the bell', async ({
  desk,
  page,
  customer,
}) => {
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
  await customer.write('Where is my parcel?');
  const row = desk.row(customer.sub);
  await expect(row).toContainText('Where is my parcel?');
  await expect(row).toContainText('1 unread message');
  await expect(page).toHaveTitle(/^\(\d+\) /);
  await page.getByRole('button', { name: /^Notifications, [\d,]+ unread$/ }).click();
  const bell = page.getByRole('dialog', { name: 'Notifications' });
  await bell.getByRole('button', { name: new RegExp(customer.sub) }).click();
  await expect(desk.message('Where is my parcel?')).toBeVisible();
  await expect(page).toHaveURL(/\/messages\/live-chat\/[0-9a-f-]{36}$/);
});

test('a reply reaches the user, and shows as seen once it was read', async ({ desk, customer }) => {
  await customer.write('Hello');
  await desk.openThread(customer.sub);
  await desk.reply('Good day, how can we help?');
  await expect(desk.message('Good day')).toContainText('Sent');
  await expect(desk.composer).toHaveValue('');
  expect((await customer.session()).messages.at(-1)?.body).toBe('Good day, how can we help?');
  await customer.readAll();
  await expect(desk.message('Good day')).toContainText('Seen');
  await expect(desk.message('Good day')).toHaveCount(1);
});

test('reading a thread takes the mark off the row, and u puts it back', async ({
  desk,
  page,
  customer,
}) => {
  await customer.write('First');
  await customer.write('Second');
  await expect(desk.row(customer.sub)).toContainText('2 unread messages');
  await desk.openThread(customer.sub);
  await expect(desk.row(customer.sub)).not.toContainText('unread message');
  await desk.press('u');
  await expect(page).toHaveURL(/\/messages\/live-chat$/);
  await expect(desk.row(customer.sub)).toContainText('unread message');
  await page.reload();
  await expect(desk.row(customer.sub)).toContainText('unread message');
});

test('what the user sees is not moved when a member marks a thread unread', async ({
  desk,
  customer,
}) => {
  await customer.write('Seen it?');
  await desk.openThread(customer.sub);
  await expect.poll(async () => (await customer.session()).thread?.team_read_seq).toBe(1);
  await desk.press('u');
  await expect(desk.row(customer.sub)).toContainText('unread message');
  expect((await customer.session()).thread?.team_read_seq).toBe(1);
});

test('the newest activity stands first, and a new one steals neither focus nor scroll', async ({
  desk,
  page,
  stage,
}) => {
  const many = Array.from(
    { length: 30 },
    (_, index) =>
      new Customer(stage, `${stage.sub}-${index}`, { name: `Row ${index} ${stage.sub}` }),
  );
  for (const one of many) await one.write('Filling the list');
  await expect(desk.rows.first()).toContainText(`Row 29 ${stage.sub}`);
  await desk.openThread(`Row 29 ${stage.sub}`);
  await desk.composer.fill('In the middle of a word');
  const scroller = page.locator('.thread-rows');
  await scroller.evaluate((element) => element.scrollTo(0, 68 * 8));
  const shown = page.getByText(`Row 20 ${stage.sub}`);
  await expect(shown).toBeVisible();
  const before = await shown.boundingBox();
  await many[0]?.write('I am back on top');
  await expect(async () => {
    await expect(desk.rows.filter({ hasText: 'I am back on top' })).toHaveCount(0);
    expect(await scroller.evaluate((element) => element.scrollTop)).toBe(68 * 9);
  }).toPass();
  expect((await shown.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
  await expect(desk.composer).toBeFocused();
  await expect(desk.composer).toHaveValue('In the middle of a word');
  await scroller.evaluate((element) => element.scrollTo(0, 0));
  await expect(desk.rows.first()).toContainText('I am back on top');
});

test('filters show what they say, with live counts', async ({ desk, page, customer }) => {
  await customer.write('Filter me');
  await expect(desk.row(customer.sub)).toBeVisible();
  const filter = (name: string) =>
    page.getByRole('group', { name: 'Show' }).getByRole('button', { name: new RegExp(`^${name}`) });
  const count = async (name: string) =>
    Number((await filter(name).textContent())?.match(/\d+/)?.[0] ?? 0);
  await expect.poll(() => count('Unassigned')).toBeGreaterThan(0);
  const mine = await count('Mine');
  await desk.openThread(customer.sub);
  await desk.press('a');
  await expect.poll(() => count('Mine')).toBe(mine + 1);
  await filter('Mine').click();
  await expect(desk.row(customer.sub)).toBeVisible();
  await page.goto(`${desk.stage.server.origin}/messages/live-chat`);
  await filter('Unassigned').click();
  await expect(filter('Unassigned')).toHaveAttribute('aria-pressed', 'true');
  await expect(desk.row(customer.sub)).toHaveCount(0);
  await filter('All').click();
  await expect(desk.row(customer.sub)).toBeVisible();
});

test('resolving moves a thread, undo brings it back, and a message of the user reopens it', async ({
  desk,
  page,
  customer,
}) => {
  await customer.write('Please help');
  await desk.openThread(customer.sub);
  await desk.press('e');
  await expect(desk.toasts).toContainText('Conversation resolved');
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await desk.toasts.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Resolve', exact: true })).toBeVisible();
  await expect(desk.toasts).toBeEmpty();
  await desk.press('e');
  await expect(desk.toasts).toContainText('Conversation resolved');
  await expect(page.getByRole('button', { name: 'Reopen' })).toBeVisible();
  await customer.write('One more thing');
  await expect(page.getByRole('button', { name: 'Resolve', exact: true })).toBeVisible();
  await expect(desk.message('One more thing')).toBeVisible();
});

test('a deep link and the back button restore the selection', async ({
  desk,
  page,
  stage,
  customer,
}) => {
  await customer.write('Link to me');
  const other = new Customer(stage, `${stage.sub}-b`, { name: `Other ${stage.sub}-b` });
  await other.write('And to me');
  await desk.openThread(`Mira ${customer.sub}`);
  const address = page.url();
  await desk.openThread('Other ');
  await page.goBack();
  await expect(desk.message('Link to me')).toBeVisible();
  await page.goto('about:blank');
  await page.goto(address);
  await expect(desk.message('Link to me')).toBeVisible();
  await expect(desk.row(`Mira ${customer.sub}`)).toHaveAttribute('aria-current', 'true');
});

test('an address of no thread says so and leads back', async ({ desk, page, stage }) => {
  // More rows than the list has room for: they have to be within reach of Tab.
  await page.setViewportSize({ width: 1280, height: 400 });
  for (const number of [1, 2, 3, 4, 5, 6])
    await new Customer(stage, `${stage.sub}-${number}`).write('Hello');
  await desk.open('/messages/live-chat/01900000-0000-7000-8000-00000000dead');
  await expect(page.getByRole('heading', { name: 'Conversation not found' })).toBeVisible();
  expect(await desk.faults()).toEqual([]);
});

test('on a phone one pane is shown, with a way back', async ({ desk, page, customer }) => {
  await customer.write('Small screen');
  await page.setViewportSize({ width: 390, height: 844 });
  await desk.openThread(customer.sub);
  await expect(desk.rows.first()).toBeHidden();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(390);
  expect(await desk.faults()).toEqual([]);
  await page.getByRole('button', { name: 'Back to the list' }).click();
  await expect(desk.row(customer.sub)).toBeVisible();
  await expect(desk.composer).toHaveCount(0);
});

test('another project starts with words that say how messages come', async ({ page, stage }) => {
  const quiet = stage.server.addProject(`Quiet ${stage.sub}`);
  const desk = new Desk(page, stage);
  await desk.open();
  await desk.signIn();
  await expect(async () => {
    await page.reload();
    await page.getByLabel('Project').selectOption(quiet.project_id, { timeout: 1000 });
  }).toPass();
  await expect(page.getByRole('heading', { name: 'No conversations yet' })).toBeVisible();
  expect(await desk.faults()).toEqual([]);
});
