import { Customer } from './support/customer.ts';
import { expect, test } from './support/desk.ts';

test('a conversation is snoozed by keyboard, taken back, and stands in its own view', async ({
  desk,
  page,
  customer,
  stage,
}) => {
  await customer.write('Is it there yet?');
  await desk.openThread(customer.sub);
  await expect(desk.message('Is it there yet?')).toBeVisible();
  await desk.press('s');
  const menu = page.getByRole('menu', { name: 'Snooze' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  expect(await desk.faults()).toEqual([]);
  const tomorrow = menu.getByRole('menuitem', { name: /^Tomorrow/ });
  // At some hours another time that begins with this letter comes first.
  await expect(async () => {
    await page.keyboard.press('t');
    await expect(tomorrow).toBeFocused({ timeout: 300 });
  }).toPass();
  await page.keyboard.press('Enter');
  await expect(desk.toasts).toContainText(/Snoozed until .*9:00/);
  const bar = page.locator('.tag-bar');
  await expect(bar).toContainText('Snoozed until');
  expect((await stage.team.threadOf(customer.sub)).status).toBe('snoozed');
  await desk.toasts.getByRole('button', { name: 'Undo' }).click();
  await expect(bar).not.toContainText('Snoozed');
  await expect.poll(async () => (await stage.team.threadOf(customer.sub)).status).toBe('open');
  await desk.press('s');
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('u');
  await page.keyboard.press('Enter');
  await expect(bar).toContainText('Snoozed until they write');
  await page.getByRole('button', { name: /^Snoozed/ }).click();
  await expect(desk.row(customer.sub)).toContainText('Snoozed until they write');
  await customer.write('It is here!');
  await expect(bar).not.toContainText('Snoozed');
  expect((await customer.session()).thread?.status).toBe('open');
});

test('undo does not put away what somebody has written since', async ({
  desk,
  page,
  customer,
  stage,
}) => {
  await customer.write('Is it there yet?');
  await stage.team.setStatus(customer.sub, 'resolved');
  const { id } = await stage.team.threadOf(customer.sub);
  await desk.open(`/messages/live-chat/${id}`);
  await expect(desk.message('Is it there yet?')).toBeVisible();
  await desk.press('e');
  await expect(desk.toasts).toContainText('Conversation reopened');
  // It stays while somebody stands on its button.
  const undo = desk.toasts.getByRole('button', { name: 'Undo' });
  await undo.focus();
  await customer.write('It is not');
  await expect(desk.message('It is not')).toBeVisible();
  const answered = page.waitForResponse((answer) => answer.request().method() === 'PATCH');
  await undo.click();
  await answered;
  expect((await stage.team.threadOf(customer.sub)).status).toBe('open');
});

test('a time of one’s own ends the snooze, and what returned is shown until somebody answers', async ({
  desk,
  page,
  customer,
  stage,
}) => {
  await customer.write('Later, please');
  await desk.openThread(customer.sub);
  await page.getByRole('button', { name: 'Snooze', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Pick a date and time…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Snooze' });
  const when = dialog.getByLabel('Come back at');
  await expect(when).toHaveValue(/T09:00$/);
  expect(await desk.faults()).toEqual([]);
  await when.fill('2020-01-01T09:00');
  await dialog.getByRole('button', { name: 'Snooze' }).click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  const { id } = await stage.team.threadOf(customer.sub);
  const snoozed_until = new Date(Date.now() + 1_500).toISOString();
  await stage.team.call('PATCH', `/threads/${id}`, { snoozed_until });
  await expect(page.locator('.tag-bar')).toContainText('Snoozed until');
  await expect(page.locator('.tag-bar')).toContainText('Back from snooze');
  await expect(desk.row(customer.sub)).toContainText('Back from snooze');
  await desk.reply('Now then');
  await expect(page.locator('.tag-bar')).not.toContainText('Back from snooze');
});

test('tags are made, found and filtered by keyboard, and renamed on the project’s page', async ({
  desk,
  page,
  customer,
  stage,
}) => {
  const name = `Billing ${stage.sub}`;
  await new Customer(stage, `untagged-${Date.now()}`).write('Untagged');
  await customer.write('My invoice is wrong');
  await desk.openThread(customer.sub);
  await desk.press('t');
  const find = page.getByRole('combobox', { name: 'Find or create a tag' });
  await expect(find).toBeFocused();
  await page.keyboard.type(name);
  await expect(page.getByRole('option', { name: `Create “${name}”` })).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.locator('.tag-bar .tag-chip')).toHaveText(name);
  await expect(find).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(find).toHaveCount(0);
  await expect(desk.row(customer.sub).locator('.tag-chip')).toHaveText(name);
  await page.getByRole('button', { name: 'Filter by tag' }).click();
  await page.getByRole('menuitemradio', { name }).click();
  await expect(desk.rows).toHaveCount(1);
  expect(await desk.faults()).toEqual([]);
  await desk.open(`/projects/${stage.project.project_id}/inbox`);
  const row = page.getByRole('listitem').filter({ hasText: name });
  await expect(row).toContainText('1 conversation');
  await row.getByRole('button', { name: /^Colour of/ }).click();
  await page.getByRole('menuitemradio', { name: 'Teal' }).click();
  await expect(row.getByRole('button', { name: /: Teal$/ })).toBeVisible();
  await row.getByRole('button', { name: 'Rename' }).click();
  await page.getByLabel('Name', { exact: true }).fill(`Money ${stage.sub}`);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`Money ${stage.sub}`)).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  expect((await stage.team.threadOf(customer.sub)).tags).toEqual([`Money ${stage.sub}`]);
  const renamed = page.getByRole('listitem').filter({ hasText: `Money ${stage.sub}` });
  await renamed.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(renamed).toHaveCount(0);
  expect((await stage.team.threadOf(customer.sub)).tags).toEqual([]);
});

test('on a phone the tags are chosen within the screen', async ({
  desk,
  page,
  customer,
  stage,
}) => {
  await customer.write('Hello');
  const { id } = await stage.team.threadOf(customer.sub);
  // So many that the button for more stands at the edge.
  await stage.team.call('PATCH', `/threads/${id}`, { tags: ['Delivery', 'Wholesale', 'Urgent'] });
  await page.setViewportSize({ width: 390, height: 844 });
  await desk.openThread(customer.sub);
  await page.getByRole('button', { name: 'Edit tags' }).click();
  const picker = page.getByRole('dialog', { name: 'Edit tags' });
  await expect(picker.getByRole('option').first()).toBeVisible();
  const { left, right } = await picker.evaluate((panel) => panel.getBoundingClientRect());
  expect([left >= 0, right <= 390]).toEqual([true, true]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  expect(await desk.faults()).toEqual([]);
});

test('a tag that a colleague renames changes in the open inbox', async ({
  desk,
  page,
  customer,
  stage,
}) => {
  await customer.write('Hello');
  const { id } = await stage.team.threadOf(customer.sub);
  await stage.team.call('PATCH', `/threads/${id}`, { tags: [`Old ${stage.sub}`] });
  await desk.openThread(customer.sub);
  await expect(page.locator('.tag-bar .tag-chip')).toHaveText(`Old ${stage.sub}`);
  const { tags } = await stage.team.call<{ tags: { id: string; name: string }[] }>('GET', '/tags');
  const tag = tags.find((one) => one.name === `Old ${stage.sub}`);
  await stage.team.call('PATCH', `/tags/${tag?.id}`, { name: `New ${stage.sub}` });
  await expect(page.locator('.tag-bar .tag-chip')).toHaveText(`New ${stage.sub}`);
  await stage.team.call('DELETE', `/tags/${tag?.id}`);
  await expect(page.locator('.tag-bar .tag-chip')).toHaveCount(0);
});

test('an answer is unsent for both sides, and so is a note', async ({
  desk,
  page,
  customer,
  stage,
}) => {
  await customer.write('Hello');
  await desk.openThread(customer.sub);
  await desk.reply('That was for somebody else');
  const sent = desk.message('That was for somebody else');
  await expect(sent).toContainText('Sent');
  await sent.getByRole('button', { name: 'Unsend' }).focus();
  expect(await desk.faults()).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(sent).toHaveCount(0);
  await expect(desk.message('This message was deleted')).toHaveCount(1);
  await expect(desk.composer).toBeFocused();
  await expect(desk.row(customer.sub)).toContainText('This message was deleted');
  const { messages, unread } = await customer.session();
  expect(messages.map(({ body }) => body)).toEqual(['Hello', '']);
  expect(unread).toBe(0);
  await desk.press('n');
  await page.keyboard.type('Not for the user');
  await page.getByRole('button', { name: 'Add note' }).click();
  await desk.message('Not for the user').getByRole('button', { name: 'Unsend' }).click();
  await expect(desk.message('Not for the user')).toHaveCount(0);
  await customer.write('What did you delete?');
  await expect(desk.message('What did you delete?')).toBeVisible();
  const gone = await customer.write('Wrong chat');
  await expect(desk.message('Wrong chat')).toBeVisible();
  await expect(
    desk.message('Wrong chat').getByRole('button', { name: 'Unsend' }),
    'only one’s own',
  ).toHaveCount(0);
  await customer.call('DELETE', `/chat/messages/${gone.id}`);
  await expect(desk.message('Wrong chat')).toHaveCount(0);
  expect((await stage.team.threadOf(customer.sub)).unread).toBe(0);
});

test('a person is blocked with a question, and let in again', async ({ desk, page, customer }) => {
  await customer.write('Rude words');
  await desk.openThread(customer.sub);
  const panel = page.getByRole('complementary', { name: 'About this person' });
  await panel.getByRole('button', { name: 'Block', exact: true }).click();
  await page.getByRole('dialog', { name: 'Block' }).getByRole('button', { name: 'Block' }).click();
  await expect(desk.toasts).toContainText('is blocked');
  await expect(panel.getByText('Blocked by')).toBeVisible();
  await expect(page.locator('.thread-head')).toContainText('Blocked');
  expect(await desk.faults()).toEqual([]);
  await expect(customer.write('More of them')).rejects.toThrow(/user_blocked/);
  await panel.getByRole('button', { name: 'Unblock' }).click();
  await expect(panel.getByRole('button', { name: 'Block', exact: true })).toBeVisible();
  await customer.write('Sorry');
  await expect(desk.message('Sorry')).toBeVisible();
});

test('an assignment by keyboard can be undone', async ({ desk, page, customer, stage }) => {
  await customer.write('Who takes this?');
  await desk.openThread(customer.sub);
  await desk.press('i');
  await expect(page.getByRole('menuitemradio', { name: 'Nobody' })).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Enter');
  await expect(desk.toasts).toContainText('Assigned to');
  expect((await stage.team.threadOf(customer.sub)).assignee).not.toBeNull();
  await desk.toasts.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(async () => (await stage.team.threadOf(customer.sub)).assignee).toBeNull();
});

test('new conversations go in turn to whoever has the inbox open', async ({
  desk,
  page,
  customer,
  stage,
}) => {
  await desk.open(`/projects/${stage.project.project_id}/inbox`);
  const turns = page.getByRole('switch', { name: 'Assign new conversations in turn' });
  await turns.click();
  await expect(desk.toasts).toContainText('Saved');
  await page.reload();
  await expect(turns).toBeChecked();
  await desk.open('/messages/live-chat');
  await expect(desk.page.getByRole('button', { name: /^Open/ })).toBeVisible();
  await expect
    .poll(async () => {
      const fresh = new Customer(stage, `fresh-${Date.now()}`);
      await fresh.write('Hello');
      return (await stage.team.threadOf(fresh.sub)).assignee !== null;
    })
    .toBe(true);
  await customer.write('My turn');
  await expect(desk.row(customer.sub)).toContainText('Assigned to');
  await stage.team.call('PATCH', '', { assign_in_turn: false });
});
