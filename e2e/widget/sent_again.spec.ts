import type { Page } from '@playwright/test';
import { capture, openForm, TAG, visit } from '../support/capture.ts';
import { expect, type Stage, test } from '../support/fixtures.ts';

/** The next answer to `path` is lost on its way, after the server has done what was asked. */
async function loseAnswer(page: Page, path: string): Promise<void> {
  await page.route(
    `**/api/v1${path}`,
    async (route) => {
      await route.fetch();
      await route.abort('connectionreset');
    },
    { times: 1 },
  );
}

async function countOf(stage: Stage, message: string): Promise<number> {
  const all = await stage.team.feedback();
  return all.filter((item) => item.message === message).length;
}

test('a report whose answer was lost is sent again, and stored once', async ({ page, stage }) => {
  const widget = await stage.visit(page);
  await widget.open();
  await widget.tile('Bug report').click();
  const message = `The button is dead ${stage.sub}`;
  await widget.panel.getByLabel('What went wrong?').fill(message);
  await loseAnswer(page, '/feedback/submit');
  await widget.button('Send').click();
  await expect(widget.panel.getByRole('status')).not.toBeEmpty();
  await expect.poll(() => countOf(stage, message)).toBe(1);
  await widget.button('Send').click();
  await expect(widget.panel.getByRole('heading', { name: 'Thank you!' })).toBeVisible();
  expect(await countOf(stage, message)).toBe(1);
});

test('so is one with a screenshot, but not one that was changed meanwhile', async ({
  page,
  stage,
}) => {
  const widget = await visit(page, stage);
  await openForm(widget);
  const editor = await capture(page, widget);
  await editor.done();
  const message = `Look at this ${stage.sub}`;
  await widget.panel.getByLabel('What went wrong?').fill(message);
  await loseAnswer(page, '/feedback/submit-with-screenshot');
  await widget.button('Send').click();
  await expect(widget.panel.getByRole('status').last()).not.toBeEmpty();
  await expect.poll(() => countOf(stage, message)).toBe(1);
  await loseAnswer(page, '/feedback/submit-with-screenshot');
  await widget.button('Send').click();
  await expect(widget.button('Send')).toBeEnabled();
  await widget.panel.getByLabel('What went wrong?').fill(`${message}, again`);
  await widget.button('Send').click();
  await expect(widget.panel.getByRole('heading', { name: 'Thank you!' })).toBeVisible();
  expect([await countOf(stage, message), await countOf(stage, `${message}, again`)]).toEqual([
    1, 1,
  ]);
});

test('so is what the contact form in the page sends', async ({ page, stage }) => {
  const { origin } = stage.server;
  const key = stage.project.project_key;
  stage.site.pages.set('/', {
    html: `<!doctype html><html lang="en"><body><main>
      <script src="${origin}/static/widgets/v1/seggwat-contact.js" data-project-key="${key}"></script>
      </main></body></html>`,
    headers: {},
  });
  await page.goto(stage.site.url('/'));
  const message = `Call me ${stage.sub}`;
  await page.getByLabel('Your name').fill('Jo');
  await page.getByLabel('Your email').fill('jo@example.com');
  await page.getByLabel('Your message').fill(message);
  await loseAnswer(page, '/contact/submit');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('alert')).not.toBeEmpty();
  await expect.poll(() => countOf(stage, message)).toBe(1);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByText('Thank you!')).toBeVisible();
  expect(await countOf(stage, message)).toBe(1);
});

test('who signs out leaves nothing in the forms', async ({ page, stage }) => {
  const widget = await stage.visit(page, {
    ...TAG,
    after: `SeggwatFeedback.setUser('${stage.sub}', 'jo@example.com')`,
  });
  await widget.open();
  await widget.tile('Bug report').click();
  const message = widget.panel.getByLabel('What went wrong?');
  const email = widget.panel.getByLabel('Your email');
  await message.fill('My account number is 4711');
  await expect(email).toHaveValue('jo@example.com');
  // With the form in sight, and again with the panel closed.
  await widget.setUser(null);
  await expect(message).toHaveValue('');
  await expect(email).toHaveValue('');
  await widget.setUser('somebody-else', 'mo@example.com');
  await message.fill('My account number is 4712');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(widget.panel).toHaveCount(0);
  await widget.setUser(stage.sub, 'jo@example.com');
  await widget.open();
  await widget.tile('Bug report').click();
  await expect(message).toHaveValue('');
  await expect(email).toHaveValue('jo@example.com');
});

test('who signs in keeps what they typed before', async ({ page, stage }) => {
  const widget = await stage.visit(page);
  await widget.open();
  await widget.tile('Bug report').click();
  const message = widget.panel.getByLabel('What went wrong?');
  await message.fill('I cannot sign in');
  await widget.setUser(stage.sub, 'jo@example.com');
  await widget.setUser(stage.sub, 'jo@example.com', stage.token());
  await expect(message).toHaveValue('I cannot sign in');
});

test('a picture, and what is drawn on it, leaves with its user', async ({ page, stage }) => {
  const widget = await visit(page, stage);
  await widget.setUser(stage.sub, 'jo@example.com');
  await openForm(widget);
  const editor = await capture(page, widget);
  await expect(editor.dialog).toBeVisible();
  await widget.setUser(null);
  await expect(editor.dialog).toHaveCount(0);
  expect(await page.evaluate(() => SeggwatFeedback.hasScreenshot())).toBe(false);
  await widget.setUser(stage.sub);
  await page.evaluate(() => SeggwatFeedback.captureScreenshot());
  expect(await page.evaluate(() => SeggwatFeedback.hasScreenshot())).toBe(true);
  await widget.setUser(null);
  expect(await page.evaluate(() => SeggwatFeedback.hasScreenshot())).toBe(false);
});
