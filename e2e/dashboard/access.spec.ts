import { randomUUID } from 'node:crypto';
import { OWNER, PASSWORD } from '../support/server.ts';
import { Desk, expect, test } from './support/desk.ts';

test('a wrong password is refused in words, and the right one opens the inbox', async ({
  page,
  stage,
}) => {
  const desk = new Desk(page, stage);
  await desk.open();
  await expect(page).toHaveURL(/\/login$/);
  await page.getByLabel('Email').fill(OWNER);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toHaveText('Email or password is wrong.');
  expect(await desk.faults()).toEqual([]);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/messages\/live-chat$/);
});

test('signing in leads to the page that was asked for', async ({ page, stage }) => {
  const desk = new Desk(page, stage);
  await desk.open('/members');
  await expect(page).toHaveURL(/\/login$/);
  await desk.signIn();
  await expect(page).toHaveURL(/\/members$/);
});

test('a forgotten password is answered alike for known and unknown addresses', async ({
  page,
  stage,
}) => {
  const desk = new Desk(page, stage);
  for (const email of [OWNER, 'nobody@example.org']) {
    await desk.open('/login');
    await page.getByRole('button', { name: 'Forgotten password?' }).click();
    await page.getByLabel('Email').fill(email);
    await page.getByRole('button', { name: 'Send the link' }).click();
    await expect(page.getByText('If the address is known, a mail is on its way.')).toBeVisible();
  }
  expect(await desk.faults()).toEqual([]);
});

test('a used-up reset link says what to do', async ({ page, stage }) => {
  const desk = new Desk(page, stage);
  await desk.open('/reset#token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA');
  await page.getByLabel('New password').fill('another long password');
  await page.getByRole('button', { name: 'Set password' }).click();
  await expect(page.getByText('This link is used up or too old.')).toBeVisible();
  expect(await desk.faults()).toEqual([]);
});

test('signing out leads to the door and the back button shows nothing', async ({ desk, page }) => {
  await page.getByRole('button', { name: 'Account' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/login$/);
  await page.goBack();
  await expect(page.getByLabel('Password')).toBeVisible();
  expect(desk.complaints).toEqual([]);
});

test('an invitation is accepted once and the second try says why not', async ({
  page,
  stage,
  owner,
}) => {
  const desk = new Desk(page, stage);
  const email = `${randomUUID().slice(0, 8)}@team.example`;
  const link = await owner.invite(email, 'Member', [stage.project.project_id]);
  await page.goto(link);
  await expect(page.getByLabel('Email')).toHaveValue(email);
  expect(await desk.faults()).toEqual([]);
  await page.getByLabel('Name').fill('Nora New');
  await page.getByLabel('Choose a password').fill('short');
  await page.getByRole('button', { name: 'Accept invitation' }).click();
  await expect(page.getByRole('heading', { name: /^Join / })).toBeVisible();
  await page.getByLabel('Choose a password').fill('a good long password');
  await page.getByRole('button', { name: 'Accept invitation' }).click();
  await expect(page).toHaveURL(/\/messages\/live-chat$/);
  await expect(page.getByRole('link', { name: 'API keys' })).toHaveCount(0);
  await page.context().clearCookies();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page.getByText('This invitation is used up')).toBeVisible();
});

test('a session that ends keeps the typed reply, and sends it after signing in', async ({
  desk,
  page,
  customer,
}) => {
  await customer.write('Are you there?');
  await desk.openThread(customer.sub);
  await desk.composer.fill('Words that must not be lost');
  await page.context().clearCookies();
  await desk.composer.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Sign in again' });
  await expect(dialog).toBeVisible();
  await expect(desk.message('Words that must not be lost')).toBeVisible();
  await dialog.getByLabel('Password').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(desk.message('Words that must not be lost')).toContainText('Sent');
  expect((await customer.session()).messages.map(({ body }) => body)).toEqual([
    'Are you there?',
    'Words that must not be lost',
  ]);
});
