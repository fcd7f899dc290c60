import {
  BLUE,
  BODY,
  capture,
  GREEN,
  openForm,
  remove,
  SECRET,
  send,
  TAG,
  TEAL,
  visit,
  WHITE,
} from '../support/capture.ts';
import { Editor } from '../support/editor.ts';
import { bring } from '../support/files.ts';
import { expect, test } from '../support/fixtures.ts';
import { storedPixels, storedShot } from '../support/pictures.ts';

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
