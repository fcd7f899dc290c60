import { expect, test } from './support/desk.ts';

test('a colleague who was faster is shown before the own answer is sent anyway', async ({
  desk,
  page,
  customer,
  owner,
  stage,
}) => {
  const ada = await owner.recruit('Ada Swift', 'Admin');
  await customer.write('Who answers first?');
  await desk.openThread(customer.sub);
  await desk.composer.fill('I do, a little late');
  const { id } = await stage.team.threadOf(customer.sub);
  await page.route('**/api/v1/stream', (route) => route.abort());
  await page.route(`**/threads/${id}/messages`, async (route) => {
    if (route.request().method() === 'POST') {
      const body = { client_id: crypto.randomUUID(), body: 'Ada was here first' };
      await ada.call('POST', `/projects/${stage.project.project_id}/threads/${id}/messages`, body);
      await page.unroute(`**/threads/${id}/messages`);
      const held = route.request().postDataJSON() as Record<string, unknown>;
      await route.continue({ postData: JSON.stringify({ ...held, seen_seq: 1 }) });
    } else await route.continue();
  });
  await desk.composer.press('Enter');
  const trouble = page
    .getByRole('alert')
    .filter({ hasText: 'Ada Swift answered while you were writing.' });
  await expect(trouble).toContainText('Ada was here first');
  expect(await desk.faults()).toEqual([]);
  expect((await customer.session()).messages).toHaveLength(2);
  await trouble.getByRole('button', { name: 'Send anyway' }).click();
  await expect(trouble).toHaveCount(0);
  await expect(desk.message('I do, a little late')).toContainText('Sent');
  expect((await customer.session()).messages.map(({ body }) => body)).toEqual([
    'Who answers first?',
    'Ada was here first',
    'I do, a little late',
  ]);
});

test('a colleague who joined after the page was opened can be mentioned and assigned', async ({
  desk,
  page,
  owner,
  customer,
  stage,
}) => {
  await customer.write('Hello?');
  await desk.openThread(customer.sub);
  const nora = await owner.recruit(`Nora ${stage.sub}`, 'Member');
  await desk.press('n');
  await page.keyboard.type('Please look @Nor');
  await page.getByRole('option', { name: `Nora ${stage.sub}` }).click();
  await expect(desk.composer).toHaveValue(`Please look @Nora ${stage.sub} `);
  const { id } = await stage.team.threadOf(customer.sub);
  const omar = await owner.recruit(`Omar ${stage.sub}`, 'Member');
  await stage.team.call('PATCH', `/threads/${id}`, { assignee: omar.id });
  await desk.press('i');
  for (const name of ['Nora', 'Omar'])
    await expect(page.getByRole('menuitemradio', { name: `${name} ${stage.sub}` })).toBeVisible();
  expect(nora.id).not.toBe(omar.id);
});

test('a note with a mention is seen by the team alone and rings the colleague', async ({
  desk,
  page,
  deskOf,
  customer,
  owner,
  stage,
}) => {
  const ben = await owner.recruit(`Ben ${stage.sub}`, 'Admin');
  await page.reload();
  await customer.write('Internal matters');
  await desk.openThread(customer.sub);
  await desk.press('n');
  await page.keyboard.type('Please ask @Ben');
  await page.locator('.suggestion', { hasText: stage.sub }).click();
  await page.keyboard.type('about it');
  await expect(desk.composer).toHaveValue(`Please ask @Ben ${stage.sub} about it`);
  await page.keyboard.press('Enter');
  const note = desk.message('about it');
  await expect(note).toContainText('Only the team sees this');
  await expect(note.locator('.mention')).toHaveText(`@Ben ${stage.sub}`);
  expect((await customer.session()).messages.map(({ body }) => body)).toEqual(['Internal matters']);
  const his = await deskOf(ben);
  await his.page.getByRole('button', { name: /^Notifications/ }).click();
  await expect(his.page.getByRole('dialog', { name: 'Notifications' })).toContainText(
    'You were mentioned',
  );
});

test('two colleagues see each other at a thread, and one reply once', async ({
  desk,
  deskOf,
  customer,
  owner,
}) => {
  const ada = await owner.recruit('Ada Beside', 'Admin');
  await customer.write('Two for one');
  const hers = await deskOf(ada);
  await desk.openThread(customer.sub);
  await hers.openThread(customer.sub);
  await expect(desk.page.getByText('Ada Beside is viewing')).toBeVisible();
  await hers.composer.pressSequentially('Let me see');
  await expect(desk.page.getByText('Ada Beside is replying')).toBeVisible();
  await hers.composer.press('Enter');
  await expect(desk.message('Let me see')).toHaveCount(1);
  await expect(hers.message('Let me see')).toHaveCount(1);
  await hers.page.context().close();
  await expect(desk.page.getByText('Ada Beside is viewing')).toHaveCount(0);
});

test('typing shows on both sides and goes away by itself', async ({
  desk,
  page,
  stage,
  customer,
  browser,
}) => {
  await customer.write('I type');
  await desk.openThread(customer.sub);
  await customer.typing();
  await expect(page.locator('.presence-strip .typing')).toBeVisible();
  await expect(page.locator('.presence-strip .typing')).toHaveCount(0, { timeout: 8000 });
  const site = await browser.newContext();
  const widget = await stage.visitAs(await site.newPage(), customer.sub);
  await widget.openChat();
  await desk.composer.pressSequentially('abc');
  await expect(widget.panel.getByText(/typing|writing/i)).toBeVisible();
  await site.close();
});

test('a user with an open stream is shown online', async ({ desk, page, customer }) => {
  await customer.write('I stay');
  await customer.comeOnline();
  await desk.openThread(customer.sub);
  await expect(page.getByText('Online now')).toBeVisible();
});

test('a failed message keeps its text, and a second try sends it once', async ({
  desk,
  page,
  customer,
}) => {
  await customer.write('Unlucky');
  await desk.openThread(customer.sub);
  await page.route('**/messages', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 500, json: { error: 'internal', message: 'no' } })
      : route.continue(),
  );
  await desk.reply('Twice tried');
  const trouble = page.getByRole('alert').filter({ hasText: 'Not sent. Your text is kept.' });
  await expect(trouble).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  await page.unroute('**/messages');
  await trouble.getByRole('button', { name: 'Try again' }).click();
  await expect(desk.message('Twice tried')).toContainText('Sent');
  await expect(desk.message('Twice tried')).toHaveCount(1);
  expect((await customer.session()).messages).toHaveLength(2);
});

test('without a connection a banner says so, and what was written goes out when it is back', async ({
  desk,
  page,
  customer,
}) => {
  await customer.write('Tunnel ahead');
  await desk.openThread(customer.sub);
  await page.context().setOffline(true);
  await desk.reply('Written in the tunnel');
  await expect(desk.message('Written in the tunnel')).toBeVisible();
  await expect(page.getByText('No connection to the server.')).toBeVisible({ timeout: 60_000 });
  await page.context().setOffline(false);
  await expect(desk.message('Written in the tunnel')).toContainText(/Sent|Delivered/, {
    timeout: 40_000,
  });
  await expect(page.getByText('No connection to the server.')).toHaveCount(0);
  expect((await customer.session()).messages).toHaveLength(2);
});

test('a draft survives a reload and is gone once sent', async ({ desk, page, customer }) => {
  await customer.write('Draft me');
  await desk.openThread(customer.sub);
  await desk.composer.fill('Half a thought');
  await page.reload();
  await expect(desk.composer).toHaveValue('Half a thought');
  await desk.composer.press('Enter');
  await expect(desk.message('Half a thought')).toContainText('Sent');
  await page.reload();
  await expect(desk.message('Half a thought')).toBeVisible();
  await expect(desk.composer).toHaveValue('');
});

test('older messages come while scrolling up, and the place is kept', async ({
  desk,
  page,
  customer,
}) => {
  test.setTimeout(60_000);
  for (let n = 1; n <= 120; n += 1) await customer.write(`Message number ${n}.`);
  await desk.openThread(customer.sub);
  await expect(desk.message('Message number 120.')).toBeVisible();
  await expect(desk.message('Message number 60.')).toHaveCount(0);
  const log = page.locator('.log');
  await expect(async () => {
    await log.evaluate((element) => element.scrollTo(0, 0));
    await expect(desk.message('Message number 1.')).toHaveCount(1, { timeout: 500 });
  }).toPass();
  await expect(page.getByText('The conversation begins here')).toBeAttached();
  await log.evaluate((element) => element.scrollTo(0, 400));
  await customer.write('Down here is news');
  const pill = page.getByRole('button', { name: '1 new message' });
  await expect(pill).toBeVisible();
  expect(await log.evaluate((element) => element.scrollTop)).toBe(400);
  await pill.click();
  await expect(desk.message('Down here is news')).toBeInViewport();
  await expect(pill).toHaveCount(0);
});

test('who writes, from where and with what stands beside the thread', async ({
  desk,
  page,
  customer,
}) => {
  await customer.write('Who am I?', {
    page: { url: 'https://shop.example/cart?utm_source=x', title: 'Your cart' },
  });
  await customer.call('PUT', '/chat/profile', {
    locale: 'sv',
    timezone: 'Europe/Stockholm',
    attributes: { plan: 'Pro' },
  });
  await desk.openThread(customer.sub);
  const person = page.getByRole('complementary', { name: 'About this person' });
  await expect(person).toContainText(`${customer.sub}@example.com`);
  await expect(person).toContainText('Verified');
  const links = person.getByRole('link', { name: 'Your cart' });
  await expect(links, 'where they write from, and among the pages of the visit').toHaveCount(2);
  for (const link of await links.all()) await expect(link).toHaveAttribute('rel', /noopener/);
  await expect(person).toContainText('Firefox 140, Linux');
  await expect(person).toContainText('Europe/Stockholm');
  await expect(person).toContainText('plan');
  await person.getByRole('button', { name: 'Sign this user out' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Sign this user out' }).click();
  await expect(desk.toasts).toContainText('has been signed out');
  await expect(customer.session()).rejects.toThrow('token_revoked');
});

test('a restart of the server loses nothing on the screen', async ({ desk, stage, customer }) => {
  test.setTimeout(60_000);
  await customer.write('Before the restart');
  await desk.openThread(customer.sub);
  await expect(desk.message('Before the restart')).toBeVisible();
  await stage.server.kill();
  await stage.server.run();
  await customer.write('After the restart');
  await expect(desk.message('After the restart')).toHaveCount(1, { timeout: 40_000 });
  await expect(desk.message('Before the restart')).toHaveCount(1);
});
