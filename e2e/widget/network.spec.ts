import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';
import { pageWith } from '../support/site.ts';
import { Widget } from '../support/widget.ts';

/** How many streams the pages have open at this moment. */
function countStreams(pages: Page[]): () => number {
  const open = new Set<unknown>();
  for (const page of pages) {
    page.on('request', (request) => {
      if (request.url().endsWith('/chat/stream') && request.method() === 'GET') open.add(request);
    });
    page.on('requestfailed', (request) => open.delete(request));
    page.on('requestfinished', (request) => open.delete(request));
  }
  return () => open.size;
}

test('a signed-in user costs one config request and one stream until they open the widget', async ({
  page,
  stage,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/api/') && request.method() !== 'OPTIONS') asked.push(pathname);
  });
  const stream = page.waitForResponse('**/chat/stream');
  await stage.visitAs(page, stage.sub);
  await stream;
  expect(asked.sort()).toEqual(['/api/v1/chat/stream', '/api/v1/widget/config']);
});

test('offline, messages wait and go out once when the network is back', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Before');
  await expect(widget.bubble('Before')).toContainText('Sent');
  await page.context().setOffline(true);
  await expect(widget.panel.getByText('You are offline')).toBeVisible();
  await widget.send('One');
  await widget.send('Two');
  await expect(widget.bubble('Two')).toContainText('Waiting');
  await page.context().setOffline(false);
  await expect(widget.bubble('Two')).toContainText('Sent');
  await expect(widget.panel.getByText('You are offline')).toBeHidden();
  expect((await stage.team.messages(stage.sub)).map(({ body }) => body)).toEqual([
    'Before',
    'One',
    'Two',
  ]);
  await expect(widget.bubbles).toHaveCount(3);
});

test('what waits survives a reload and is sent then', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await page.route('**/chat/messages', (route) => route.abort());
  await widget.send('Kept');
  await expect(widget.bubble('Kept')).toContainText('Waiting');
  await page.unroute('**/chat/messages');
  await page.reload();
  await widget.openChat();
  await expect(widget.bubble('Kept')).toContainText('Sent');
  expect(await stage.team.messages(stage.sub)).toHaveLength(1);
});

test('after the server was killed and restarted nothing is missing and nothing doubled', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Before the fall');
  await expect(widget.bubble('Before the fall')).toContainText('Sent');
  await stage.server.kill();
  await widget.send('During the fall');
  await expect(widget.bubble('During the fall')).toContainText('Waiting');
  await expect(widget.panel.getByText('Connecting again')).toBeVisible();
  const resumed = page.waitForRequest(
    (request) =>
      request.url().endsWith('/chat/stream') && Boolean(request.headers()['last-event-id']),
  );
  await stage.server.run();
  await resumed;
  await expect(widget.bubble('During the fall')).toContainText('Sent', { timeout: 35_000 });
  await stage.team.reply(stage.sub, 'We are back');
  await expect(widget.bubble('We are back')).toBeVisible();
  await expect(widget.bubbles).toHaveText([/Before/, /During/, /We are back/]);
  expect(await stage.team.messages(stage.sub)).toHaveLength(3);
});

test('eight tabs share one stream, and another takes over when its tab is closed', async ({
  context,
  stage,
}) => {
  test.setTimeout(60_000);
  const pages: Page[] = [];
  for (let count = 0; count < 8; count++) pages.push(await context.newPage());
  const streams = countStreams(pages);
  const widgets: Widget[] = [];
  for (const page of pages) widgets.push(await stage.visitAs(page, stage.sub));
  const [first, last] = [widgets[0] as Widget, widgets[7] as Widget];
  await first.openChat();
  await first.send('Hello from the first');
  await expect(first.bubble('Hello')).toContainText('Sent');
  expect(streams()).toBe(1);
  await stage.team.reply(stage.sub, 'To all tabs');
  await expect(first.bubble('To all tabs')).toBeVisible();
  await last.open();
  await last.tile('Chat with us').click();
  await expect(last.bubble('To all tabs')).toBeVisible();
  await pages[0]?.close();
  await expect.poll(streams, { intervals: [20] }).toBe(1);
  await stage.team.reply(stage.sub, 'After the change');
  await expect(last.bubble('After the change')).toBeVisible();
});

test('on a plain-http site the chat works, in two tabs over one stream', async ({
  context,
  stage,
}) => {
  const html = pageWith(stage.server.origin, stage.project.project_key, {
    after: `SeggwatFeedback.setUser(...${JSON.stringify([stage.sub, '', stage.token()])})`,
  });
  stage.site.pages.set('/', { html });
  const pages = [await context.newPage(), await context.newPage()];
  const streams = countStreams(pages);
  for (const page of pages) await page.goto(stage.site.url('/', 'shop.test'));
  const [one, two] = pages as [Page, Page];
  expect(await one.evaluate(() => [isSecureContext, 'locks' in navigator])).toEqual([false, false]);
  const [first, second] = [new Widget(one), new Widget(two)];
  await first.openChat();
  await first.send('From a plain page');
  await expect(first.bubble('From a plain page')).toContainText('Sent');
  await expect.poll(streams).toBe(1);
  await stage.team.reply(stage.sub, 'Heard');
  await expect(first.bubble('Heard')).toBeVisible();
  await second.open();
  await second.tile('Chat with us').click();
  await expect(second.bubble('Heard')).toBeVisible();
  await one.close();
  await stage.team.reply(stage.sub, 'And now here');
  await expect(second.bubble('And now here')).toBeVisible({ timeout: 9_000 });
});

test('two devices show the same thread', async ({ browser, stage }) => {
  const contexts = [await browser.newContext(), await browser.newContext()];
  const widgets: Widget[] = [];
  for (const context of contexts) {
    widgets.push(await stage.visitAs(await context.newPage(), stage.sub));
  }
  const [phone, desk] = widgets as [Widget, Widget];
  await phone.openChat();
  await desk.openChat();
  await phone.send('From the phone');
  await expect(desk.bubble('From the phone')).toBeVisible();
  await desk.send('From the desk');
  await expect(phone.bubbles).toHaveText([/From the phone/, /From the desk/]);
  for (const context of contexts) await context.close();
});

test('coming back from the history takes the stream up again', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Question');
  await expect(widget.bubble('Question')).toContainText('Sent');
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
  });
  await stage.team.reply(stage.sub, 'While away');
  const resumed = page.waitForRequest('**/chat/stream');
  await page.evaluate(() => {
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  });
  expect((await resumed).headers()['last-event-id']).toBeTruthy();
  await expect(widget.bubble('While away')).toBeVisible();
});
