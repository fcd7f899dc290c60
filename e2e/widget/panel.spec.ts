import { expect, test } from '../support/fixtures.ts';

test('focus goes into the panel, Esc closes one level, and focus comes back', async ({
  page,
  stage,
}) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.open();
  await expect(widget.tile('Chat with us')).toBeVisible();
  await widget.tile('Bug report').click();
  await expect(widget.panel.getByLabel('What went wrong?')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(widget.tile('Chat with us')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(widget.composer).toBeFocused();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(widget.panel).toBeHidden();
  await expect(widget.launcher).toBeFocused();
});

test('on a desktop the panel is not modal', async ({ page, stage }) => {
  const widget = await stage.visit(page);
  await widget.open();
  await expect(widget.panel).not.toHaveAttribute('aria-modal', 'true');
  await page.getByRole('link', { name: 'A link' }).click();
  await expect(widget.panel).toBeVisible();
});

test('on a phone the panel is modal, fills the screen and holds the page still', async ({
  page,
  stage,
}) => {
  await page.setViewportSize({ width: 390, height: 780 });
  const widget = await stage.visitAs(page, stage.sub);
  await widget.open();
  await expect(widget.panel).toHaveAttribute('aria-modal', 'true');
  await expect
    .poll(() => widget.panel.boundingBox())
    .toEqual({ x: 0, y: 0, width: 390, height: 780 });
  await expect(page.locator('html')).toHaveCSS('overflow', 'hidden');
  await expect(widget.button('Close')).toBeVisible();
  for (let turn = 0; turn < 8; turn++) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.localName)).toBe('seggwat-widget');
  }
  await widget.button('Close').click();
  await expect(page.locator('html')).toHaveCSS('overflow', 'visible');
  await expect(widget.launcher).toBeVisible();
});

test('the composer stays above an on-screen keyboard', async ({ page, stage }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await page.evaluate(() => {
    const view = window.visualViewport as VisualViewport;
    Object.defineProperty(view, 'height', { configurable: true, get: () => 400 });
    view.dispatchEvent(new Event('resize'));
  });
  await expect
    .poll(async () => {
      const box = await widget.composer.boundingBox();
      return box ? box.y + box.height : 999;
    })
    .toBeLessThanOrEqual(400);
});

test('at 320 pixels nothing scrolls sideways', async ({ page, stage }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send(`A ${'verylongword'.repeat(20)} https://example.com/${'path'.repeat(40)}`);
  await expect(widget.bubbles).toHaveCount(1);
  const wide = await page.locator('seggwat-widget').evaluate((host) => {
    const all = [...(host.shadowRoot?.querySelectorAll<HTMLElement>('.panel, .panel *') ?? [])];
    return all.filter((element) => element.scrollWidth > 321).map((element) => element.className);
  });
  expect(wide).toEqual([]);
});

test('with reduced motion nothing is animated', async ({ page, stage }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const widget = await stage.visit(page);
  await widget.open();
  const moving = await page
    .locator('seggwat-widget')
    .evaluate((host) => host.shadowRoot?.getAnimations().length);
  expect(moving).toBe(0);
});

for (const scheme of ['light', 'dark'] as const) {
  test(`no accessibility faults in ${scheme} colours, in any view`, async ({ page, stage }) => {
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
    const widget = await stage.visitAs(page, stage.sub);
    await expect(widget.launcher).toBeVisible();
    expect(await widget.faults()).toEqual([]);
    await widget.open();
    await expect(widget.tile('Chat with us')).toBeVisible();
    expect(await widget.faults()).toEqual([]);
    await widget.tile('Bug report').click();
    await widget.button('Send').click();
    await expect(widget.panel.getByText('at least 3 characters')).toBeVisible();
    expect(await widget.faults()).toEqual([]);
    await widget.button('Back').click();
    await widget.tile('Chat with us').click();
    await widget.send('Hello **there**, see https://example.com');
    await expect(widget.bubble('Hello')).toContainText('Sent');
    await stage.team.reply(stage.sub, 'A reply\n\n> with a quote\n\n`code`');
    await expect(widget.bubble('A reply')).toBeVisible();
    expect(await widget.faults()).toEqual([]);
    await page.context().setOffline(true);
    await widget.send('Offline');
    await expect(widget.panel.getByText('You are offline')).toBeVisible();
    expect(await widget.faults()).toEqual([]);
    await page.context().setOffline(false);
  });
}

test('forced colours keep every part readable', async ({ page, stage }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.send('Hello');
  await expect(widget.bubble('Hello').locator('.bubble')).toHaveCSS('border-top-style', 'solid');
  await expect(widget.launcher).toHaveCSS('border-top-style', 'solid');
});

test('a swapped body keeps launcher, open thread and draft', async ({ page, stage }) => {
  const widget = await stage.visitAs(page, stage.sub);
  await widget.openChat();
  await widget.composer.fill('Half a sentence');
  await page.evaluate(() => {
    history.pushState(null, '', '/other');
    const body = document.createElement('body');
    body.innerHTML = '<h1>Another page</h1>';
    document.body.replaceWith(body);
  });
  await expect(page.getByRole('heading', { name: 'Another page' })).toBeVisible();
  await expect(widget.composer).toHaveValue('Half a sentence');
  await page.evaluate(() => {
    document.body.innerHTML = '<h1>A third</h1>';
  });
  await expect(widget.composer).toHaveValue('Half a sentence');
  await widget.composer.press('Enter');
  await expect(widget.bubble('Half a sentence')).toContainText('Sent');
});

for (const [tile, label, type] of [
  ['Bug report', 'What went wrong?', 'Bug'],
  ['Feature request', 'What would you like to have?', 'Feature'],
] as const) {
  test(`a ${tile} reaches the team with what belongs to it`, async ({ page, stage }) => {
    const widget = await stage.visit(page, { tag: 'data-version="1.2.3-beta_4"' });
    await widget.setUser('person-7', 'p7@example.com');
    await widget.open();
    await widget.tile(tile).click();
    await expect(widget.panel.getByLabel(/email/)).toHaveValue('p7@example.com');
    const text = `Something about ${stage.sub}`;
    await widget.panel.getByLabel(label).fill(`  ${text}  `);
    await widget.button('Send').click();
    await expect(widget.panel.getByText('Thank you!')).toBeVisible();
    const stored = (await stage.team.feedback()).find(({ message }) => message === text);
    expect(stored).toMatchObject({
      type,
      source: 'Widget',
      version: '1.2.3-beta_4',
      path: '/',
      submitted_by: 'person-7',
    });
    await widget.button('Send another').click();
    await expect(widget.panel.getByText(/You can send again in \d+ seconds?/)).toBeVisible();
    await expect(widget.button('Send')).toBeDisabled();
  });
}

test('a form says what is wrong and keeps the text when sending fails', async ({ page, stage }) => {
  const widget = await stage.visit(page);
  await widget.open();
  await widget.tile('Bug report').click();
  const message = widget.panel.getByLabel('What went wrong?');
  await message.fill('ab');
  await widget.button('Send').click();
  await expect(widget.panel.getByText('at least 3 characters')).toBeVisible();
  await expect(message).toBeFocused();
  await message.fill('x'.repeat(1001));
  await expect(widget.panel.getByText('1 character too many')).toBeVisible();
  await message.fill('It broke');
  await widget.panel.getByLabel(/email/).fill('no address');
  await widget.button('Send').click();
  await expect(widget.panel.getByText('does not look like an email')).toBeVisible();
  await widget.panel.getByLabel(/email/).fill('');
  await page.context().setOffline(true);
  await widget.button('Send').click();
  await expect(widget.panel.getByText('could not be sent')).toBeVisible();
  await expect(message).toHaveValue('It broke');
  await page.context().setOffline(false);
  await widget.button('Send').click();
  await expect(widget.panel.getByText('Thank you!')).toBeVisible();
});
