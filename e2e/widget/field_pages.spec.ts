import { expect, test } from '../support/fixtures.ts';
import { pageWith } from '../support/site.ts';
import { Widget } from '../support/widget.ts';

function src(stage: { server: { origin: string } }, name = 'seggwat-feedback'): string {
  return `${stage.server.origin}/static/widgets/v1/${name}.js`;
}

test('the tag may stand in the head, with setUser right after it', async ({ page, stage }) => {
  const user = JSON.stringify([stage.sub, 'a@example.com', stage.token()]);
  stage.site.pages.set('/', {
    html: `<!doctype html><html><head><title>Shop</title>
      <script src="${src(stage)}" data-project-key="${stage.project.project_key}"></script>
      <script>SeggwatFeedback.setUser(...${user}); SeggwatFeedback?.open();</script>
      </head><body><h1>Shop</h1></body></html>`,
  });
  await page.goto(stage.site.url('/'));
  const widget = new Widget(page);
  await expect(widget.tile('Chat with us')).toBeVisible();
});

for (const how of ['defer', 'async', 'id="my-widget"']) {
  test(`the tag works with ${how}`, async ({ page, stage }) => {
    const widget = await stage.visit(page, { tag: how });
    await widget.open();
    await expect(widget.tile('Bug report')).toBeVisible();
  });
}

test('the script may be injected, and injected again without destroy', async ({ page, stage }) => {
  stage.site.pages.set('/', { html: '<!doctype html><title>Shop</title><h1>Shop</h1>' });
  await page.goto(stage.site.url('/'));
  const inject = () =>
    page.evaluate(
      ([url, key]) =>
        new Promise((resolve) => {
          const script = document.createElement('script');
          script.src = url as string;
          script.dataset.projectKey = key;
          script.onload = resolve;
          document.head.append(script);
        }),
      [src(stage), stage.project.project_key] as const,
    );
  await inject();
  const widget = new Widget(page);
  await widget.setUser(stage.sub, 'a@example.com', stage.token());
  await inject();
  await expect(page.locator('seggwat-widget')).toHaveCount(1);
  await widget.open();
  await expect(widget.tile('Chat with us')).toBeVisible();
});

test('between destroy and the next tag the global takes calls, and the user is kept', async ({
  page,
  stage,
}) => {
  const widget = await stage.visit(page);
  await page.evaluate(
    async ([url, key, id, token]) => {
      SeggwatFeedback.destroy();
      SeggwatFeedback.close();
      await SeggwatFeedback.open();
      SeggwatFeedback.setUser(id as string, 'a@example.com', token);
      const script = document.createElement('script');
      script.src = url as string;
      script.dataset.projectKey = key;
      document.body.append(script);
    },
    [src(stage), stage.project.project_key, stage.sub, stage.token()] as const,
  );
  await expect(page.locator('seggwat-widget')).toHaveCount(1);
  await widget.open();
  await expect(widget.tile('Chat with us')).toBeVisible();
});

test('a wrong project key harms nothing', async ({ page, stage }) => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  const warning = page.waitForEvent('console', (message) => message.type() === 'warning');
  stage.site.pages.set('/', {
    html: pageWith(stage.server.origin, 'demo-project-key', {
      after: `SeggwatFeedback.setUser('u', 'u@example.com', 'x.y.z');
        SeggwatFeedback.open(); SeggwatFeedback.container.focus(); SeggwatFeedback.close();
        SeggwatFeedback.updateAppearance({ color: '#ff0000' }); SeggwatFeedback.destroy();`,
    }),
  });
  await page.goto(stage.site.url('/'));
  expect((await warning).text()).toContain('data-project-key');
  await expect(page.locator('seggwat-widget')).toHaveCount(0);
  expect(errors).toEqual([]);
});

test('an unknown project takes the launcher away with a warning', async ({ page, stage }) => {
  const warning = page.waitForEvent('console', (message) => message.type() === 'warning');
  stage.site.pages.set('/', {
    html: pageWith(stage.server.origin, '00000000-0000-4000-8000-000000000000'),
  });
  await page.goto(stage.site.url('/'));
  await warning;
  await expect(page.locator('seggwat-widget')).toHaveCount(0);
});

test('the published members are all there', async ({ page, stage }) => {
  await stage.visit(page);
  const found = await page.evaluate(async () => {
    const api = SeggwatFeedback;
    const away = api.on('ready', () => {});
    return {
      version: /^\d+\.\d+\.\d+$/.test(api.version),
      container: api.container instanceof HTMLButtonElement,
      screenshots: [api.screenshotsEnabled, api.hasScreenshot(), await api.captureScreenshot()],
      awaitable: (await api.updateAppearance({})) === undefined,
      unread: api.unreadCount,
      off: typeof away,
      calls: ['open', 'close', 'toggle', 'openChat', 'logout', 'clearScreenshot', 'destroy']
        .concat(['setUser', 'setTokenProvider', 'setAttributes', 'openWithScreenshot'])
        .filter((name) => typeof api[name as keyof typeof api] !== 'function'),
    };
  });
  expect(found).toEqual({
    version: true,
    container: true,
    screenshots: [false, false, null],
    awaitable: true,
    unread: 0,
    off: 'function',
    calls: [],
  });
});

test('events tell the page what happens', async ({ page, stage }) => {
  const widget = await stage.visit(page);
  await page.evaluate(() => {
    const told: string[] = [];
    Object.assign(window, { told });
    for (const event of ['ready', 'open', 'close', 'message', 'unread']) {
      SeggwatFeedback.on(event, (detail) =>
        told.push(event === 'unread' ? `unread ${detail}` : event),
      );
    }
    SeggwatFeedback.on('open', () => {
      throw new Error('a listener of the page that fails');
    });
  });
  await widget.setUser(stage.sub, 'a@example.com', stage.token());
  await widget.openChat();
  await widget.send('Hi');
  await expect(widget.bubble('Hi')).toContainText('Sent');
  await widget.button('Close').click();
  await stage.team.reply(stage.sub, 'Hello');
  await expect(widget.dot).toBeVisible();
  await page.evaluate(() => SeggwatFeedback.toggle());
  await expect(widget.dot).toHaveCount(0);
  const told = await page.evaluate(() => (window as unknown as { told: string[] }).told);
  expect(told).toEqual(['ready', 'open', 'close', 'message', 'unread 1', 'open', 'unread 0']);
});

test('the survey script is harmless', async ({ page, stage }) => {
  const warning = page.waitForEvent('console', (message) => message.type() === 'warning');
  stage.site.pages.set('/', {
    html: `<!doctype html><body><script src="${src(stage, 'seggwat-survey')}"></script>
      <script>SeggwatSurvey.setUser('x'); SeggwatSurvey.open(); SeggwatSurvey.reset();</script>`,
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(stage.site.url('/'));
  expect((await warning).text()).toContain('Surveys');
  expect(errors).toEqual([]);
});
