import { randomUUID } from 'node:crypto';
import { Desk, expect, test } from './support/desk.ts';
import { Member } from './support/member.ts';

test('switching live chat off takes the tile from the site, and stays off after a reload', async ({
  desk,
  page,
  stage,
  browser,
}) => {
  await desk.open(`/projects/${stage.project.project_id}/widget`);
  const chat = page.getByRole('switch', { name: 'Live chat' });
  await expect(chat).toHaveAttribute('aria-checked', 'true');
  expect(await desk.faults()).toEqual([]);
  await chat.click();
  await expect(chat).toHaveAttribute('aria-checked', 'false');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(chat).toHaveAttribute('aria-checked', 'false');
  const site = await browser.newContext();
  const widget = await stage.visitAs(await site.newPage(), stage.sub);
  await widget.open();
  await expect(widget.tile('Bug report')).toBeVisible();
  await expect(widget.tile('Chat with us')).toHaveCount(0);
  await site.close();
  await desk.open('/messages/live-chat');
  await expect(
    page.getByRole('heading', { name: 'Live chat is switched off' }).first(),
  ).toBeVisible();
  await desk.open(`/projects/${stage.project.project_id}/widget`);
  await chat.click();
  await expect(chat).toHaveAttribute('aria-checked', 'true');
});

test('colours and texts are previewed while typed, saved together and kept', async ({
  desk,
  page,
  stage,
}) => {
  await desk.open(`/projects/${stage.project.project_id}/widget`);
  await page.getByRole('textbox', { name: 'Button colour', exact: true }).fill('#10b981');
  await page.getByLabel('Button text').fill('Ask us');
  await page.getByLabel('Greeting').fill('Hello there');
  const launcher = page.locator('.preview-launcher');
  await expect(launcher).toHaveText('Ask us');
  await expect(launcher).toHaveCSS('background-color', 'rgb(16, 185, 129)');
  await expect(launcher).toHaveCSS('color', 'rgb(0, 0, 0)');
  // As in the widget: the header is plain until it has a colour of its own.
  const head = page.locator('.preview-head');
  await expect(head).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await page.getByRole('textbox', { name: 'Header colour', exact: true }).fill('#112233');
  await expect(head).toHaveCSS('background-color', 'rgb(17, 34, 51)');
  await expect(page.locator('.preview-tile').first()).toHaveText('Chat with us');
  await page.getByRole('textbox', { name: 'Button colour', exact: true }).fill('green');
  await expect(page.getByText('Write a colour as #rgb or #rrggbb.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await page.getByRole('textbox', { name: 'Button colour', exact: true }).fill('#10b981');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Button text')).toHaveValue('Ask us');
  await expect(page.getByLabel('Greeting')).toHaveValue('Hello there');
});

test('a secret is shown once, two may live, and revoking asks for the word', async ({
  desk,
  page,
  stage,
}) => {
  const project = stage.server.addProject(`Rotate ${stage.sub}`);
  await desk.open(`/projects/${project.project_id}/authentication`);
  await page.getByRole('button', { name: 'Generate second secret' }).click();
  const shown = page.getByText(/^sws_[A-Za-z0-9_-]{43}$/);
  await expect(shown).toBeVisible();
  await expect(page.getByRole('button', { name: 'Generate second secret' })).toBeDisabled();
  expect(await desk.faults()).toEqual([]);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Revoke' })).toHaveCount(2);
  await expect(shown).toHaveCount(0);
  await page.getByRole('button', { name: 'Revoke' }).first().click();
  const dialog = page.getByRole('dialog');
  const confirm = dialog.getByRole('button', { name: 'Revoke secret' });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole('textbox').fill('revoke');
  await confirm.click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Revoke' })).toHaveCount(1);
});

test('a pasted token is judged exactly', async ({ desk, page, stage }) => {
  await desk.open(`/projects/${stage.project.project_id}/authentication`);
  const field = page.getByRole('textbox', { name: 'Token' });
  const check = page.getByRole('button', { name: 'Check', exact: true });
  await field.fill(stage.token());
  await check.click();
  await expect(page.getByText('This token is valid.')).toBeVisible();
  await expect(page.locator('.json').filter({ hasText: stage.sub })).toBeVisible();
  await field.fill(stage.token(stage.sub, { ttl: -600 }));
  await check.click();
  await expect(page.getByText('token_expired')).toBeVisible();
  await field.fill(stage.token(stage.sub, { secret: 'sws_wrong' }));
  await check.click();
  await expect(page.getByText('bad_signature')).toBeVisible();
  expect(await desk.faults()).toEqual([]);
});

test('every language has its minting sample', async ({ desk, page, stage }) => {
  await desk.open(`/projects/${stage.project.project_id}/authentication`);
  for (const language of ['Node', 'Python', 'PHP', 'Ruby', 'Go', 'Java', 'C#', 'C++']) {
    await page.getByRole('tab', { name: language, exact: true }).click();
    await expect(page.getByRole('tabpanel')).toContainText('project_key');
  }
});

test('a bad origin is named, a good one is kept', async ({ desk, page, stage }) => {
  const project = stage.server.addProject(`Origins ${stage.sub}`);
  await desk.open(`/projects/${project.project_id}/general`);
  await expect(page.getByText('Waiting for your first page view…')).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  const origins = page.getByLabel('Allowed origins');
  await origins.fill('https://shop.example\nnot an origin');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.locator('.field-error')).toBeVisible();
  await origins.fill('https://shop.example');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(desk.toasts).toContainText('Saved');
  await page.reload();
  await expect(origins).toHaveValue('https://shop.example');
});

test('the first page view turns the waiting line green', async ({ desk, page, stage, browser }) => {
  await desk.open('/projects');
  await page.getByRole('button', { name: 'Create project' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Project name').fill(`Fresh ${stage.sub}`);
  await dialog.getByLabel('Address of the site').fill(stage.site.origin);
  await dialog.getByRole('button', { name: 'Create project' }).click();
  await expect(page.getByText('Waiting for your first page view…')).toBeVisible();
  const snippet = (await page.locator('.install pre').textContent()) ?? '';
  expect(snippet).toContain('/static/widgets/v1/seggwat-feedback.js');
  stage.site.pages.set('/installed', { html: `<!doctype html><title>Shop</title>${snippet}` });
  const site = await browser.newPage();
  await site.goto(stage.site.url('/installed'));
  await expect(page.getByText('The widget has been loaded by your site.')).toBeVisible({
    timeout: 10_000,
  });
  await site.close();
});

test('an invitation is shown with its link, and a member is changed and removed', async ({
  desk,
  page,
  owner,
}) => {
  const email = `${randomUUID().slice(0, 8)}@team.example`;
  await desk.open('/members');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email').fill(email);
  await dialog.getByRole('button', { name: 'Create invitation' }).click();
  await expect(dialog.getByText(/\/invite#token=/)).toBeVisible();
  await expect(dialog).toContainText('Email is not set up, so nothing was sent.');
  expect(await desk.faults()).toEqual([]);
  await dialog.getByRole('button', { name: 'Done' }).click();
  const invitation = page.getByRole('listitem').filter({ hasText: email });
  await expect(invitation).toContainText('Pending');
  await invitation.getByRole('button', { name: 'Resend' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await invitation.getByRole('button', { name: 'Withdraw' }).click();
  await expect(invitation).toHaveCount(0);
  const ben = await owner.recruit(`Ben ${email}`, 'Member', 'a good long password');
  await page.reload();
  await page.getByRole('button', { name: `Edit Ben ${email}` }).click();
  await page.getByRole('dialog').getByLabel('Role').selectOption('Admin');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  const row = page.getByRole('listitem').filter({ hasText: ben.email });
  await expect(row).toContainText('Admin');
  await row.getByRole('button', { name: /^Remove/ }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(ben.email);
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  await expect(ben.call('GET', '/projects')).rejects.toThrow('401');
});

test('a Member reads settings, is told why they cannot change them, and sees no keys', async ({
  page,
  stage,
  owner,
}) => {
  const ben = await owner.recruit('Ben Reader', 'Member', 'a good long password');
  const desk = new Desk(page, stage);
  await desk.open(`/projects/${stage.project.project_id}/widget`);
  await desk.signIn(ben.email, 'a good long password');
  await expect(page.getByRole('switch', { name: 'Live chat' })).toBeDisabled();
  await expect(page.getByText('Only Owners and Admins can change this.')).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  await desk.open(`/projects/${stage.project.project_id}/authentication`);
  await expect(page.getByRole('heading', { name: 'Make tokens in your backend' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Signing secrets' })).toHaveCount(0);
  await desk.open('/members');
  await expect(page.getByRole('button', { name: 'Invite' })).toBeDisabled();
});

test('a key is shown once, works, and stops when revoked', async ({ desk, page, stage }) => {
  await desk.open('/settings/api-keys');
  await page.getByRole('button', { name: 'Create key' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Label').fill(`Script ${stage.sub}`);
  await dialog.getByRole('button', { name: 'Create key' }).click();
  const key = (await dialog.locator('.copy-box pre').textContent()) ?? '';
  expect(key).toMatch(/^oat_[A-Za-z0-9_-]{43}$/);
  const ask = () =>
    fetch(`${stage.server.origin}/api/v1/me`, { headers: { 'X-API-Key': key } }).then(
      ({ status }) => status,
    );
  expect(await ask()).toBe(200);
  await dialog.getByRole('button', { name: 'Done' }).click();
  expect(await desk.faults()).toEqual([]);
  await page.getByRole('button', { name: `Revoke key “Script ${stage.sub}”` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: stage.sub })).toContainText('Revoked');
  expect(await ask()).toBe(401);
  await page.getByRole('button', { name: `Delete key “Script ${stage.sub}”` }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('listitem').filter({ hasText: stage.sub })).toHaveCount(0);
});

test('name, language, password and sessions are one’s own', async ({ page, stage, owner }) => {
  const old = 'a good long password';
  const eva = await owner.recruit('Eva', 'Member', old);
  const desk = new Desk(page, stage);
  await desk.open('/settings/profile');
  await desk.signIn(eva.email, old);
  await expect(page.getByText('This one')).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  await page.getByLabel('Language').selectOption('sv');
  await page.getByLabel('Name').fill('Eva Ny');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('heading', { name: 'Profil', exact: true })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
  await page.reload();
  await expect(page.getByRole('button', { name: 'Konto' })).toContainText('Eva Ny');
  await page.getByLabel('Språk').selectOption('en');
  await page.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByLabel('Current password').fill('wrong password');
  await page.getByLabel('New password').fill('another long password');
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(page.getByText('This is not your current password.')).toBeVisible();
  await page.getByLabel('Current password').fill(old);
  await page.getByRole('button', { name: 'Change password' }).click();
  await expect(desk.toasts).toContainText('Password changed.');
  await expect(eva.call('GET', '/projects')).rejects.toThrow('401');
  await Member.signIn(stage.server, eva.email, 'another long password');
  await page.reload();
  const elsewhere = page.getByRole('listitem').filter({ hasNotText: 'This one' });
  await elsewhere.getByRole('button', { name: 'End' }).click();
  await expect(desk.toasts).toContainText('Session ended');
});

test('without mail settings the dashboard says so once and can be told to stop', async ({
  desk,
  page,
}) => {
  await expect(page.getByText('Email is not set up.')).toBeVisible();
  await expect(page.getByText(/SEGGWAT_SMTP_URL=/)).toBeVisible();
  await expect(page.getByText(/SEGGWAT_MAIL_FROM=/)).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await page.reload();
  await expect(desk.page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
  await expect(page.getByText('Email is not set up.')).toHaveCount(0);
});
