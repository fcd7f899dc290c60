import { Customer } from './support/customer.ts';
import { expect, test } from './support/desk.ts';

const searchFor = 'Search conversations';

test('a message far up is found, marked, and jumped to', async ({ desk, page, customer }) => {
  const word = `zwieback${customer.sub.replace(/\W/g, '')}`;
  await customer.write(`My ${word} is broken`);
  for (let line = 0; line < 130; line += 1) await customer.write(`Line ${line}.`);
  await expect(desk.row(customer.sub)).toContainText('Line 129.');
  await desk.press('/');
  const field = page.getByRole('searchbox', { name: searchFor });
  await expect(field).toBeFocused();
  await page.keyboard.type(word.slice(0, -2).toUpperCase());
  await expect(desk.rows).toHaveCount(1);
  await expect(desk.rows.locator('mark')).toHaveText(word);
  expect(await desk.faults()).toEqual([]);

  await page.keyboard.press('ArrowDown');
  await expect(desk.rows.first()).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(desk.message(`My ${word}`)).toBeInViewport();
  await expect(page.locator('.jumped-to')).toContainText(word);
  await expect(page).toHaveURL(/\?q=zwieback.*at=1$/i);

  await page.reload();
  await expect(desk.message(`My ${word}`)).toBeInViewport();
  await expect(field).toHaveValue(word.slice(0, -2).toUpperCase());

  await page.getByRole('button', { name: 'Go to the newest message' }).click();
  await expect(desk.message('Line 129.')).toBeInViewport();
  await expect(desk.message(`My ${word}`)).toHaveCount(0);

  await field.focus();
  await page.keyboard.press('Escape');
  await expect(field).toHaveValue('');
  await expect(page.getByRole('button', { name: /^Open/ })).toHaveAttribute('aria-pressed', 'true');
});

test('scrolling down from an old message loads what follows, to the end', async ({
  desk,
  page,
  customer,
}) => {
  const word = `pretzel${customer.sub.replace(/\W/g, '')}`;
  await customer.write(word);
  for (let line = 0; line < 120; line += 1) await customer.write(`Line ${line}.`);
  await page.getByRole('searchbox', { name: searchFor }).fill(word);
  await desk.rows.first().click();
  await expect(desk.message(word)).toBeInViewport();
  const log = page.locator('section.log');
  await expect(async () => {
    await log.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await expect(desk.message('Line 119.')).toBeInViewport({ timeout: 500 });
  }).toPass();
  const texts = await desk.log.locator('.message-text').allTextContents();
  expect(texts).toEqual([word, ...Array.from({ length: 120 }, (_, line) => `Line ${line}.`)]);
});

test('who answers from an old message lands at the end', async ({ desk, page, customer }) => {
  const word = `bagel${customer.sub.replace(/\W/g, '')}`;
  await customer.write(word);
  for (let line = 0; line < 110; line += 1) await customer.write(`Line ${line}.`);
  await page.getByRole('searchbox', { name: searchFor }).fill(word);
  await desk.rows.first().click();
  await expect(desk.message(word)).toBeInViewport();
  await desk.reply('Here I am');
  await expect(desk.message('Here I am')).toContainText('Sent');
  await expect(desk.message('Line 109.')).toBeVisible();
});

test('nothing found says so, and filters narrow a search', async ({ desk, page, customer }) => {
  const word = `strudel${customer.sub.replace(/\W/g, '')}`;
  await customer.write(word);
  const field = page.getByRole('searchbox', { name: searchFor });
  await field.fill(word);
  await expect(desk.rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Resolved' }).click();
  await expect(page.getByText('Nothing found')).toBeVisible();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await expect(desk.rows).toHaveCount(1);
  await field.fill('%_%');
  await expect(page.getByText('Nothing found')).toBeVisible();
  expect(await desk.faults()).toEqual([]);
});

test('all projects are one inbox, and the address brings it back', async ({
  desk,
  page,
  stage,
  customer,
}) => {
  const project = stage.server.addProject(`Second ${stage.sub}`);
  const there = { ...stage, project };
  const elsewhere = new Customer(there, `else-${stage.sub}`, {
    project_key: project.project_key,
    secret: project.signing_secret,
    name: `Elsewhere ${stage.sub}`,
  });
  await customer.write('In the first');
  await elsewhere.write('In the second');
  await page.reload();
  await page.getByLabel('Project', { exact: true }).selectOption({ label: 'All projects' });
  await expect(desk.row(`Elsewhere ${stage.sub}`)).toContainText(`Second ${stage.sub}`);
  await expect(desk.row(`Mira ${stage.sub}`)).toBeVisible();
  await desk.openThread(`Elsewhere ${stage.sub}`);
  await expect(desk.row(`Mira ${stage.sub}`)).toBeVisible();
  await expect(page).toHaveURL(/project=all/);
  await elsewhere.write('And again');
  await expect(desk.row(`Elsewhere ${stage.sub}`)).toContainText('And again');
});

test('the number beside a saved view follows what happens', async ({
  desk,
  page,
  customer,
  owner,
  stage,
}) => {
  const tag = `tag-${stage.sub}`;
  const body = { name: `Urgent ${stage.sub}`, filter: { status: 'open', tag } };
  const { view } = await owner.call<{ view: { id: string } }>('POST', '/views', body);
  await customer.write('Please hurry');
  await desk.open();
  const button = page.getByRole('button', { name: new RegExp(`Urgent ${stage.sub}`) });
  await expect(button).toBeVisible();
  await expect(button.locator('.filter-count')).toHaveCount(0);
  const { id } = await stage.team.threadOf(customer.sub);
  await stage.team.call('PATCH', `/threads/${id}`, { tags: [tag] });
  await expect(button.locator('.filter-count')).toHaveText('1');
  await stage.team.setStatus(customer.sub, 'resolved');
  await expect(button.locator('.filter-count')).toHaveCount(0);
  await owner.call('DELETE', `/views/${view.id}`);
});

test('a filter is saved as a view, shown by its address, and deleted with a way back', async ({
  desk,
  page,
  owner,
  customer,
}) => {
  await customer.write('Nobody has me');
  await page.getByRole('button', { name: 'Save a view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save a view' });
  await dialog.getByLabel('Name').fill('Nobody’s');
  await dialog.getByLabel('Assigned to').selectOption({ label: 'Nobody' });
  expect(await desk.faults()).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  const chip = page.locator('.saved-view .filter').filter({ hasText: 'Nobody’s' });
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  await expect(desk.row(customer.sub)).toBeVisible();
  await expect(page).toHaveURL(/view=view%3A/);
  await page.reload();
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  await desk.openThread(customer.sub);
  await desk.press('a');
  await expect(desk.row(customer.sub)).toContainText('Assigned to');
  // An open thread stays in the list it was opened from
  await desk.open('/messages/live-chat');
  await chip.click();
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  await expect(desk.row(customer.sub)).toHaveCount(0);
  await page.getByRole('button', { name: 'Delete the view Nobody’s' }).click();
  await expect(chip).toHaveCount(0);
  await desk.toasts.getByRole('button', { name: 'Undo' }).click();
  await expect(chip).toHaveAttribute('aria-pressed', 'true');
  const { views } = await owner.call<{ views: { id: string }[] }>('GET', '/views');
  for (const { id } of views) await owner.call('DELETE', `/views/${id}`);
});

test('a view is narrowed to a tag, changed, and shared with whoever looks', async ({
  desk,
  page,
  customer,
  owner,
  stage,
  deskOf,
}) => {
  const tag = `Urgent ${stage.sub}`;
  await customer.write('Please hurry');
  const { id } = await stage.team.threadOf(customer.sub);
  await stage.team.call('PATCH', `/threads/${id}`, { tags: [tag] });
  const other = new Customer(stage, `${stage.sub}-2`, { name: `Patient ${stage.sub}` });
  await other.write('No hurry');
  const colleague = await deskOf(await owner.recruit('Grace', 'Member'), '/messages/live-chat');

  await page.getByRole('button', { name: 'Save a view' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save a view' });
  await dialog.getByLabel('Name').fill(`Hot ${stage.sub}`);
  await dialog.getByLabel('Tag').selectOption({ label: tag });
  expect(await desk.faults()).toEqual([]);
  await dialog.getByRole('switch', { name: 'Share with the team' }).click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  const chipOn = (where: typeof desk, name: string) =>
    where.page.locator('.saved-view .filter').filter({ hasText: `${name} ${stage.sub}` });
  await expect(chipOn(desk, 'Hot')).toHaveAttribute('aria-pressed', 'true');
  await expect(desk.row(`Mira ${stage.sub}`)).toBeVisible();
  await expect(desk.row(`Patient ${stage.sub}`)).toHaveCount(0);

  // The colleague's tab hears of it with the next thing that happens.
  await other.write('Still no hurry');
  await expect(chipOn(colleague, 'Hot')).toBeVisible();
  await chipOn(colleague, 'Hot').click();
  await expect(colleague.row(`Patient ${stage.sub}`)).toHaveCount(0);
  await expect(colleague.page.getByRole('button', { name: /^Change the view/ })).toHaveCount(0);

  await page.getByRole('button', { name: `Change the view Hot ${stage.sub}` }).click();
  const change = page.getByRole('dialog', { name: `Change the view Hot ${stage.sub}` });
  await expect(change.getByLabel('Tag')).toHaveValue(tag);
  await change.getByLabel('Name').fill(`All ${stage.sub}`);
  await change.getByLabel('Tag').selectOption({ label: 'Any' });
  await change.getByRole('button', { name: 'Save' }).click();
  await expect(chipOn(desk, 'All')).toHaveAttribute('aria-pressed', 'true');
  await expect(desk.row(`Patient ${stage.sub}`)).toBeVisible();
  const { views } = await owner.call<{ views: { id: string }[] }>('GET', '/views');
  for (const view of views) await owner.call('DELETE', `/views/${view.id}`);
});

test('a tag that narrows the list stands in the address, and can be let go in every scope', async ({
  desk,
  page,
  customer,
  owner,
  stage,
}) => {
  const tag = `Late ${stage.sub}`;
  await owner.call('POST', '/projects', { name: `Tagless ${stage.sub}` });
  await customer.write('Where is it?');
  const { id } = await stage.team.threadOf(customer.sub);
  await stage.team.call('PATCH', `/threads/${id}`, { tags: [tag] });
  await desk.open('/messages/live-chat');
  await page.getByRole('button', { name: 'Filter by tag' }).click();
  await page.getByRole('menuitemradio', { name: tag }).click();
  const chosen = page.getByRole('button', { name: `Filtered by tag: ${tag}` });
  await expect(page).toHaveURL(/tag=Late/);
  await page.reload();
  await expect(desk.row(customer.sub)).toBeVisible();
  await expect(page).toHaveURL(/tag=Late/);
  for (const scope of ['All projects', `Tagless ${stage.sub}`]) {
    await page.getByLabel('Project', { exact: true }).selectOption({ label: scope });
    await expect(chosen, scope).toBeVisible();
  }
  await chosen.click();
  await page.getByRole('menuitemradio', { name: 'Any tag' }).click();
  await expect(page).not.toHaveURL(/tag=/);
});
