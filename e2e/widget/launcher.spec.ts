import { expect, test } from '../support/fixtures.ts';

test('the launcher stands after one script request and moves nothing on the page', async ({
  page,
  stage,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.addInitScript(() => {
    const shifts: number[] = [];
    (window as unknown as { shifts: number[] }).shifts = shifts;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        shifts.push((entry as never as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.route('**/api/v1/widget/config*', () => {});
  const widget = await stage.visit(page);
  await expect(widget.launcher).toBeVisible();
  const ours = asked.filter((path) => path.startsWith('/static/'));
  expect(ours).toEqual(['/static/widgets/v1/seggwat-feedback.js']);
  const shifts = await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts);
  expect(shifts).toEqual([]);
});

test('an anonymous visitor costs the script and one config request', async ({ page, stage }) => {
  const asked: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin === stage.server.origin) asked.push(url.pathname);
  });
  const config = page.waitForResponse('**/api/v1/widget/config*');
  await stage.visit(page);
  await config;
  await page.waitForLoadState('networkidle');
  expect(asked.sort()).toEqual(['/api/v1/widget/config', '/static/widgets/v1/seggwat-feedback.js']);
});

for (const position of ['bottom-right', 'right-side', 'icon-only']) {
  test(`the launcher can stand ${position}`, async ({ page, stage }) => {
    const widget = await stage.visit(page, { tag: `data-button-position="${position}"` });
    const box = await widget.launcher.boundingBox();
    const view = page.viewportSize();
    if (!box || !view) throw new Error('no box');
    expect(box.width).toBeGreaterThanOrEqual(44);
    expect(box.height).toBeGreaterThanOrEqual(44);
    const fromRight = view.width - box.x - box.width;
    const fromBottom = view.height - box.y - box.height;
    if (position === 'right-side') {
      expect(fromRight).toBe(0);
      expect(Math.abs(box.y + box.height / 2 - view.height / 2)).toBeLessThan(2);
      expect(box.height).toBeGreaterThan(box.width);
    } else {
      expect([fromRight, fromBottom]).toEqual([20, 20]);
    }
    if (position === 'icon-only') expect([box.width, box.height]).toEqual([52, 52]);
    await expect(widget.launcher).toHaveAccessibleName('Feedback');
  });
}

test('updateAppearance changes the launcher at once and ignores nonsense', async ({
  page,
  stage,
}) => {
  const widget = await stage.visit(page);
  await page.evaluate(() =>
    SeggwatFeedback.updateAppearance({
      color: '#10b981',
      position: 'bottom-right',
      buttonText: 'Help',
      language: 'fr',
    }),
  );
  await expect(widget.launcher).toHaveAccessibleName('Help');
  await expect(widget.launcher).toHaveCSS('background-color', 'rgb(16, 185, 129)');
  await expect(widget.launcher).toHaveCSS('color', 'rgb(0, 0, 0)');
  await page.evaluate(() =>
    SeggwatFeedback.updateAppearance({ color: 'url(evil)', position: 'nowhere' }),
  );
  await expect(widget.launcher).toHaveCSS('background-color', 'rgb(37, 99, 235)');
  await expect(widget.launcher).toHaveCSS('background-image', 'none');
  await widget.open();
  await expect(widget.panel.getByRole('heading')).toHaveText('How can we help?');
});

test('the tag beats the Widget Defaults, and these beat the built-in look', async ({
  page,
  stage,
}) => {
  await stage.team.configure(({ appearance }) => {
    appearance.color = '#9333ea';
    appearance.button_text = 'Talk to us';
  });
  const widget = await stage.visit(page);
  await expect(widget.launcher).toHaveCSS('background-color', 'rgb(147, 51, 234)');
  await expect(widget.launcher).toHaveAccessibleName('Talk to us');
  await stage.visit(page, { tag: 'data-button-color="#facc15"' });
  await expect(widget.launcher).toHaveCSS('background-color', 'rgb(250, 204, 21)');
  await expect(widget.launcher).toHaveCSS('color', 'rgb(0, 0, 0)');
  await stage.team.configure(({ appearance }) => {
    appearance.color = '#2563eb';
    appearance.button_text = null;
  });
});

test('the launcher says that it opens a dialog, and whether it is open', async ({
  page,
  stage,
}) => {
  const widget = await stage.visit(page);
  await expect(widget.launcher).toHaveAttribute('aria-haspopup', 'dialog');
  await expect(widget.launcher).toHaveAttribute('aria-expanded', 'false');
  await widget.open();
  await expect(widget.launcher).toHaveAttribute('aria-expanded', 'true');
  await widget.launcher.click();
  await expect(widget.panel).toBeHidden();
  await expect(widget.launcher).toHaveAttribute('aria-expanded', 'false');
});

test('no style of the page can hide or break the launcher', async ({ page, stage }) => {
  const widget = await stage.visit(page, {
    head: `<style>html{font-size:5px} *{all:unset!important} body{transform:scale(1)!important}
      div,span,button{display:none!important} seggwat-widget{display:none!important}
      .cover{display:block!important;position:fixed!important;inset:0!important;z-index:2147483647!important}</style>`,
    body: '<p class="cover"></p>',
  });
  const box = await widget.launcher.boundingBox();
  expect(box?.height).toBe(52);
  await widget.open();
  await expect(widget.tile('Bug report')).toBeVisible();
});

test('Tab reaches the launcher and leaves it again', async ({ page, stage }) => {
  const widget = await stage.visit(page);
  await expect(widget.launcher).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'A link' })).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(widget.launcher).toBeFocused();
  await expect(widget.launcher).toHaveCSS('outline-style', 'solid');
  await page.keyboard.press('Shift+Tab');
  await expect(page.getByRole('link', { name: 'A link' })).toBeFocused();
});

test('the launcher does not appear in print', async ({ page, stage }) => {
  const widget = await stage.visit(page);
  await page.emulateMedia({ media: 'print' });
  await expect(widget.launcher).toBeHidden();
});

for (const [language, title] of [
  ['de', 'Wie können wir helfen?'],
  ['sv', 'Hur kan vi hjälpa till?'],
  ['fr', 'Comment pouvons-nous aider ?'],
  ['C', 'How can we help?'],
  ['<b>', 'How can we help?'],
]) {
  test(`data-language ${language} shows "${title}"`, async ({ page, stage }) => {
    const widget = await stage.visit(page, { tag: `data-language="${language}"` });
    await widget.open();
    await expect(widget.panel.getByRole('heading')).toHaveText(title as string);
  });
}

test('a browser that reports the language "C" gets English and working dates', async ({
  page,
  stage,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'language', { get: () => 'C' });
    Object.defineProperty(navigator, 'languages', { get: () => ['C'] });
  });
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Hello');
  await expect(widget.bubble('Hello').locator('time')).not.toBeEmpty();
});

test('destroy removes everything, and a fresh tag with another language works', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub, {});
  await widget.open();
  const stream = page.waitForEvent('requestfailed', (request) =>
    request.url().includes('/chat/stream'),
  );
  await page.evaluate(() => SeggwatFeedback.destroy());
  await stream;
  await expect(page.locator('seggwat-widget')).toHaveCount(0);
  expect(await page.evaluate(() => typeof SeggwatFeedback.open)).toBe('function');
  await page.evaluate(
    ([src, key]) => {
      document.querySelector('script[src]')?.remove();
      const script = document.createElement('script');
      script.src = src as string;
      script.dataset.projectKey = key;
      script.dataset.language = 'de';
      document.body.append(script);
    },
    [
      `${stage.server.origin}/static/widgets/v1/seggwat-feedback.js`,
      stage.project.project_key,
    ] as const,
  );
  await expect(page.locator('seggwat-widget')).toHaveCount(1);
  await widget.open();
  await expect(widget.panel.getByRole('heading')).toHaveText('Wie können wir helfen?');
});

test('in a right-to-left page everything is mirrored', async ({ page, stage }) => {
  const widget = await stage.visit(page, { html: 'dir="rtl"' });
  const box = await widget.launcher.boundingBox();
  expect(box?.x).toBe(20);
  await widget.open();
  const panel = await widget.panel.boundingBox();
  expect(panel?.x).toBe(20);
});
