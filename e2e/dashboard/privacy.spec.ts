import { expect, test } from './support/desk.ts';

test('a person is erased from the panel: the conversation leaves every list, and they may come back', async ({
  desk,
  page,
  customer,
}) => {
  await customer.write('Please forget me');
  const name = `Mira ${customer.sub}`;
  await desk.openThread(name);
  const panel = page.getByRole('complementary', { name: 'About this person' });
  const waiting = page.waitForEvent('download');
  await panel.getByRole('link', { name: 'Export everything' }).click();
  expect((await waiting).suggestedFilename()).toBe('person.zip');
  await panel.getByRole('button', { name: 'Erase this person' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Backups that exist keep them until they age out.');
  const confirm = dialog.getByRole('button', { name: 'Erase this person' });
  await expect(confirm).toBeDisabled();
  expect(await desk.faults()).toEqual([]);
  const asked = await dialog.locator('label').textContent();
  await dialog.getByRole('textbox').fill(asked?.match(/“(.+)”/)?.[1] ?? '');
  await confirm.click();
  await expect(desk.row(name)).toHaveCount(0);
  await expect(page).toHaveURL(/\/messages\/live-chat$/);
  await customer.write('Here I am again');
  await desk.openThread(name);
  await expect(desk.message('Here I am again')).toBeVisible();
  await expect(desk.message('Please forget me')).toHaveCount(0);
});

test('retention is off, and is saved for the project', async ({ desk, page, stage }) => {
  const project = stage.server.addProject(`Keep ${stage.sub}`);
  await desk.open(`/projects/${project.project_id}/general`);
  const choice = page.getByLabel('Delete resolved conversations');
  await expect(choice).toHaveValue('');
  await choice.selectOption('After 90 days');
  const section = page.locator('section').filter({ has: choice });
  await section.getByRole('button', { name: 'Save' }).click();
  await expect(desk.toasts).toContainText('Saved');
  await page.reload();
  await expect(choice).toHaveValue('90');
});
