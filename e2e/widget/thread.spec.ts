import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';

/** As on a server that has a mail server. */
async function promiseMail(page: Page): Promise<void> {
  await page.route('**/chat/session', async (route) => {
    const response = await route.fetch();
    const json = await response.json();
    json.team.replies_by_mail = true;
    await route.fulfill({ response, json });
  });
}

test('a message goes from sending to sent to seen', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  let go = () => {};
  const held = new Promise<void>((resolve) => {
    go = resolve;
  });
  await page.route('**/chat/messages', async (route) => {
    await held;
    await route.continue();
  });
  await widget.composer.fill('Hello');
  await widget.composer.press('Enter');
  await expect(widget.bubble('Hello')).toContainText('Sending…');
  go();
  await expect(widget.bubble('Hello')).toContainText('Sent');
  await stage.team.readAll(stage.sub);
  await expect(widget.bubble('Hello')).toContainText('Seen');
  await expect(widget.bubbles).toHaveCount(1);
});

test('a failed message can be sent again and is there once, in its place', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  let failing = true;
  await page.route('**/chat/messages', async (route) => {
    if (!failing) return route.continue();
    // The server takes it, and the answer is lost on its way.
    await route.fetch();
    return route.fulfill({
      status: 500,
      contentType: 'application/json',
      headers: { 'Access-Control-Allow-Origin': '*' },
      body: '{"error":"internal","message":"x"}',
    });
  });
  await widget.send('First');
  await expect(widget.bubble('First')).toBeVisible();
  failing = false;
  await widget.send('Second');
  await expect(widget.bubble('Second')).toContainText('Sent');
  await expect(widget.bubbles).toHaveText([/First/, /Second/]);
  expect((await stage.team.messages(stage.sub)).map(({ body }) => body)).toEqual([
    'First',
    'Second',
  ]);
});

test('an answer of 500 shows "Not sent" and the way to try again', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  let failing = true;
  await page.route('**/chat/messages', (route) =>
    failing
      ? route.fulfill({
          status: 500,
          headers: { 'Access-Control-Allow-Origin': '*' },
          json: { error: 'internal', message: 'x' },
        })
      : route.continue(),
  );
  await widget.send('Please');
  await expect(widget.bubble('Please')).toContainText('Not sent.');
  failing = false;
  await widget.button('Try again').click();
  await expect(widget.bubble('Please')).toContainText('Sent');
  await expect(widget.bubble('Please')).not.toContainText('Not sent');
  expect(await stage.team.messages(stage.sub)).toHaveLength(1);
});

test('too many messages are held back, with the seconds counted down', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  let refused = 0;
  await page.route('**/chat/messages', (route) =>
    refused++ === 0
      ? route.fulfill({
          status: 429,
          headers: {
            'Access-Control-Allow-Origin': '*',
            'Access-Control-Expose-Headers': 'Retry-After',
            'Retry-After': '2',
          },
          json: { error: 'rate_limited', message: 'x' },
        })
      : route.continue(),
  );
  await widget.send('Quick');
  await expect(widget.panel.getByText(/Sending goes on in \d second/)).toBeVisible();
  await expect(widget.bubble('Quick')).toContainText('Sent');
  await expect(widget.panel.getByText(/Sending goes on/)).toBeHidden();
});

test('Enter sends, Shift+Enter breaks the line, and a composition is left alone', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.composer.focus();
  await page.keyboard.type('One');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('Two');
  await widget.composer.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
  await expect(widget.bubbles).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(widget.bubbles).toHaveCount(1);
  await expect(widget.composer).toHaveValue('');
  await expect(widget.bubble('One')).toContainText('Sent');
  expect((await stage.team.messages(stage.sub))[0]?.body).toBe('One\nTwo');
});

test('nothing but blanks or invisible characters is sent', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  for (const text of ['   ', '\u200b\u200d', '\n\n', '\u2060\ufeff']) {
    await widget.composer.fill(text);
    await widget.composer.press('Enter');
    await expect(widget.button('Send')).toBeDisabled();
  }
  await expect(widget.bubbles).toHaveCount(0);
});

test('a new message adds exactly one node to the log, and names sender and time', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Question');
  await expect(widget.bubble('Question')).toContainText('Sent');
  await expect(widget.log).toHaveAccessibleName('Messages');
  await expect(widget.log).toHaveAttribute('aria-live', 'polite');
  await widget.log.evaluate((log) => {
    const added: number[] = [];
    Object.assign(window, { added });
    new MutationObserver((records) => {
      for (const { addedNodes } of records) added.push(addedNodes.length);
    }).observe(log, { childList: true, subtree: true });
  });
  await stage.team.reply(stage.sub, 'An answer');
  await expect(widget.bubble('An answer')).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { added: number[] }).added)).toEqual([1]);
  const answer = widget.bubble('An answer');
  await expect(answer.locator('.hidden')).toHaveText(/says:/);
  await expect(answer.locator('time')).toHaveAttribute('datetime', /^\d{4}-\d\d-\d\dT/);
});

test('typing of the team shows and goes with the message', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Question');
  await expect(widget.bubble('Question')).toContainText('Sent');
  await stage.team.typing(stage.sub);
  await expect(widget.panel.getByText(/is writing…/)).toBeVisible({ timeout: 1_500 });
  await stage.team.reply(stage.sub, 'Answer');
  await expect(widget.panel.getByText(/is writing…/)).toBeHidden();
  await stage.team.typing(stage.sub);
  await expect(widget.panel.getByText(/is writing…/)).toBeVisible();
  await expect(widget.panel.getByText(/is writing…/)).toBeHidden({ timeout: 8_000 });
});

test('own typing is told at most every three seconds', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await expect(widget.composer).toBeFocused();
  let told = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/chat/typing')) told++;
  });
  await page.keyboard.type('A sentence of some length', { delay: 20 });
  expect(told).toBe(1);
});

test('the draft survives closing and reloading, reaches other tabs, and goes when sent', async ({
  context,
  stage,
}) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  const first = await stage.visitAs(one, stage.sub);
  const second = await stage.visitAs(two, stage.sub);
  await second.openChat();
  await two.evaluate(() => (document.activeElement as HTMLElement)?.blur());
  await two.locator('h1').click();
  await first.openChat();
  await first.composer.fill('Not yet done');
  await expect(second.composer).toHaveValue('Not yet done');
  await first.button('Close').click();
  await one.reload();
  await first.openChat();
  await expect(first.composer).toHaveValue('Not yet done');
  await first.composer.press('Enter');
  await expect(first.composer).toHaveValue('');
  await expect(second.composer).toHaveValue('');
  await expect(second.bubble('Not yet done')).toContainText('Sent');
});

test('older messages load without moving what is being read', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('The first');
  await expect(widget.bubble('The first')).toContainText('Sent');
  for (let count = 1; count <= 70; count++) await stage.team.reply(stage.sub, `Reply ${count}.`);
  await expect(widget.bubble('Reply 70.')).toBeVisible();
  await expect.poll(async () => (await stage.team.threadOf(stage.sub)).user_read_seq).toBe(71);
  await page.reload();
  await expect(widget.dot).toHaveCount(0);
  await widget.openChat();
  await expect(widget.bubble('Reply 70.')).toBeVisible();
  await expect(widget.bubbles).toHaveCount(30);
  const moved = await widget.log.evaluate(async (log) => {
    const box = log.parentElement as HTMLElement;
    const rows = () => log.querySelectorAll('.row').length;
    const before = rows();
    box.scrollTop = 150;
    // Not the first one: it loses its day and its sender's name to the message before it.
    const anchor = log.querySelectorAll('.bubble')[2] as HTMLElement;
    const top = anchor.getBoundingClientRect().top;
    while (rows() === before) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return Math.abs(anchor.getBoundingClientRect().top - top);
  });
  expect(moved).toBeLessThanOrEqual(1);
  await expect(widget.bubble('The first')).toHaveCount(1);
});

test('scrolled up, new messages are counted on a pill instead of moving the page', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Start');
  await expect(widget.bubble('Start')).toContainText('Sent');
  for (let count = 1; count <= 25; count++) await stage.team.reply(stage.sub, `Reply ${count}`);
  await expect(widget.bubble('Reply 25')).toBeInViewport();
  const box = widget.panel.locator('.scroll');
  await box.evaluate((element) => {
    element.scrollTop = 200;
  });
  await stage.team.reply(stage.sub, 'News one');
  await stage.team.reply(stage.sub, 'News two');
  await expect(widget.button('2 new messages')).toBeVisible();
  expect(await box.evaluate((element) => element.scrollTop)).toBe(200);
  await widget.button('2 new messages').click();
  await expect(widget.bubble('News two')).toBeInViewport();
  await expect(widget.button('new message')).toHaveCount(0);
});

test('a thousand messages open in a second and a burst does not block the page', async ({
  page,
  stage,
}) => {
  await page.route('**/chat/session', async (route) => {
    const answer = await route.fetch();
    const session = await answer.json();
    const message = (seq: number) => ({
      id: `m${seq}`,
      thread_id: 't',
      seq,
      author: { kind: seq % 2 ? 'user' : 'member', id: 'x', name: 'X' },
      body: `Message **${seq}**`,
      client_id: `c${seq}`,
      attachments: [],
      created_at: new Date(1_780_000_000_000 + seq * 60_000).toISOString(),
    });
    session.messages = Array.from({ length: 1000 }, (_, index) => message(index + 1));
    session.thread = {
      id: 't',
      status: 'open',
      last_seq: 1000,
      user_read_seq: 1000,
      team_read_seq: 1000,
      created_at: message(1).created_at,
    };
    await route.fulfill({ response: answer, json: session });
  });
  const widget = await stage.visitAs(page, stage.sub);
  await widget.open();
  const loaded = page.waitForResponse('**/chat/session');
  await widget.tile('Chat with us').click();
  await loaded;
  await expect(widget.log.locator('[data-seq="1000"]')).toBeVisible();
  await expect(widget.bubbles).toHaveCount(1000);
});

test('days are separated by the local calendar, also across midnight', async ({ page, stage }) => {
  await page.clock.install({ time: new Date('2026-06-10T23:58:00+02:00') });
  const widget = await stage.visit(page);
  await widget.setUser(stage.sub, 'a@example.com', stage.token());
  await widget.openChat();
  await page.context().setOffline(true);
  await widget.send('Before midnight');
  await expect(widget.panel.locator('.day')).toHaveText(['Today']);
  await page.clock.fastForward('05:00');
  await widget.send('After midnight');
  await expect(widget.panel.locator('.day')).toHaveText(['Yesterday', 'Today']);
  await page.context().setOffline(false);
});

test('a solved thread says so, and writing opens it again', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Done?');
  await expect(widget.bubble('Done?')).toContainText('Sent');
  await stage.team.setStatus(stage.sub, 'resolved');
  await expect(widget.panel.getByText('marked as solved')).toBeVisible();
  await widget.send('Not yet');
  await expect(widget.panel.getByText('marked as solved')).toBeHidden();
});

test('an empty thread invites, a greeting greets, and the address for replies is said', async ({
  browser,
  page,
  stage,
}) => {
  await promiseMail(page);
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await expect(widget.panel.getByText('Send us a message')).toBeVisible();
  await widget.send('Hi');
  await expect(widget.panel.getByText(`also comes to ${stage.sub}@example.com`)).toBeVisible();
  await stage.team.configure(({ texts }) => {
    texts.greeting = 'Welcome to **our** shop';
  });
  // A browser that has not kept the configuration of a moment ago.
  const elsewhere = await browser.newContext();
  const greeted = await stage.visitAs(await elsewhere.newPage(), `${stage.sub}-2`);
  await greeted.openChat();
  await expect(greeted.panel.getByText('Welcome to our shop')).toBeVisible();
  await elsewhere.close();
  await stage.team.configure(({ texts }) => {
    texts.greeting = null;
  });
});

test('where no mail goes out, none is promised and no address is asked for', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Hi');
  await expect(widget.bubble('Hi')).toContainText('Sent');
  await expect(widget.panel.getByText('also comes to')).toHaveCount(0);
  await widget.setUser(`${stage.sub}-2`, undefined, stage.token(`${stage.sub}-2`, { email: null }));
  await expect(widget.bubble('Hi')).toHaveCount(0);
  await widget.send('Hello');
  await expect(widget.bubble('Hello')).toContainText('Sent');
  await expect(widget.panel.getByLabel(/by email/)).toHaveCount(0);
});

test('a user without an address can leave one', async ({ page, stage }) => {
  await promiseMail(page);
  const widget = await stage.visit(page);
  await widget.setUser(stage.sub, undefined, stage.token(stage.sub, { email: null }));
  await widget.openChat();
  await widget.send('Hi');
  const field = widget.panel.getByLabel(/by email/);
  await field.fill('me@example.com');
  await widget.button('Save').click();
  await expect(widget.panel.getByText('also comes to me@example.com')).toBeVisible();
  await expect
    .poll(async () => (await stage.team.threadOf(stage.sub)).user.email)
    .toBe('me@example.com');
});

test('a thread that cannot be loaded says so and can be tried again', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await page.route('**/chat/session', (route) => route.abort());
  await widget.open();
  await widget.tile('Chat with us').click();
  await expect(widget.panel.getByText('could not be loaded')).toBeVisible();
  expect(await widget.faults()).toEqual([]);
  await page.unroute('**/chat/session');
  await widget.button('Try again').click();
  await expect(widget.panel.getByText('Send us a message')).toBeVisible();
});
