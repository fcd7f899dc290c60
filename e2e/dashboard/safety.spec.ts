import { Customer } from './support/customer.ts';
import { type Desk, expect, test } from './support/desk.ts';

const attacks = [
  '<script>document.title="owned"</script>',
  '<img src=x onerror="document.title=\'owned\'">',
  '"><svg onload=alert(1)>',
  '[click](javascript:alert(1))',
  '[click](data:text/html,<script>alert(1)</script>)',
  'javascript:alert(1)',
  '<a href="https://evil.example">x</a>',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: an attack on template languages
  '&lt;b&gt;{{7*7}}${7*7}',
  '<iframe srcdoc="<script>parent.document.title=1</script>"></iframe>',
  '\u202Egnp.exe\u202C <b>bold</b>',
  '`<img src=x onerror=alert(1)>`',
];

async function elementsOf(desk: Desk): Promise<number> {
  return desk.page
    .locator('#app')
    .locator('script, iframe, img:not(.door-logo), object, embed')
    .count();
}

test('hostile text in messages is shown as text, letter by letter', async ({
  desk,
  page,
  customer,
}) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(desk.stage.server.origin)) foreign.push(request.url());
  });
  page.on('dialog', (dialog) => foreign.push(dialog.message()));
  for (const attack of attacks) await customer.write(attack);
  await desk.openThread(customer.sub);
  await expect(desk.log.getByRole('article')).toHaveCount(attacks.length);
  await expect(desk.log).toContainText('<script>document.title="owned"</script>');
  await expect(desk.log).toContainText('<img src=x onerror=alert(1)>');
  const links = await desk.log
    .locator('a')
    .evaluateAll((all) => all.map((one) => one.getAttribute('href')));
  expect(links.filter((href) => !/^https?:\/\/|^mailto:/.test(href ?? ''))).toEqual([]);
  expect(await elementsOf(desk)).toBe(0);
  expect(await page.title()).not.toContain('owned');
  expect(foreign).toEqual([]);
});

test('hostile names, addresses, pages, attributes and notes are shown as text', async ({
  desk,
  page,
  stage,
}) => {
  const attack = '<img src=x onerror=document.title=1>';
  const customer = new Customer(stage, `${attack}${stage.sub}`, { name: `${attack} ${stage.sub}` });
  await customer.write('hello', {
    page: { url: 'https://shop.example/<svg onload=1>', title: attack },
  });
  await customer.call('PUT', '/chat/profile', { attributes: { [attack.slice(0, 20)]: attack } });
  await desk.openThread(stage.sub);
  const person = page.getByRole('complementary', { name: 'About this person' });
  await expect(person).toContainText(attack);
  await desk.press('n');
  await page.keyboard.type(`${attack} @{not-an-id}`);
  await page.keyboard.press('Enter');
  await expect(desk.message('@{not-an-id}')).toContainText(attack);
  await desk.press('a');
  await page.getByRole('button', { name: /^Notifications/ }).click();
  expect(await elementsOf(desk)).toBe(0);
  expect(await desk.faults()).toEqual([]);
});

test('hostile project names and feedback are shown as text', async ({ desk, page, stage }) => {
  const name = `<svg onload=alert(1)> ${stage.sub}`;
  const project = stage.server.addProject(name);
  await desk.open(`/projects/${project.project_id}/general`);
  await expect(page.locator('.crumb')).toContainText(name);
  await stage.team.call('POST', '/feedback', {
    message: `${attacks[1]} ${stage.sub}`,
    type: 'Bug',
  });
  await desk.open(`/org/${stage.project.org_id}/projects/${stage.project.project_id}/feedback`);
  const row = page.locator('.feedback-row').filter({ hasText: stage.sub });
  await expect(row).toContainText(attacks[1] as string);
  await row.click();
  await expect(page.locator('.feedback-message')).toContainText(attacks[1] as string);
  expect(await elementsOf(desk)).toBe(0);
});

test('no route has an accessibility fault, in light and in dark', async ({
  desk,
  page,
  stage,
  customer,
}) => {
  test.setTimeout(300_000);
  await customer.write('For the record');
  const { id } = await stage.team.threadOf(customer.sub);
  const project = `/projects/${stage.project.project_id}`;
  const routes = [
    '/messages/live-chat',
    `/messages/live-chat/${id}`,
    '/messages/feedback',
    '/messages/contact',
    '/figures',
    '/insights',
    '/insights/reviews',
    '/insights/nps',
    '/projects',
    `${project}/general`,
    `${project}/widget`,
    `${project}/inbox`,
    `${project}/office-hours`,
    `${project}/authentication`,
    '/members',
    '/settings/profile',
    '/settings/api-keys',
    '/settings/saved-replies',
    '/settings/audit',
    '/settings/notifications',
    '/no/such/page',
  ];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const route of routes) {
      await desk.open(route);
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.locator('.skeleton-row')).toHaveCount(0);
      expect(await desk.faults(), `${route} in ${colorScheme}`).toEqual([]);
    }
  }
});

test('the page is served under a strict policy and obeys it', async ({ desk, page, stage }) => {
  const answer = await fetch(`${stage.server.origin}/login`, { headers: { Accept: 'text/html' } });
  const policy = answer.headers.get('Content-Security-Policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("require-trusted-types-for 'script'");
  expect(policy).toContain("trusted-types 'none'");
  expect(policy).not.toContain('unsafe');
  const inserted = await page.evaluate(() => {
    try {
      document.body.insertAdjacentHTML('beforeend', '<p id="inserted">');
      return true;
    } catch {
      return false;
    }
  });
  expect(inserted).toBe(false);
  desk.complaints.length = 0;
});
