import { expect, makeStage, test } from '../support/fixtures.ts';

test('the chat tile is there with a token only', async ({ page, stage }) => {
  const widget = await stage.visit(page);
  await widget.open();
  await expect(widget.tile('Bug report')).toBeVisible();
  await expect(widget.tile('Feature request')).toBeVisible();
  await expect(widget.tile('Chat with us')).toHaveCount(0);
  await widget.setUser('plain', 'plain@example.com');
  await expect(widget.tile('Chat with us')).toHaveCount(0);
  await widget.setUser(stage.sub, 'a@example.com', stage.token());
  await expect(widget.tile('Chat with us')).toBeVisible();
  await widget.setUser(null);
  await expect(widget.tile('Chat with us')).toHaveCount(0);
});

test('a user left waiting before the script loads is applied', async ({ page, stage }) => {
  const pending = { userId: stage.sub, email: 'p@example.com', token: stage.token() };
  const widget = await stage.visit(page, {
    head: `<script>window.__seggwat_pending_user = ${JSON.stringify(pending)}</script>`,
  });
  await widget.open();
  await expect(widget.tile('Chat with us')).toBeVisible();
});

for (const rubbish of ['7', '"text"', 'null', '[]', '{"userId":{}}', '{"userId":"x","token":5}']) {
  test(`a waiting user that is ${rubbish} does no harm`, async ({ page, stage }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    const widget = await stage.visit(page, {
      head: `<script>window.__seggwat_pending_user = ${rubbish}</script>`,
    });
    await widget.open();
    await expect(widget.tile('Bug report')).toBeVisible();
    expect(errors).toEqual([]);
  });
}

for (const [what, make] of [
  ['signed with another secret', { secret: `sws_${'x'.repeat(43)}` }],
  ['of another project', { project_key: '00000000-0000-4000-8000-000000000000' }],
  ['that lives too long', { ttl: 100_000 }],
] as const) {
  test(`a token ${what} hides the tile and says why on the console`, async ({ page, stage }) => {
    const warning = page.waitForEvent('console', (message) =>
      /chat is off.*token_/.test(message.text()),
    );
    const widget = await stage.visit(page);
    await widget.open();
    await widget.setUser(stage.sub, 'a@example.com', stage.token(stage.sub, make));
    await warning;
    await expect(widget.tile('Chat with us')).toHaveCount(0);
    await widget.setUser(stage.sub, 'a@example.com', stage.token());
    await expect(widget.tile('Chat with us')).toBeVisible();
  });
}

test('an expired token keeps thread and draft, and a new one goes on', async ({ page, stage }) => {
  const widget = await stage.visit(page);
  await page.evaluate(() => {
    const seen: unknown[] = [];
    Object.assign(window, { seen });
    SeggwatFeedback.on('tokenExpired', (detail) => seen.push(detail));
  });
  await widget.setUser(stage.sub, 'a@example.com', stage.token());
  await widget.openChat();
  await widget.send('Before');
  await expect(widget.bubble('Before')).toContainText('Sent');
  await widget.composer.fill('My draft');
  const stale = stage.token(stage.sub, { ttl: -300 });
  await widget.setUser(stage.sub, 'a@example.com', stale);
  await expect(widget.panel.getByText('Your sign-in has run out')).toBeVisible();
  await expect(widget.bubble('Before')).toBeVisible();
  await expect(widget.composer).toHaveValue('My draft');
  expect(await page.evaluate(() => (window as unknown as { seen: unknown[] }).seen)).toEqual([
    { code: 'token_expired' },
  ]);
  await widget.composer.press('Enter');
  await expect(widget.bubble('My draft')).toBeVisible();
  await widget.setUser(stage.sub, 'a@example.com', stage.token());
  await expect(widget.panel.getByText('Your sign-in has run out')).toBeHidden();
  await expect(widget.bubble('My draft')).toContainText('Sent');
});

test('a token provider is asked when the token has run out', async ({ page, stage }) => {
  const widget = await stage.visit(page);
  await page.exposeFunction('freshToken', () => stage.token());
  await page.evaluate(() => {
    const given = window as unknown as { freshToken: () => Promise<string>; asked: number };
    given.asked = 0;
    SeggwatFeedback.setTokenProvider(() => {
      given.asked++;
      return given.freshToken();
    });
  });
  await widget.setUser(stage.sub, 'a@example.com', stage.token(stage.sub, { ttl: -300 }));
  await widget.openChat();
  await widget.send('It works');
  await expect(widget.bubble('It works')).toContainText('Sent');
  expect(await page.evaluate(() => (window as unknown as { asked: number }).asked)).toBe(1);
});

test('signing in as somebody else sends nothing of the one before', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await page.context().setOffline(true);
  await widget.send('Secret one');
  await widget.send('Secret two');
  await expect(widget.bubbles).toHaveCount(2);
  const other = `${stage.sub}-b`;
  await widget.setUser(other, 'b@example.com', stage.token(other));
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/chat/messages')) {
      sent.push(request.postData() ?? '');
    }
  });
  await page.context().setOffline(false);
  await expect(widget.bubble('Secret')).toHaveCount(0);
  await widget.send('I am B');
  await expect(widget.bubble('I am B')).toContainText('Sent');
  expect(sent.filter((body) => body.includes('Secret'))).toEqual([]);
  expect((await stage.team.threads()).map(({ user }) => user.id)).not.toContain(stage.sub);
  const stored = await page.evaluate(() => JSON.stringify(localStorage));
  expect(stored).not.toContain('Secret');
  expect(stored).not.toContain(`:${stage.sub}:`);
});

test('signing out wipes what was kept and ends the other tabs too', async ({ context, stage }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  const first = await stage.visitAs(one, stage.sub);
  const second = await stage.visitAs(two, stage.sub);
  await second.openChat();
  await second.composer.fill('A draft');
  await one.evaluate(() => SeggwatFeedback.logout());
  await first.open();
  await expect(first.tile('Chat with us')).toHaveCount(0);
  await expect(second.log).toHaveCount(0);
  await expect(second.tile('Bug report')).toBeVisible();
  expect(await two.evaluate(() => JSON.stringify(localStorage))).not.toContain(stage.sub);
});

test('with the chat alone switched on the launcher opens it directly', async ({ page, stage }) => {
  const project = stage.server.addProject('Only chat');
  const alone = makeStage(stage.server, project, stage.site);
  await alone.team.configure(({ modules }) => {
    modules.bug_report = false;
    modules.feature_request = false;
  });
  const stream = page.waitForResponse('**/chat/stream');
  const widget = await alone.visitAs(page, alone.sub);
  await stream;
  await widget.open();
  await expect(widget.log).toBeAttached();
  await expect(widget.composer).toBeFocused();
});

test('switching live chat off takes the tile from the site', async ({ page, stage }) => {
  const project = stage.server.addProject('Chat off');
  const off = makeStage(stage.server, project, stage.site);
  await off.team.configure(({ modules }) => {
    modules.live_chat = false;
  });
  const widget = await off.visitAs(page, off.sub);
  await widget.open();
  await expect(widget.tile('Bug report')).toBeVisible();
  await expect(widget.tile('Chat with us')).toHaveCount(0);
});

test('attributes and the email of setUser reach the team', async ({ page, stage }) => {
  const widget = await stage.visit(page);
  const token = stage.token(stage.sub, { email: null });
  await widget.setUser(stage.sub, 'typed@example.com', token);
  await widget.openChat();
  await widget.send('Hi');
  await expect(widget.bubble('Hi')).toContainText('Sent');
  await page.evaluate(() => SeggwatFeedback.setAttributes({ plan: 'pro', seats: 3, trial: false }));
  await expect
    .poll(async () => (await stage.team.threadOf(stage.sub)).user)
    .toMatchObject({
      email: 'typed@example.com',
      attributes: { plan: 'pro', seats: 3, trial: false },
    });
});

test('attributes of who has signed out are not those of the next', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await page.evaluate(() => SeggwatFeedback.setAttributes({ plan: 'pro' }));
  await widget.setUser(null);
  const next = `${stage.sub}-next`;
  await widget.setUser(next, undefined, stage.token(next));
  await widget.openChat();
  await page.evaluate(() => SeggwatFeedback.setAttributes({ seats: 3 }));
  await widget.send('Hi');
  await expect(widget.bubble('Hi')).toContainText('Sent');
  await expect
    .poll(async () => (await stage.team.threadOf(next)).user)
    .toMatchObject({ attributes: { seats: 3 } });
  expect((await stage.team.threadOf(next)).user).not.toHaveProperty('attributes.plan');
});
