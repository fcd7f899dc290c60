import type { Browser, Page } from '@playwright/test';
import { picture, pictures } from '../support/album.ts';
import { capture } from '../support/capture.ts';
import { bring } from '../support/files.ts';
import { makeStage, type Stage } from '../support/fixtures.ts';
import { OWNER, PASSWORD, Server } from '../support/server.ts';
import { Site } from '../support/site.ts';
import { Widget } from '../support/widget.ts';
import { Customer } from './support/customer.ts';
import { Desk, expect, test } from './support/desk.ts';
import { Member } from './support/member.ts';

const wide = { width: 1280, height: 820 };
/** What Mira's page looks like under the widget. */
const shop = {
  head: `<style>
    body { max-width: 640px; margin: 40px; font: 16px/1.6 system-ui, sans-serif; color: #22333b; background: #f7f5f0; }
    figure { margin: 24px 0; height: 220px; border-radius: 12px; background: linear-gradient(#bfd8e6, #5f8ca3); }
    @media (prefers-color-scheme: dark) { body { color: #e6ebee; background: #14181b; } a { color: #8ec5ff; } }
  </style>`,
  body: '<figure></figure><p>The lake jug: thrown, glazed and fired by hand. 1.2 litres.</p>',
};
const colleaguePassword = 'the password of a colleague';

/** Robin and Ada answer; Mira writes from the shop, Mateo and Ingrid from elsewhere. */
interface Cast {
  stage: Stage;
  robin: Desk;
  ada: Desk;
  mira: Widget;
  mateo: Customer;
  ingrid: Customer;
}

test('a day of two members and three users', async ({ browser }) => {
  test.setTimeout(240_000);
  const server = await Server.start();
  const project = server.addProject('Lakeside');
  await server.run();
  const site = new Site();
  await site.start();
  const cast = await gather(browser, makeStage(server, project, site));
  await test.step('each takes a conversation', () => shareOut(cast));
  await test.step('a colleague is asked', () => askAColleague(cast));
  await test.step('an answer is saved for all', () => answerFromSaved(cast));
  await test.step('two answer at once', () => answerAtOnce(cast));
  await test.step('a picture says more', () => pastePicture(cast));
  await test.step('a slip is taken back', () => takeBack(cast));
  await test.step('one waits', () => snooze(cast));
  await test.step('what was said is found', () => find(cast));
  await test.step('done', () => resolve(cast));
  await test.step('how it was', () => rate(cast));
  await test.step('something is wrong with the page', () => report(cast));
  expect([...cast.robin.complaints, ...cast.ada.complaints]).toEqual([]);
  await site.stop();
  await server.end();
});

/** Puts away what has popped up, so that the pictures show what is under it. */
async function tidy({ page, toasts }: Desk): Promise<void> {
  const close = toasts.getByRole('button', { name: 'Close' });
  while ((await close.count()) > 0) await close.first().click();
  await page.mouse.move(0, 0);
}

async function openPage(browser: Browser, viewport = wide): Promise<Page> {
  return (await browser.newContext({ viewport, locale: 'en-GB' })).newPage();
}

async function deskOf(browser: Browser, stage: Stage, email: string, password: string) {
  const desk = new Desk(await openPage(browser), stage);
  await desk.open();
  await desk.signIn(email, password);
  await desk.page.getByRole('button', { name: 'Dismiss' }).first().click();
  return desk;
}

async function gather(browser: Browser, stage: Stage): Promise<Cast> {
  const owner = await Member.signIn(stage.server, OWNER, PASSWORD);
  await owner.call('PATCH', '/me', { display_name: 'Robin Lindqvist' });
  const colleague = await owner.recruit('Ada Okafor', 'Admin', colleaguePassword);
  for (const [name, color] of [
    ['Delivery', 'blue'],
    ['Refund', 'amber'],
  ]) {
    await stage.team.call('POST', '/tags', { name, color });
  }
  await stage.team.configure(({ modules }) => {
    modules.screenshots = true;
  });
  const mira = new Widget(await openPage(browser, { width: 760, height: 820 }));
  const user = ['mira', 'mira@example.com', stage.token('mira', { name: 'Mira Andersson' })];
  const after = `SeggwatFeedback.setUser(...${JSON.stringify(user)})`;
  await stage.visit(mira.page, { ...shop, after });
  const writer = (sub: string, name: string) => new Customer(stage, sub, { name });
  const robin = await deskOf(browser, stage, OWNER, PASSWORD);
  const ada = await deskOf(browser, stage, colleague.email, colleaguePassword);
  const [mateo, ingrid] = [writer('mateo', 'Mateo Rossi'), writer('ingrid', 'Ingrid Solberg')];
  return { stage, robin, ada, mira, mateo, ingrid };
}

async function shareOut({ robin, ada, mira, mateo, ingrid }: Cast): Promise<void> {
  await mateo.write('Could I change the delivery address of order 2093?');
  await ingrid.write('The jug arrived in two pieces. What now?');
  await mira.openChat();
  await mira.send('Hello! Is the lake jug in stock again?');
  await expect(robin.rows).toHaveCount(3);
  await robin.openThread('Mira');
  await robin.press('a');
  await expect(robin.toasts).toContainText('Assigned to');
  await ada.openThread('Ingrid');
  await ada.press('a');
  await ada.press('t');
  await expect(ada.page.getByRole('combobox', { name: 'Find or create a tag' })).toBeFocused();
  await ada.page.keyboard.type('Refund');
  await ada.page.keyboard.press('Enter');
  await ada.page.keyboard.press('Escape');
  await expect(robin.row('Ingrid')).toContainText('Refund');
  await expect(robin.row('Ingrid').getByText('Assigned to Ada Okafor')).toBeAttached();
  await tidy(ada);
  await pictures(ada.page, 'inbox');
}

async function askAColleague({ robin, ada }: Cast): Promise<void> {
  await robin.press('n');
  await expect(robin.composer).toBeFocused();
  await robin.page.keyboard.type('How many jugs came out of the kiln, @Ada');
  await robin.page.locator('.suggestion', { hasText: 'Ada Okafor' }).click();
  await robin.page.keyboard.press('Enter');
  await expect(robin.message('out of the kiln')).toContainText('Only the team sees this');
  await ada.page.getByRole('button', { name: /^Notifications/ }).click();
  const bell = ada.page.getByRole('dialog', { name: 'Notifications' });
  await bell.getByText('You were mentioned').first().click();
  await expect(ada.message('out of the kiln').locator('.mention')).toHaveText('@Ada Okafor');
  await tidy(ada);
  await picture(ada.page, 'note');
}

async function answerFromSaved({ robin, ada, stage, ingrid }: Cast): Promise<void> {
  const owner = await Member.signIn(stage.server, OWNER, PASSWORD);
  const body = 'Hello {{user.first_name|there}}, I am sorry! A new one leaves us today.';
  await owner.call('POST', '/saved-replies', { scope: 'shared', shortcut: 'broken', body });
  await ada.openThread('Ingrid');
  await ada.composer.pressSequentially('/bro');
  await expect(ada.page.getByRole('option', { name: /broken/ })).toBeVisible();
  await picture(ada.page, 'saved-reply');
  await ada.page.keyboard.press('Enter');
  await expect(ada.composer).toHaveValue(/^Hello Ingrid, /);
  await ada.page.keyboard.press('Enter');
  await expect(ada.message('A new one leaves us today.')).toBeVisible();
  await expect(robin.row('Ingrid')).toContainText('A new one leaves us today.');
  expect((await ingrid.session()).messages.at(-1)?.body).toContain('Hello Ingrid');
}

async function answerAtOnce({ robin, ada, mira }: Cast): Promise<void> {
  await ada.openThread('Mira');
  // Robin's answer is on its way while Ada's arrives.
  let letGo = () => {};
  const answered = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const sending = '**/threads/*/messages';
  await robin.page.route(sending, async (route) => {
    if (route.request().method() === 'POST') await answered;
    await route.continue();
  });
  await robin.press('r');
  await expect(robin.page.getByRole('button', { name: 'Send', exact: true })).toBeVisible();
  await robin.reply('Let me have a look.');
  await ada.reply('Four came out of the kiln this morning.');
  await expect(mira.bubble('Four came out')).toBeVisible();
  letGo();
  const warning = robin.page.getByRole('alert').filter({ hasText: 'answered while you' });
  await expect(warning).toContainText('Four came out of the kiln');
  await robin.page.unroute(sending);
  await tidy(robin);
  await pictures(robin.page, 'stale-view');
  await warning.getByRole('button', { name: 'Edit' }).click();
  await robin.reply('Shall I keep one for you until Friday?');
  await expect(mira.bubble('until Friday?')).toHaveCount(1);
}

async function pastePicture({ robin, mira }: Cast): Promise<void> {
  await bring(mira.composer, 'paste', [{ picture: [640, 360], name: 'shelf.png' }]);
  await expect(mira.tile('Send')).toBeEnabled();
  await mira.send('Yes, please! It goes right here.');
  await expect(robin.message('It goes right here.').locator('img')).toHaveJSProperty(
    'naturalWidth',
    640,
  );
  await pictures(mira.page, 'widget');
  await tidy(robin);
  await pictures(robin.page, 'thread');
}

async function takeBack({ ada, mateo }: Cast): Promise<void> {
  await ada.openThread('Mateo');
  await ada.reply('Hello Ingrid, the parcel is on its way.');
  const slip = ada.message('Hello Ingrid, the parcel');
  await expect(slip).toContainText(/Sent|Delivered/);
  await slip.getByRole('button', { name: 'Unsend' }).click();
  await expect(ada.message('This message was deleted')).toHaveCount(1);
  expect((await mateo.session()).messages.at(-1)?.body).toBe('');
  await picture(ada.page, 'unsent');
}

async function snooze({ ada, stage }: Cast): Promise<void> {
  await ada.press('s');
  const menu = ada.page.getByRole('menu', { name: 'Snooze' });
  await expect(menu.getByRole('menuitem').first()).toBeFocused();
  await picture(ada.page, 'snooze');
  await menu.getByRole('menuitem', { name: /^Tomorrow/ }).click();
  const bar = ada.page.locator('.tag-bar');
  await expect(bar).toContainText('Snoozed until');
  const { id } = await stage.team.threadOf('mateo');
  const snoozed_until = new Date(Date.now() + 1_000).toISOString();
  await stage.team.call('PATCH', `/threads/${id}`, { snoozed_until });
  await expect(bar).toContainText('Back from snooze');
}

async function find({ robin }: Cast): Promise<void> {
  await robin.press('/');
  await expect(robin.page.getByRole('searchbox')).toBeFocused();
  await robin.page.keyboard.type('kiln');
  await expect(robin.rows.locator('mark').first()).toHaveText('kiln');
  await robin.rows.first().click();
  await expect(robin.page.locator('.jumped-to')).toContainText('kiln');
  await tidy(robin);
  await pictures(robin.page, 'search');
  await robin.page.getByRole('searchbox', { name: 'Search conversations' }).fill('');
}

async function resolve({ robin, stage }: Cast): Promise<void> {
  await robin.openThread('Mira');
  const status = async () => (await stage.team.threadOf('mira')).status;
  await robin.press('e');
  await expect.poll(status).toBe('resolved');
  await picture(robin.page, 'resolved');
  await robin.toasts.getByRole('button', { name: 'Undo' }).last().click();
  await expect.poll(status).toBe('open');
  await robin.press('e');
  await expect.poll(status).toBe('resolved');
}

async function rate({ robin, mira }: Cast): Promise<void> {
  const faces = mira.panel.getByRole('group', { name: 'How did we do?' });
  await faces.getByRole('radio', { name: 'Great', exact: true }).click({ force: true });
  await expect(mira.panel.getByText('Thank you!')).toBeVisible();
  await mira.panel.getByLabel('Anything to add?').fill('Quick, and kind.');
  await mira.page.keyboard.press('Tab');
  await mira.page.keyboard.press('Enter');
  await expect(robin.log.getByText('Rated 5 of 5')).toBeVisible();
  await expect(robin.log).toContainText('Quick, and kind.');
  await pictures(mira.page, 'rating');
  await tidy(robin);
  await picture(robin.page, 'rated');
  await robin.page.getByRole('link', { name: 'Figures' }).click();
  await expect(robin.page.getByRole('img', { name: 'Conversations by day' })).toBeVisible();
  await pictures(robin.page, 'figures');
}

async function report({ robin, mira }: Cast): Promise<void> {
  await mira.button('Back').click();
  await mira.tile('Bug report').click();
  await mira.panel.getByRole('textbox').first().fill('The picture is too dark down here.');
  const editor = await capture(mira.page, mira);
  await editor.tool('Rectangle');
  await editor.drag([0.1, 0.42], [0.46, 0.52]);
  await editor.tool('Arrow');
  await editor.drag([0.62, 0.68], [0.48, 0.54]);
  await editor.tool('Text');
  await editor.click([0.56, 0.7]);
  await mira.page.keyboard.type('Is this the glaze?');
  await mira.page.keyboard.press('Enter');
  await picture(mira.page, 'report');
  await editor.done();
  await mira.button('Send').click();
  await expect(mira.panel.getByRole('heading', { name: 'Thank you!' })).toBeVisible();
  await robin.page.getByRole('link', { name: 'Feedback', exact: true }).click();
  await robin.page.locator('.feedback-row').filter({ hasText: 'too dark' }).click();
  const shot = robin.page.locator('.feedback-shot img');
  await expect.poll(() => shot.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(760);
  await tidy(robin);
  await pictures(robin.page, 'feedback');
}
