import { expect, test } from '../support/fixtures.ts';
import { Widget } from '../support/widget.ts';

test('a reply while the widget is closed shows the dot, and the click opens the thread', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Anybody there?');
  await expect(widget.bubble('Anybody there?')).toContainText('Sent');
  await widget.button('Close').click();
  await stage.team.reply(stage.sub, 'Yes, here');
  await expect(widget.launcher).toHaveAccessibleName('Feedback, 1 unread message', {
    timeout: 1_500,
  });
  await expect(widget.dot).toBeVisible();
  expect(await page.evaluate(() => SeggwatFeedback.unreadCount)).toBe(1);
  await stage.team.reply(stage.sub, 'Still here');
  await expect(widget.launcher).toHaveAccessibleName('Feedback, 2 unread messages');
  await widget.launcher.click();
  await expect(widget.log).toBeAttached();
  await expect(widget.bubble('Still here')).toBeVisible();
  await expect(widget.dot).toHaveCount(0);
  await expect(widget.launcher).toHaveAccessibleName('Feedback');
});

test('the dot is there after a reload, and stays away once the thread was opened', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Question');
  await expect(widget.bubble('Question')).toContainText('Sent');
  await widget.button('Close').click();
  await stage.team.reply(stage.sub, 'Answer');
  await expect(widget.dot).toBeVisible();
  await page.reload();
  await expect(widget.dot).toBeVisible();
  const read = page.waitForResponse('**/chat/read');
  await widget.launcher.click();
  await expect(widget.bubble('Answer')).toBeVisible();
  await read;
  await expect(widget.dot).toHaveCount(0);
  const stream = page.waitForResponse('**/chat/stream');
  await page.reload();
  await stream;
  await expect(widget.launcher).toHaveAccessibleName('Feedback');
  await expect(widget.dot).toHaveCount(0);
});

test('opening the thread in one tab clears the dot in all', async ({ context, stage }) => {
  const [one, two] = [await context.newPage(), await context.newPage()];
  const first = await stage.visitAs(one, stage.sub);
  await first.openChat();
  await first.send('Question');
  await expect(first.bubble('Question')).toContainText('Sent');
  await first.button('Close').click();
  const second: Widget = await stage.visitAs(two, stage.sub);
  await stage.team.reply(stage.sub, 'Answer');
  await expect(first.dot).toBeVisible();
  await expect(second.dot).toBeVisible();
  await second.launcher.click();
  await expect(second.bubble('Answer')).toBeVisible();
  await expect(first.dot).toHaveCount(0);
});

test('a reply in the open thread is read at once, and the team sees it', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Question');
  const { seq } = await stage.team.reply(stage.sub, 'Answer');
  await expect(widget.bubble('Answer')).toBeVisible();
  await expect.poll(async () => (await stage.team.threadOf(stage.sub)).user_read_seq).toBe(seq);
  await expect(widget.dot).toHaveCount(0);
});

test('the title flashes while the page is hidden and is restored', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Question');
  await expect(widget.bubble('Question')).toContainText('Sent');
  await widget.button('Close').click();
  const hide = (hidden: boolean) =>
    page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => value });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
  await hide(true);
  await stage.team.reply(stage.sub, 'Answer');
  await expect.poll(() => page.title()).toBe('(1) Shop');
  await hide(false);
  expect(await page.title()).toBe('Shop');
  await stage.team.reply(stage.sub, 'Another');
  await expect(widget.launcher).toHaveAccessibleName('Feedback, 2 unread messages');
  expect(await page.title()).toBe('Shop');
});

test('the sound plays once, can be switched off, and the choice is kept', async ({
  page,
  stage,
}) => {
  await page.addInitScript(() => {
    const started = { tones: 0 };
    Object.assign(window, { started });
    const start = OscillatorNode.prototype.start;
    OscillatorNode.prototype.start = function (...args) {
      started.tones++;
      return start.apply(this, args);
    };
  });
  const tones = () =>
    page.evaluate(() => (window as unknown as { started: { tones: number } }).started.tones);
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Question');
  await expect(widget.bubble('Question')).toContainText('Sent');
  await stage.team.reply(stage.sub, 'While it is read');
  await expect(widget.bubble('While it is read')).toBeVisible();
  await widget.button('Close').click();
  await stage.team.reply(stage.sub, 'While it is closed');
  await expect.poll(tones).toBe(2);
  await widget.launcher.click();
  await widget.button('Turn sound off').click();
  await expect(widget.button('Turn sound on')).toBeVisible();
  await page.reload();
  await widget.openChat();
  await expect(widget.button('Turn sound on')).toBeVisible();
  await widget.button('Close').click();
  await stage.team.reply(stage.sub, 'Quiet');
  await expect(widget.dot).toBeVisible();
  await page.clock.install();
  await page.clock.runFor(1_000);
  expect(await tones()).toBe(0);
});

test('the link of a mail opens the conversation and disappears from the address', async ({
  page,
  stage,
}) => {
  await stage.visitAs(page, stage.sub);
  await page.goto('about:blank');
  await page.goto(stage.site.url('/?utm_source=mail#seggwat-chat'));
  const widget = new Widget(page);
  await expect(widget.log).toBeAttached();
  expect(page.url()).toBe(stage.site.url('/?utm_source=mail'));
});
