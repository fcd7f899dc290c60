import { expect, test } from './support/desk.ts';

test('a saved reply is made, found by its slash, filled with names and sent', async ({
  desk,
  page,
  customer,
  stage,
}) => {
  const shortcut = `refund-${stage.sub}`;
  await customer.write('My money?');
  await desk.open('/settings/saved-replies');
  await page.getByRole('button', { name: 'New saved reply' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Shortcut').fill(`/${shortcut}`);
  await dialog.getByLabel('Text').fill('Hello ');
  await dialog.getByRole('button', { name: 'User’s first name' }).click();
  await page.keyboard.type(', it comes from {{member.nmae}}{{user.email|us}}.');
  await expect(dialog).toContainText('Nothing will be filled in for: member.nmae');
  await expect(dialog.getByRole('region', { name: 'For example' })).toContainText('Hello Mira, it');
  await dialog.getByLabel('Text').fill('Hello {{user.first_name|there}}, it is on its way.');
  expect(await desk.faults()).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.locator('.row-item').filter({ hasText: shortcut })).toBeVisible();
  await desk.open('/messages/live-chat');
  await desk.openThread(customer.sub);
  await desk.composer.pressSequentially(`Well. /refund`);
  const option = page.getByRole('option').filter({ hasText: shortcut });
  await expect(option).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  await page.keyboard.type(`-${stage.sub}`);
  await expect(page.getByRole('option')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(desk.composer).toHaveValue('Well. Hello Mira, it is on its way.');
  await page.keyboard.press('Control+z');
  await expect(desk.composer).toHaveValue(`Well. /${shortcut}`);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Enter');
  await expect(desk.message('it is on its way.')).toBeVisible();
  await expect
    .poll(async () => (await customer.session()).messages.at(-1)?.body)
    .toBe('Well. Hello Mira, it is on its way.');
});

test('a Member uses the shared replies and manages only personal ones', async ({
  deskOf,
  stage,
  owner,
}) => {
  const shared = `shared-${stage.sub}`;
  const body = { scope: 'shared', shortcut: shared, body: 'For everybody' };
  await owner.call('POST', '/saved-replies', body);
  const cleo = await owner.recruit('Cleo Member', 'Member');
  const hers = await deskOf(cleo, '/settings/saved-replies');
  const row = hers.page.locator('.row-item').filter({ hasText: shared });
  await expect(row).toBeVisible();
  await expect(row.getByRole('button')).toHaveCount(0);
  await hers.page.getByRole('button', { name: 'New saved reply' }).click();
  await expect(hers.page.getByLabel('For whom')).toHaveCount(0);
  await hers.page.getByLabel('Shortcut').fill('mine');
  await hers.page.getByRole('dialog').getByLabel('Text').fill('Only mine');
  await hers.page.getByRole('button', { name: 'Save', exact: true }).click();
  const own = hers.page.locator('.row-item').filter({ hasText: '/mine' });
  await own.getByRole('button', { name: 'Delete /mine' }).click();
  await hers.page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(own).toHaveCount(0);
});

test('a draft goes on on another device, is marked in the list, and is gone everywhere once sent', async ({
  desk,
  page,
  deskOf,
  customer,
}) => {
  await customer.write('Two devices');
  await desk.openThread(customer.sub);
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.url().endsWith('/draft'),
  );
  await desk.composer.fill('Begun here');
  await saved;
  const phone = await deskOf();
  await expect(phone.row(customer.sub)).toContainText('Draft: Begun here');
  await phone.openThread(customer.sub);
  await expect(phone.composer).toHaveValue('Begun here');
  await phone.composer.press('Enter');
  await expect(phone.message('Begun here')).toBeVisible();
  await expect(desk.composer).toHaveValue('');
});

test('typing goes on undisturbed when the session has ended, and reaches the server after signing in', async ({
  desk,
  page,
  customer,
  owner,
  stage,
}) => {
  await customer.write('Session ends');
  // What stands beside the thread is there before the session ends: asking for it would tell.
  const parts = ['/history', '/ratings', '/read'].map((part) =>
    page.waitForResponse((answer) => answer.url().endsWith(part)),
  );
  await desk.openThread(customer.sub);
  await Promise.all(parts);
  const refused = page.waitForResponse(
    (answer) => answer.status() === 401 && answer.url().endsWith('/draft'),
  );
  await page.context().clearCookies();
  await desk.composer.pressSequentially('Typed without a session');
  await refused;
  await expect(desk.composer).toHaveValue('Typed without a session');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.reload();
  await desk.signIn();
  await expect(desk.composer).toHaveValue('Typed without a session');
  const { id } = await stage.team.threadOf(customer.sub);
  await expect(async () => {
    const path = `/projects/${stage.project.project_id}/threads/${id}/draft`;
    const { draft } = await owner.call<{ draft: { body: string } | null }>('GET', path);
    expect(draft?.body).toBe('Typed without a session');
  }).toPass();
});

test('text is formatted by keys and bar, previewed, and sent as Markdown', async ({
  desk,
  page,
  customer,
}) => {
  await customer.write('Format me');
  await desk.openThread(customer.sub);
  await desk.composer.pressSequentially('very important');
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await page.keyboard.press('Control+b');
  await expect(desk.composer).toHaveValue('very **important**');
  await page.keyboard.press('Control+b');
  await expect(desk.composer).toHaveValue('very important');
  await page.getByRole('button', { name: /^Italic/ }).click();
  await expect(desk.composer).toHaveValue('very _important_');
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(page.getByRole('region', { name: 'Preview' }).locator('em')).toHaveText('important');
  await expect(desk.composer).toBeHidden();
  expect(await desk.faults()).toEqual([]);
  await page.getByRole('button', { name: 'Preview' }).click();
  await expect(desk.composer).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(desk.message('important').locator('em')).toHaveText('important');
});

test('an emoji is found by its name and picked by keyboard', async ({ desk, page, customer }) => {
  await customer.write('Smile');
  await desk.openThread(customer.sub);
  await desk.composer.pressSequentially('Great ');
  await page.getByRole('button', { name: 'Emoji' }).press('Enter');
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  await expect(picker.getByRole('option').first()).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  await page.keyboard.type('thumbs up');
  await expect(picker.getByRole('option').first()).toHaveAttribute('aria-label', 'thumbs up');
  await page.keyboard.press('Enter');
  await expect(desk.composer).toHaveValue('Great 👍');
  await expect(desk.composer).toBeFocused();
  await expect(picker).toHaveCount(0);
});

test('naming a colleague in a reply warns, and offers to make it a note', async ({
  desk,
  page,
  customer,
  owner,
}) => {
  await owner.recruit('Zora Quick', 'Admin');
  await page.reload();
  await customer.write('Who is Zora?');
  await desk.openThread(customer.sub);
  await desk.composer.pressSequentially('Ask @zora about it');
  await expect(page.getByText(/will read this, and Zora Quick is not told/)).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  await page.getByRole('button', { name: 'Make it a note' }).click();
  await expect(page.locator('.composer')).toHaveClass(/note/);
  await expect(page.getByRole('button', { name: 'Add note' })).toBeVisible();
  await desk.composer.press('Enter');
  await expect(desk.message('about it')).toContainText('Only the team sees this');
  expect((await customer.session()).messages.map(({ body }) => body)).toEqual(['Who is Zora?']);
});

test('the Enter that ends a composition of an input method does not send', async ({
  desk,
  page,
  customer,
}) => {
  await customer.write('IME');
  await desk.openThread(customer.sub);
  await desk.composer.fill('にほん');
  await desk.composer.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await desk.composer.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
  await expect(desk.composer).toHaveValue('にほん');
  await page.keyboard.press('Enter');
  await expect(desk.message('にほん')).toBeVisible();
});

test('two members answer at once: the slower one sees the other answer before sending anyway', async ({
  desk,
  deskOf,
  customer,
  owner,
}) => {
  const ada = await owner.recruit('Ada Fast', 'Admin');
  await customer.write('Quick, please');
  const hers = await deskOf(ada);
  await hers.openThread(customer.sub);
  await desk.openThread(customer.sub);
  await desk.composer.fill('Mine is late');
  // What Ada writes does not come through before the own answer goes out.
  await desk.page.context().setOffline(true);
  await hers.reply('Ada was faster');
  await expect(hers.message('Ada was faster')).toContainText(/Sent|Delivered/);
  await desk.page.route('**/api/v1/stream', (route) => route.abort());
  await desk.page.route('**/api/v1/events*', (route) => route.abort());
  await desk.page.context().setOffline(false);
  await desk.composer.press('Enter');
  const trouble = desk.page
    .getByRole('alert')
    .filter({ hasText: 'Ada Fast answered while you were writing.' });
  await expect(trouble).toContainText('Ada was faster');
  await trouble.getByRole('button', { name: 'Edit' }).click();
  await expect(desk.composer).toHaveValue('Mine is late');
  await desk.page.unroute('**/api/v1/stream');
  await desk.page.unroute('**/api/v1/events*');
  await desk.composer.press('Enter');
  await expect(hers.message('Mine is late')).toHaveCount(1);
});
