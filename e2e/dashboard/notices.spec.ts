import { Customer } from './support/customer.ts';
import { Desk, expect, test } from './support/desk.ts';

test('what is switched off is not told, also after a reload, and the bell lists it all the same', async ({
  desk,
  page,
  customer,
  stage,
  owner,
}) => {
  await owner.call('PUT', '/me/preferences', {});
  await desk.open('/settings/notifications');
  const choice = page.getByRole('checkbox', {
    name: 'Message in one assigned to nobody: In the dashboard',
  });
  await expect(choice).toBeChecked();
  expect(await desk.faults()).toEqual([]);
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT');
  await choice.uncheck();
  await saved;
  await page.reload();
  await expect(choice).not.toBeChecked();
  await customer.write('Quietly');
  await expect(page.getByRole('button', { name: /^Notifications, [1-9]/ })).toBeVisible();
  await expect(desk.toasts).not.toContainText(customer.sub);
  await choice.check();
  const second = new Customer(stage, `${stage.sub}-2`, { name: `Loud ${stage.sub}` });
  await second.write('Loudly');
  await expect(desk.toasts).toContainText(`Loud ${stage.sub}`);
});

test('do not disturb keeps toasts away until it is ended', async ({ desk, page, stage, owner }) => {
  await owner.call('PUT', '/me/preferences', {});
  await desk.open('/settings/notifications');
  await page.getByRole('button', { name: 'For 30 minutes' }).click();
  await expect(page.getByText(/^Until /)).toBeVisible();
  const first = new Customer(stage, `${stage.sub}-a`, { name: `First ${stage.sub}` });
  await first.write('Shh');
  await expect(page.getByRole('button', { name: /^Notifications, [1-9]/ })).toBeVisible();
  await expect(desk.toasts).not.toContainText('First');
  await page.getByRole('button', { name: 'End now' }).click();
  const second = new Customer(stage, `${stage.sub}-b`, { name: `Second ${stage.sub}` });
  await second.write('Hello');
  await expect(desk.toasts).toContainText(`Second ${stage.sub}`);
});

test('a browser that shows notifications to nobody loses nothing else', async ({
  desk,
  page,
  customer,
  owner,
  stage,
}) => {
  await owner.call('PUT', '/me/preferences', {});
  // As Chrome has it on a phone.
  await page.addInitScript(() => {
    const refuse = () => {
      throw new TypeError('Illegal constructor');
    };
    window.Notification = Object.assign(refuse, { permission: 'granted' }) as never;
    document.hasFocus = () => false;
    localStorage.setItem('seggwat.preferences', '{"desktopNotifications":true}');
  });
  await desk.open('/messages/live-chat');
  await customer.write('Hello?');
  // The bell is asked for once the page hears of what is new.
  await expect(page.getByRole('button', { name: /^Notifications, [1-9]/ })).toBeVisible();
  const second = new Customer(stage, `${stage.sub}-2`, { name: `Loud ${stage.sub}` });
  await second.write('Hello?');
  await expect(desk.toasts).toContainText(`Loud ${stage.sub}`);
  await second.write('Anybody?');
  await expect(desk.row(`Loud ${stage.sub}`)).toContainText('Anybody?');
});

test('what is chosen in one tab holds in the others', async ({
  desk,
  page,
  customer,
  stage,
  owner,
}) => {
  await owner.call('PUT', '/me/preferences', {});
  const other = new Desk(await page.context().newPage(), stage);
  await other.open('/messages/live-chat');
  await expect(other.page.getByRole('navigation', { name: 'Main navigation' })).toBeVisible();
  await desk.open('/settings/notifications');
  await page.getByRole('button', { name: 'For 30 minutes' }).click();
  await expect(page.getByText(/^Until /)).toBeVisible();
  await customer.write('Shh');
  await expect(other.page.getByRole('button', { name: /^Notifications, [1-9]/ })).toBeVisible();
  await expect(other.row(customer.sub)).toBeVisible();
  await expect(other.toasts).not.toContainText(customer.sub);
  await desk.open('/settings/notifications');
  await page.getByRole('button', { name: 'End now' }).click();

  await desk.open('/settings/profile');
  await page.getByLabel('Theme').selectOption({ label: 'Dark' });
  await expect(other.page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
