import type { Page } from '@playwright/test';
import { Editor } from '../support/editor.ts';
import { bring } from '../support/files.ts';
import { expect, type Stage, test } from '../support/fixtures.ts';
import { type Colour, storedPixels, storedShot } from '../support/pictures.ts';
import type { Widget } from '../support/widget.ts';

const BLUE: Colour = [0, 0, 255];
const GREEN: Colour = [0, 128, 0];
const TEAL: Colour = [0, 128, 128];
const SECRET: Colour = [255, 0, 255];
const INK: Colour = [225, 29, 72];
const BLACK: Colour = [0, 0, 0];
const WHITE: Colour = [255, 255, 255];
const TAG = { tag: 'data-enable-screenshots="true"' };

/** A page that is scrolled, with what stays in place and what scrolls by itself. All of it in plain colours. */
const BODY = `<style>
  body { margin: 0; background: #fff; }
  .top { position: sticky; top: 0; height: 60px; background: blue; }
  .scroller { height: 100px; margin: 400px 0 0 100px; width: 300px; overflow: auto; }
  .scroller div { height: 200px; }
  .badge { position: fixed; left: 0; bottom: 0; width: 80px; height: 80px; background: green; }
  .secret { position: absolute; top: 500px; left: 500px; width: 120px; height: 60px; background: magenta; }
  .long { height: 2000px; }
</style>
<div class="top"></div>
<div class="scroller"><div></div><div style="background: teal"></div></div>
<div class="secret"></div><div class="badge"></div><div class="long"></div>`;

async function visit(page: Page, stage: Stage, parts = {}): Promise<Widget> {
  const widget = await stage.visit(page, { ...TAG, body: BODY, ...parts });
  await page.evaluate(() => {
    scrollTo(0, 300);
    document.querySelector('.scroller')?.scrollTo(0, 200);
  });
  return widget;
}

async function openForm(widget: Widget): Promise<void> {
  await widget.open();
  await widget.tile('Bug report').click();
  await expect(widget.button('Add a screenshot')).toBeVisible();
}

async function capture(page: Page, widget: Widget): Promise<Editor> {
  await widget.button('Add a screenshot').click();
  const editor = new Editor(page);
  await editor.isThere();
  return editor;
}

async function send(widget: Widget, message: string): Promise<void> {
  await widget.panel.getByLabel('What went wrong?').fill(message);
  await widget.button('Send').click();
  await expect(widget.panel.getByText('Thank you!')).toBeVisible();
}

const remove = (widget: Widget) => widget.button('Remove the screenshot');

test('a page is captured as it is seen, without the widget', async ({ page, stage }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(request.url()));
  const widget = await visit(page, stage);
  await openForm(widget);
  expect(loaded.filter((url) => /page_|editor|capture/.test(url))).toEqual([]);
  const editor = await capture(page, widget);
  await editor.done();
  await expect(remove(widget)).toBeVisible();
  const message = `As it is seen ${stage.sub}`;
  await send(widget, message);
  const pixels = await storedPixels(page, stage, message);
  expect([pixels.width, pixels.height]).toEqual([1280, 720]);
  // The header sticks to the top, the badge to the bottom, the page and its inner part are scrolled.
  expect(pixels.at(640, 30)).toEqual(BLUE);
  expect(pixels.at(640, 65)).toEqual(WHITE);
  expect(pixels.at(40, 680)).toEqual(GREEN);
  expect(pixels.at(560, 230)).toEqual(SECRET);
  expect(pixels.count(TEAL)).toBeGreaterThan(100 * 250);
  // Where the panel and the launcher are, the page is.
  expect(pixels.at(1060, 400)).toEqual(WHITE);
  expect(pixels.at(1200, 680)).toEqual(WHITE);
  expect(loaded.filter((url) => /page_paint/.test(url))).toEqual([]);
});

test('every tool leaves its mark, and what is blacked out is gone', async ({ page, stage }) => {
  const widget = await visit(page, stage);
  await openForm(widget);
  const editor = await capture(page, widget);
  expect(await widget.faults()).toEqual([]);
  await expect(editor.canvas).toBeFocused();
  await editor.drag([0.1, 0.5], [0.2, 0.5]);
  await editor.tool('Arrow');
  await editor.drag([0.1, 0.6], [0.2, 0.6]);
  await editor.tool('Rectangle');
  await editor.tool('Thick');
  await editor.drag([0.1, 0.7], [0.2, 0.8]);
  await editor.tool('Text');
  await editor.click([0.3, 0.7]);
  await page.keyboard.type('Wrong');
  await page.keyboard.press('Enter');
  await editor.tool('Black out');
  await editor.drag([0.37, 0.25], [0.5, 0.4]);
  expect(await widget.faults()).toEqual([]);
  await editor.done();
  const message = `Marked ${stage.sub}`;
  await send(widget, message);
  const { at, count, width, height } = await storedPixels(page, stage, message);
  const place = (x: number, y: number) => at(width * x, height * y);
  expect(place(0.15, 0.5)).toEqual(INK);
  expect(place(0.15, 0.6)).toEqual(INK);
  expect(place(0.1, 0.75)).toEqual(INK);
  expect(place(0.15, 0.75)).toEqual(WHITE);
  expect(count(INK)).toBeGreaterThan(3000);
  expect(place(0.44, 0.32)).toEqual(BLACK);
  expect(count(SECRET)).toBe(0);
});

test('marks are undone, done again, removed and given up', async ({ page, stage }) => {
  const widget = await visit(page, stage);
  await openForm(widget);
  const editor = await capture(page, widget);
  await editor.tool('Black out');
  await expect(editor.button('Undo')).toBeDisabled();
  await editor.drag([0.1, 0.4], [0.2, 0.5]);
  await editor.drag([0.3, 0.4], [0.4, 0.5]);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await editor.button('Redo').click();
  await expect(editor.button('Redo')).toBeEnabled();
  await editor.done();
  // Edited again: what was blacked out stays so.
  await widget.button('Edit the screenshot').click();
  await editor.isThere();
  await editor.drag([0.6, 0.4], [0.7, 0.5]);
  await editor.button('Remove all marks').click();
  await editor.button('Undo').click();
  await page.keyboard.press('Escape');
  const ask = editor.dialog.getByRole('alertdialog', { name: 'Discard your marks?' });
  await expect(ask.getByRole('button', { name: 'Keep editing' })).toBeFocused();
  expect(await widget.faults()).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(ask).toHaveCount(0);
  await page.keyboard.press('Escape');
  await ask.getByRole('button', { name: 'Discard' }).click();
  await expect(editor.dialog).toHaveCount(0);
  await expect(widget.button('Edit the screenshot')).toBeFocused();
  const message = `Once ${stage.sub}`;
  await send(widget, message);
  const { at, width, height } = await storedPixels(page, stage, message);
  const place = (x: number, y: number) => at(width * x, height * y);
  expect(place(0.15, 0.45)).toEqual(BLACK);
  expect(place(0.35, 0.45)).toEqual(WHITE);
  expect(place(0.65, 0.45)).toEqual(WHITE);
});

test('all of it works by keyboard, and the focus comes back', async ({ page, stage }) => {
  const widget = await visit(page, stage);
  await openForm(widget);
  await widget.button('Add a screenshot').focus();
  await page.keyboard.press('Enter');
  const editor = new Editor(page);
  await editor.isThere();
  // A pen's stroke from the middle to the right.
  await page.keyboard.press('Enter');
  for (let i = 0; i < 10; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  // The tools are before the picture; the arrows choose among them.
  await editor.dialog.getByRole('radio', { name: 'Pen' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect(editor.dialog.getByRole('radio', { name: 'Black out' })).toBeChecked();
  await editor.canvas.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+ArrowLeft');
  await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press(' ');
  // Escape gives up the stroke that is begun, and no more than that.
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await expect(editor.dialog.getByRole('alertdialog')).toHaveCount(0);
  for (let i = 0; i < 12; i++) await page.keyboard.press('Tab');
  await expect(editor.dialog.locator(':focus')).toHaveCount(1);
  await editor.button('Done').focus();
  await page.keyboard.press('Enter');
  await expect(widget.button('Edit the screenshot')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(widget.button('Add a screenshot')).toBeFocused();
  await page.keyboard.press('Enter');
  await editor.isThere();
  await page.keyboard.press('Escape');
  await expect(editor.dialog).toHaveCount(0);
  await expect(widget.button('Add a screenshot')).toBeFocused();
  await expect(widget.panel).toBeVisible();
});

test('a picture is pasted, dropped or chosen instead, and refused by name', async ({
  page,
  stage,
}) => {
  const widget = await visit(page, stage);
  await openForm(widget);
  const text = widget.panel.getByLabel('What went wrong?');
  await bring(text, 'paste', [{ picture: [300, 200], name: 'one.png' }]);
  await expect(remove(widget)).toBeVisible();
  expect(await widget.faults()).toEqual([]);
  await remove(widget).click();
  await bring(text, 'drop', [{ text: 'no picture', name: 'note.txt' }]);
  const alert = widget.panel.getByRole('alert');
  await expect(alert).toHaveText('Only PNG and JPEG pictures can be sent.');
  expect(await widget.faults()).toEqual([]);
  const choose = async (name: string, buffer: Buffer) => {
    const chooser = page.waitForEvent('filechooser');
    await widget.button('Choose a picture').click();
    await (await chooser).setFiles({ name, mimeType: 'image/png', buffer });
  };
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  await choose('large.png', Buffer.concat([start, Buffer.alloc(5 * 1024 * 1024)]));
  await expect(alert).toHaveText('This picture is larger than 5 MB.');
  await choose('broken.png', start);
  await expect(alert).toHaveText('This picture cannot be read.');
  await choose('empty.png', Buffer.alloc(0));
  await expect(alert).toHaveText('This file is empty.');
  await bring(text, 'drop', [{ picture: [64, 48], name: 'two.png' }]);
  await expect(alert).toHaveCount(0);
  const message = `Dropped ${stage.sub}`;
  await send(widget, message);
  expect(await storedShot(stage, message)).toMatchObject({ width: 64, height: 48 });
  // It went with that report, not with the next.
  await widget.button('Send another').click();
  await expect(widget.button('Add a screenshot')).toBeVisible();
});

test('a modal dialog is in the picture, above all else and with its backdrop', async ({
  page,
  stage,
}) => {
  await stage.visit(page, {
    ...TAG,
    body: `<style>
      body { margin: 0; background: #fff; }
      dialog { width: 200px; height: 200px; padding: 0; border: 0; background: teal; }
      dialog::backdrop { background: rgb(0 0 255 / 50%); }
      .over { position: fixed; inset: 0; z-index: 9; background: #fff; }
    </style><dialog></dialog><div class="over"></div>`,
  });
  const colours = await page.evaluate(async () => {
    document.querySelector('dialog')?.showModal();
    const picture = await createImageBitmap((await SeggwatFeedback.captureScreenshot()) as Blob);
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const pen = canvas.getContext('2d');
    pen?.drawImage(picture, 0, 0);
    const at = (x: number, y: number) =>
      [...(pen?.getImageData(x, y, 1, 1).data ?? [])].slice(0, 3);
    return [at(640, 360), at(100, 100)];
  });
  expect(colours[0]).toEqual(TEAL);
  expect(colours[1]?.[2]).toBe(255);
  expect(colours[1]?.[0]).toBeGreaterThan(120);
  expect(colours[1]?.[0]).toBeLessThan(136);
});

test("the page's own code takes, gives and clears a picture", async ({ page, stage }) => {
  const widget = await visit(page, stage);
  const taken = await page.evaluate(async () => {
    const api = SeggwatFeedback;
    const before = [api.screenshotsEnabled, api.hasScreenshot()];
    const blob = await api.captureScreenshot();
    const after = [blob instanceof Blob, api.hasScreenshot()];
    api.clearScreenshot();
    return [...before, ...after, api.hasScreenshot()];
  });
  expect(taken).toEqual([true, false, true, true, false]);
  await expect(widget.panel).toHaveCount(0);
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(40, 30);
    canvas.getContext('2d')?.fillRect(0, 0, 40, 30);
    await SeggwatFeedback.openWithScreenshot(await canvas.convertToBlob({ type: 'image/jpeg' }));
  });
  await expect(widget.panel.getByLabel('What went wrong?')).toBeVisible();
  await expect(remove(widget)).toBeVisible();
  await page.evaluate(() => SeggwatFeedback.clearScreenshot());
  await expect(widget.button('Add a screenshot')).toBeVisible();
  const refused = await page.evaluate(async () => {
    const given = new Blob(['text'], { type: 'image/png' });
    const answer = await SeggwatFeedback.openWithScreenshot(given);
    return [answer, SeggwatFeedback.hasScreenshot()];
  });
  expect(refused).toEqual([undefined, false]);
  await expect(widget.panel.getByRole('alert')).toHaveText(
    'Only PNG and JPEG pictures can be sent.',
  );
});

test('the project says whether there are screenshots, unless the tag does', async ({
  page,
  stage,
}) => {
  const set = (screenshots: boolean) =>
    stage.team.configure((settings) => {
      settings.modules.screenshots = screenshots;
    });
  await set(true);
  const enabled = () => page.evaluate(() => SeggwatFeedback.screenshotsEnabled);
  let widget = await stage.visit(page);
  await expect.poll(enabled).toBe(true);
  await openForm(widget);
  widget = await stage.visit(page, { tag: 'data-enable-screenshots="false"' });
  await widget.open();
  await widget.tile('Bug report').click();
  await expect(widget.panel.getByLabel('Your email')).toBeVisible();
  expect(await enabled()).toBe(false);
  await expect(widget.button('Add a screenshot')).toHaveCount(0);
  await set(false);
});

test('a page of a strict content policy, and a very large one, are captured in another way', async ({
  page,
  stage,
}) => {
  test.setTimeout(120_000);
  const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src ${stage.server.origin} 'unsafe-inline'; connect-src ${stage.server.origin}`;
  const many = `<div>${'<i></i>'.repeat(2600)}</div>`;
  for (const parts of [{ headers: { 'Content-Security-Policy': policy } }, { body: BODY + many }]) {
    const widget = await visit(page, stage, parts);
    await openForm(widget);
    const painted = page.waitForRequest(/page_paint/);
    const editor = await capture(page, widget);
    await painted;
    await editor.done();
    const message = `Painted ${parts.body ? 'large' : 'strict'} ${stage.sub}`;
    await send(widget, message);
    const pixels = await storedPixels(page, stage, message);
    expect(pixels.at(640, 30)).toEqual(BLUE);
    expect(pixels.at(560, 230)).toEqual(SECRET);
    expect(pixels.at(1060, 400)).toEqual(WHITE);
  }
});

test('a page that cannot be captured says so, and takes a picture all the same', async ({
  page,
  stage,
}) => {
  const { origin } = stage.server;
  const policy = `default-src 'none'; script-src ${origin}; connect-src ${origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
  const widget = await visit(page, stage, { headers: { 'Content-Security-Policy': policy } });
  await openForm(widget);
  await widget.button('Add a screenshot').click();
  await expect(widget.panel.getByRole('alert')).toHaveText(
    'This page cannot be captured. Choose or paste a picture instead.',
    { timeout: 30_000 },
  );
  const text = widget.panel.getByLabel('What went wrong?');
  await bring(text, 'paste', [{ picture: [30, 20], name: 'one.png' }]);
  await expect(remove(widget)).toBeVisible();
  await widget.button('Edit the screenshot').click();
  const editor = new Editor(page);
  await editor.isThere();
  await editor.done();
  const message = `Pasted ${stage.sub}`;
  await send(widget, message);
  expect(await storedShot(stage, message)).toMatchObject({ width: 30, height: 20 });
});

test('a picture that the server refuses is named, and the text is kept', async ({
  page,
  stage,
}) => {
  const widget = await visit(page, stage);
  await openForm(widget);
  const text = widget.panel.getByLabel('What went wrong?');
  await text.fill(`Kept ${stage.sub}`);
  await bring(text, 'paste', [{ picture: [30, 20], name: 'one.png' }]);
  await expect(remove(widget)).toBeVisible();
  const answers = { 413: 'larger than 5 MB', 415: 'Only PNG', 507: 'no room for pictures' };
  for (const [status, words] of Object.entries(answers)) {
    await page.route('**/submit-with-screenshot', (route) =>
      route.fulfill({
        status: Number(status),
        headers: { 'Access-Control-Allow-Origin': '*' },
        json: { error: 'x', message: 'y' },
      }),
    );
    await widget.button('Send').click();
    await expect(widget.panel.getByRole('alert')).toContainText(words);
    await page.unroute('**/submit-with-screenshot');
  }
  await page.route('**/submit-with-screenshot', (route) => route.abort());
  await widget.button('Send').click();
  await expect(widget.panel).toContainText('Your text is kept');
  await page.unroute('**/submit-with-screenshot');
  await remove(widget).click();
  await widget.button('Send').click();
  await expect(widget.panel.getByText('Thank you!')).toBeVisible();
  expect(await storedShot(stage, `Kept ${stage.sub}`)).toBeNull();
});

test('it fits a phone, in another language', async ({ page, stage }) => {
  await page.setViewportSize({ width: 390, height: 780 });
  const tag = 'data-enable-screenshots="true" data-language="de"';
  const widget = await stage.visit(page, { tag, body: BODY });
  await widget.open();
  await widget.tile('Fehler melden').click();
  await widget.button('Bildschirmfoto hinzufügen').click();
  const editor = page.getByRole('dialog', { name: 'Bildschirmfoto bearbeiten' });
  await expect(editor.locator('canvas')).toBeVisible({ timeout: 30_000 });
  expect(await widget.faults()).toEqual([]);
  for (const control of await editor.locator('button, label, canvas').all()) {
    const box = await control.boundingBox();
    expect(box && box.x >= 0 && box.x + box.width <= 390).toBe(true);
  }
  await editor.getByRole('button', { name: 'Fertig' }).click();
  await expect(widget.button('Bildschirmfoto entfernen')).toBeVisible();
  expect(await widget.faults()).toEqual([]);
});
