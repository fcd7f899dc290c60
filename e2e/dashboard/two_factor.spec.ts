import { createHmac } from 'node:crypto';
import { Desk, expect, test } from './support/desk.ts';

const password = 'another long password';

/** RFC 6238, as an authenticator app does it. */
function codeOf(secret: string, step: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((c) => alphabet.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', key).update(counter).digest();
  const number = mac.readUInt32BE((mac.at(-1) ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, '0');
}
const stepNow = () => Math.floor(Date.now() / 30_000);

test('two-factor sign-in is set up by an app, asked for, helped by a recovery code and switched off', async ({
  page,
  stage,
  owner,
}) => {
  const member = await owner.recruit('Tilda Two', 'Admin', password);
  const desk = new Desk(page, stage);
  await desk.open();
  await desk.signIn(member.email, password);
  await desk.open('/settings/profile');
  await page.getByRole('button', { name: 'Set up', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Current password').fill('not the password');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect(dialog.getByRole('alert')).toHaveText('This is not your current password.');
  await dialog.getByLabel('Current password').fill(password);
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect(dialog.getByRole('img', { name: 'QR code' })).toBeVisible();
  expect(await desk.faults()).toEqual([]);
  const secret = ((await dialog.locator('.copy-box code').textContent()) ?? '').replaceAll(' ', '');
  await dialog.getByLabel('Code', { exact: true }).fill('000000');
  await dialog.getByRole('button', { name: 'Switch on' }).click();
  await expect(dialog.getByRole('alert')).toContainText('This code is wrong');
  const step = stepNow();
  await dialog.getByLabel('Code', { exact: true }).fill(codeOf(secret, step));
  await dialog.getByRole('button', { name: 'Switch on' }).click();
  await expect(dialog.getByText('This is the only time these codes are shown.')).toBeVisible();
  const codes = ((await dialog.locator('.copy-box code').textContent()) ?? '').split('\n');
  expect(codes).toHaveLength(10);
  expect(await desk.faults()).toEqual([]);
  await dialog.getByRole('button', { name: 'I have stored them' }).click();
  await expect(page.getByText('10 recovery codes left')).toBeVisible();

  await page.context().clearCookies();
  await desk.open('/login');
  await page.getByLabel('Email').fill(member.email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  const code = page.getByLabel('Code', { exact: true });
  await expect(code).toBeFocused();
  expect(await desk.faults()).toEqual([]);
  await code.fill('000000');
  await code.press('Enter');
  await expect(page.getByRole('alert')).toBeVisible();
  await code.fill(codes[0] ?? '');
  await code.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();

  await desk.open('/settings/profile');
  await expect(page.getByText('9 recovery codes left')).toBeVisible();
  await page.getByRole('button', { name: 'Switch off' }).click();
  await dialog.getByLabel('Current password').fill(password);
  await dialog
    .getByLabel('Code', { exact: true })
    .fill(codeOf(secret, Math.max(step + 1, stepNow())));
  await dialog.getByRole('button', { name: 'Switch off' }).click();
  await expect(page.getByRole('button', { name: 'Set up', exact: true })).toBeVisible();
  expect(desk.complaints).toEqual([]);
});

test('the audit log tells who did what, is filtered and is taken away as a file', async ({
  desk,
  page,
  owner,
}) => {
  const email = 'audited@team.example';
  await owner.invite(email, 'Member');
  await desk.open('/settings/audit');
  const log = page.getByRole('list', { name: 'Audit log' });
  const invited = log.getByRole('listitem').filter({ hasText: email }).first();
  await expect(invited).toContainText('Invitation sent');
  await expect(invited).toContainText('127.0.0.1');
  await page.getByLabel('Kind').selectOption('API keys');
  await expect(invited).toHaveCount(0);
  await page.getByLabel('Kind').selectOption('Team');
  await expect(invited).toBeVisible();
  const waiting = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export CSV' }).click();
  expect((await waiting).suggestedFilename()).toBe('audit.csv');
  await page.reload();
  await page.getByLabel('Kind').selectOption('Data');
  await expect(log).toContainText('Audit log exported');
});
