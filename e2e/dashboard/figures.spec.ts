import { expect, test } from './support/desk.ts';

test('a rating stands where the conversation was resolved, at once, and in the figures', async ({
  desk,
  page,
  stage,
  customer,
}) => {
  await customer.write('Where is my parcel?');
  await desk.openThread(customer.sub);
  await desk.reply('It arrives tomorrow.');
  await expect(desk.message('It arrives tomorrow.')).toBeVisible();
  await desk.press('e');
  await expect.poll(async () => (await stage.team.threadOf(customer.sub)).status).toBe('resolved');
  await desk.open(`/messages/live-chat/${(await stage.team.threadOf(customer.sub)).id}`);
  await expect(desk.message('It arrives tomorrow.')).toBeVisible();
  await customer.call('PUT', '/chat/rating', { score: 5, comment: 'Quick, thank you!' });
  await expect(desk.log.getByText('Rated 5 of 5')).toBeVisible();
  await expect(desk.log).toContainText('Quick, thank you!');
  const person = page.getByRole('complementary', { name: 'About this person' });
  await expect(person).toContainText('Rated 5 of 5');
  await customer.call('PUT', '/chat/rating', { score: 3, comment: null });
  await expect(desk.log.getByText('Rated 3 of 5')).toBeVisible();
  await expect(desk.log.getByText('Rated 5 of 5')).toHaveCount(0);
  expect(await desk.faults()).toEqual([]);

  await page.getByRole('link', { name: 'Figures' }).click();
  await expect(page.getByRole('heading', { name: 'Figures' })).toBeVisible();
  const table = page.getByRole('region', { name: 'By member' });
  await expect(table.getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByRole('img', { name: 'Conversations by day' })).toBeVisible();
  await page.getByText('As a table').first().press('Enter');
  const days = page.getByRole('region', { name: 'Conversations by day' });
  await expect(days.getByRole('row')).toHaveCount(31);
  await page.getByLabel('Period').selectOption('7');
  await expect(page.getByText('Last 7 days')).toBeAttached();
  await expect(days.getByRole('row')).toHaveCount(8);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export members' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^figures-members-.*\.csv$/);
  await page.getByLabel('Period').selectOption('custom');
  await page.getByLabel('From').fill('2020-01-01');
  await expect(page.getByText('At most 366 days can be shown at once.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Export members' })).toHaveCount(0);
  await page.getByLabel('Until').fill('2019-12-31');
  await expect(page.getByText('Choose a first day')).toBeVisible();
  await page.getByLabel('Until').fill('2020-01-31');
  await expect(page.getByText('No conversations in this time')).toBeVisible();
  expect(await desk.faults()).toEqual([]);
});

test('office hours are set by keyboard and stay', async ({ desk, page, stage, owner }) => {
  const path = `/projects/${stage.project.project_id}/office-hours`;
  await desk.open(path);
  await page.getByRole('switch', { name: 'Use office hours' }).press('Enter');
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
  await page.getByLabel('Monday, from').fill('08:30');
  await page.getByRole('button', { name: 'Add hours on Monday' }).press('Enter');
  const until = page.getByLabel('Monday, until').nth(1);
  await until.fill('17:30');
  await expect(page.getByRole('alert')).toContainText('Hours must end after they begin');
  await expect(page.getByRole('button', { name: 'Save' })).toBeDisabled();
  await until.fill('00:00');
  await page.getByRole('button', { name: 'Copy Monday' }).press('Enter');
  await page.getByLabel('Day', { exact: true }).fill('2026-12-25');
  await page.getByRole('button', { name: 'Add day' }).press('Enter');
  expect(await desk.faults()).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).press('Enter');
  await expect(desk.toasts).toContainText('Saved');
  const stored = await owner.call<{ week: unknown[]; timezone: string; closed: string[] }>(
    'GET',
    path,
  );
  const day = [
    { from: '08:30', to: '17:00' },
    { from: '18:00', to: '24:00' },
  ];
  expect(stored).toMatchObject({ timezone: 'Asia/Tokyo', closed: ['2026-12-25'] });
  expect(stored.week).toEqual([day, day, day, day, day, [], []]);
  await page.reload();
  await expect(page.getByLabel('Friday, from').first()).toHaveValue('08:30');
  await expect(page.getByRole('switch', { name: 'Use office hours' })).toBeChecked();
  const member = await owner.recruit('Reader', 'Member', 'a long enough password');
  await owner.call('PUT', path, { ...stored, enabled: false });
  expect(await member.call('GET', path)).toMatchObject({ enabled: false });
});
