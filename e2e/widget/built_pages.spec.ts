import type { Page } from '@playwright/test';
import { Editor } from '../support/editor.ts';
import { FIELD, visitField } from '../support/field.ts';
import { expect, test } from '../support/fixtures.ts';
import { storedPixels } from '../support/pictures.ts';

// The same on each kind of site. All tags but WordPress's switch screenshots on; there, the project does.

interface History {
  pages: { url: string; title: string }[];
}

function faultsOf(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  page.on('console', (entry) => {
    if (entry.type() === 'error') faults.push(entry.text());
  });
  return faults;
}

for (const field of FIELD) {
  test.describe(field.name, () => {
    test('a message is answered, and the conversation goes along to the next page', async ({
      page,
      stage,
    }) => {
      const faults = faultsOf(page);
      const widget = await visitField(page, stage, field);
      await widget.openChat();
      await widget.send('Is the blue bowl back?');
      await expect(widget.bubble('Is the blue bowl back?')).toContainText('Sent');
      await stage.team.reply(stage.sub, 'It is, since today.');
      await expect(widget.bubble('It is, since today.')).toBeVisible();
      await page.evaluate(() => Object.assign(window, { sameDocument: true }));
      await page.getByRole('link', { name: 'Pricing' }).click();
      await expect(page.getByRole('heading', { name: 'Pricing' })).toBeVisible();
      expect(await page.evaluate(() => 'sameDocument' in window)).toBe(field.routed);
      if (!field.routed) await widget.openChat();
      await expect(widget.bubble('It is, since today.')).toBeVisible();
      const { id } = await stage.team.threadOf(stage.sub);
      // Where the user has been, as the site's own router took them there
      const visited = () => stage.team.call<History>('GET', `/threads/${id}/history`);
      await expect
        .poll(async () => (await visited()).pages.map(({ url }) => new URL(url).pathname))
        .toEqual(['/pricing', '/']);
      await widget.send('Then I take two');
      await expect(widget.bubble('Then I take two')).toContainText('Sent');
      const thread = await stage.team.threadOf(stage.sub);
      expect(thread.page?.url).toBe(stage.site.url('/pricing'));
      expect((await stage.team.messages(stage.sub)).map(({ body }) => body)).toEqual([
        'Is the blue bowl back?',
        'It is, since today.',
        'Then I take two',
      ]);
      expect(faults).toEqual([]);
    });

    test('the page changes look and language, and its user stays', async ({ page, stage }) => {
      const faults = faultsOf(page);
      const widget = await visitField(page, stage, field);
      await expect(widget.launcher).toHaveCSS('background-color', 'rgb(15, 118, 110)');
      await page.getByRole('button', { name: 'Purple' }).click();
      await expect(widget.launcher).toHaveCSS('background-color', 'rgb(147, 51, 234)');
      await page.getByRole('button', { name: 'Icon only' }).click();
      await expect(widget.launcher).toHaveClass(/icon-only/);
      await page.getByRole('button', { name: 'Deutsch' }).click();
      await expect(page.locator('seggwat-widget')).toHaveCount(1);
      await page.getByRole('button', { name: 'Give feedback' }).click();
      await expect(widget.panel.getByRole('heading')).toHaveText('Wie können wir helfen?');
      await widget.tile('Chatten Sie mit uns').click();
      await widget.send('Guten Tag');
      await expect(widget.bubble('Guten Tag')).toContainText('Gesendet');
      expect((await stage.team.threadOf(stage.sub)).user.id).toBe(stage.sub);
      expect(faults).toEqual([]);
    });

    test('a bug report says who, where and which version', async ({ page, stage }) => {
      const faults = faultsOf(page);
      const widget = await visitField(page, stage, field);
      await page.getByRole('link', { name: 'Pricing' }).click();
      await expect(page.getByRole('heading', { name: 'Pricing' })).toBeVisible();
      await page.getByRole('button', { name: 'Give feedback' }).click();
      await widget.tile('Bug report').click();
      const message = widget.panel.getByLabel('What went wrong?');
      await message.fill(`The bowl has no price ${stage.sub}`);
      await expect(widget.panel.getByLabel('Your email (optional)')).toHaveValue(
        `${stage.sub}@example.com`,
      );
      await widget.button('Send').click();
      await expect(widget.panel.getByRole('heading', { name: 'Thank you!' })).toBeFocused();
      expect((await stage.team.feedback())[0]).toMatchObject({
        type: 'Bug',
        message: `The bowl has no price ${stage.sub}`,
        path: '/pricing',
        version: field.version,
        submitted_by: stage.sub,
      });
      expect(faults).toEqual([]);
    });

    test('a picture of the page is blacked out and sent with a report', async ({ page, stage }) => {
      await stage.team.configure(({ modules }) => Object.assign(modules, { screenshots: true }));
      const faults = faultsOf(page);
      const widget = await visitField(page, stage, field);
      await page.getByRole('button', { name: 'Give feedback' }).click();
      await widget.tile('Bug report').click();
      const message = `Look at the heading ${stage.sub}`;
      await widget.panel.getByLabel('What went wrong?').fill(message);
      await widget.button('Add a screenshot').click();
      const editor = new Editor(page);
      await editor.isThere();
      await editor.tool('Black out');
      await editor.drag([0.6, 0.6], [0.9, 0.9]);
      await editor.done();
      await widget.button('Send').click();
      await expect(widget.panel.getByRole('heading', { name: 'Thank you!' })).toBeFocused();
      const pixels = await storedPixels(page, stage, message);
      expect(pixels.at(pixels.width * 0.75, pixels.height * 0.75)).toEqual([0, 0, 0]);
      expect(pixels.count([0, 0, 0])).toBeLessThan(pixels.width * pixels.height * 0.5);
      expect(faults).toEqual([]);
      await stage.team.configure(({ modules }) => Object.assign(modules, { screenshots: false }));
    });
  });
}

test('a WordPress page without data-language speaks as the browser does', async ({
  browser,
  stage,
}) => {
  const wordpress = FIELD.find(({ name }) => name === 'wordpress');
  const context = await browser.newContext({ locale: 'fr-FR' });
  const page = await context.newPage();
  if (!wordpress) throw new Error('no such site');
  const widget = await visitField(page, stage, wordpress);
  await widget.open();
  await expect(widget.panel.getByRole('heading')).toHaveText('Comment pouvons-nous aider ?');
  await context.close();
});
