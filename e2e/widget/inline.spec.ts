import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, type Stage, test } from '../support/fixtures.ts';

interface Tag {
  name: string;
  attributes?: string;
}

/** Opens a page of the site with these widgets, in this order, under a policy that allows nothing but them. */
async function visit(page: Page, stage: Stage, tags: Tag[], html = ''): Promise<void> {
  const { origin } = stage.server;
  const scripts = tags.map(
    ({ name, attributes = '' }) =>
      `<script src="${origin}/static/widgets/v1/seggwat-${name}.js" data-project-key="${stage.project.project_key}" ${attributes}></script>`,
  );
  stage.site.pages.set('/docs/start', {
    html: `<!doctype html><html lang="en"><head><title>Docs</title></head>
      <body><main><h1>Docs</h1>${html}${scripts.join('\n')}</main></body></html>`,
    headers: {
      'Content-Security-Policy': `default-src 'none'; script-src ${origin}; connect-src ${origin}; require-trusted-types-for 'script'; trusted-types 'none'`,
    },
  });
  await page.goto(stage.site.url('/docs/start'));
}

function watch(page: Page): string[] {
  const alarms: string[] = [];
  page.on('pageerror', (error) => alarms.push(error.message));
  page.on('console', (line) => {
    // Not the icon that browsers ask every site for.
    if (line.type() === 'error' && !line.location().url.endsWith('/favicon.ico'))
      alarms.push(line.text());
  });
  return alarms;
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).include('seggwat-inline').analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

interface Stored {
  rating_type: string;
  value: { value: number | boolean; max_stars?: number };
  path: string;
  version: string | null;
  submitted_by: string | null;
  comment: string | null;
}

async function newest(stage: Stage, type: string): Promise<Stored | undefined> {
  const answer = await stage.team.call<{ ratings: Stored[] }>('GET', `/ratings?type=${type}`);
  return answer.ratings[0];
}

test('thumbs are stored with page, version and user, and a comment may follow', async ({
  page,
  stage,
}) => {
  const alarms = watch(page);
  await page.clock.install();
  await visit(page, stage, [
    { name: 'helpful', attributes: 'data-version="2.1" data-show-comment-link="true"' },
  ]);
  await page.evaluate((id) => {
    (window as unknown as { SeggwatHelpful: { setUser(id: string): void } }).SeggwatHelpful.setUser(
      id,
    );
  }, stage.sub);
  const group = page.getByRole('group', { name: 'Was this page helpful?' });
  await expect(group).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await group.getByRole('button', { name: 'No' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  expect(await newest(stage, 'helpful')).toMatchObject({
    value: { value: false },
    path: '/docs/start',
    version: '2.1',
    submitted_by: stage.sub,
  });
  await page.getByRole('button', { name: 'Tell us more' }).click();
  const field = page.getByLabel('What could be better?');
  await expect(field).toBeFocused();
  await field.fill(`More pictures ${stage.sub}`);
  await expect(page.getByRole('alert')).toContainText('You can send again in');
  expect(await faults(page)).toEqual([]);
  await page.clock.runFor(11_000);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  expect((await stage.team.feedback())[0]?.message).toBe(`More pictures ${stage.sub}`);
  expect(alarms).toEqual([]);
});

test('half stars follow the pointer, a whole number is sent', async ({ page, stage }) => {
  const alarms = watch(page);
  await visit(page, stage, [{ name: 'rating' }]);
  const third = page.getByRole('button', { name: '3 of 5 stars' });
  const box = await third.boundingBox();
  if (!box) throw new Error('no box');
  // How much of a star is painted, in percent: a gradient's stops may lie outside of it.
  const fillOf = async (name: string) => {
    const star = page.getByRole('button', { name });
    const stop = await star.evaluate((one) => one.style.getPropertyValue('--fill'));
    return Math.min(100, Math.max(0, Number.parseFloat(stop)));
  };
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2);
  expect([await fillOf('2 of 5'), await fillOf('3 of 5'), await fillOf('4 of 5')]).toEqual([
    100, 50, 0,
  ]);
  await page.mouse.move(box.x + box.width * 0.75, box.y + box.height / 2);
  expect(await fillOf('3 of 5')).toBe(100);
  await page.mouse.move(box.x + box.width * 0.25, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.up();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  expect(await newest(stage, 'star')).toMatchObject({
    value: { type: 'star', value: 3, max_stars: 5 },
  });
  const calls = await page.evaluate(() => {
    const api = (window as unknown as { SeggwatRating: Record<string, () => unknown> })
      .SeggwatRating;
    return [api.getRating?.(), api.getStyle?.(), typeof api.version];
  });
  expect(calls).toEqual([3, 'stars', 'string']);
  expect(alarms).toEqual([]);
});

test('two ratings on one page go their own ways, and the keyboard is enough', async ({
  page,
  stage,
}) => {
  const alarms = watch(page);
  await visit(
    page,
    stage,
    [
      {
        name: 'rating',
        attributes: 'data-container="#one" data-label="The text" data-max-stars="3"',
      },
      {
        name: 'rating',
        attributes:
          'data-container="#two" data-question="The shop" data-style="smiley" data-faces="5"',
      },
    ],
    '<div id="one"></div><hr><div id="two"></div>',
  );
  await expect(page.locator('#one seggwat-inline')).toHaveCount(1);
  await expect(page.locator('#two seggwat-inline')).toHaveCount(1);
  const text = page.getByRole('group', { name: 'The text' });
  const shop = page.getByRole('group', { name: 'The shop' });
  await expect(text.getByRole('button')).toHaveCount(3);
  await expect(shop.getByRole('button')).toHaveCount(5);
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await expect(text.getByRole('button').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(page.locator('#one').getByRole('status')).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowLeft');
  await expect(shop.getByRole('button', { name: 'Very good' })).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.locator('#two').getByRole('status')).toHaveText('Thank you!');
  const { ratings } = await stage.team.call<{ ratings: Stored[] }>('GET', '/ratings?type=star');
  expect(ratings.slice(0, 2).map(({ value }) => [value.value, value.max_stars])).toEqual([
    [5, 5],
    [2, 3],
  ]);
  await page.evaluate(() => {
    (window as unknown as { SeggwatRating: { reset(): void } }).SeggwatRating.reset();
  });
  await expect(text).toBeVisible();
  await expect(shop).toBeVisible();
  expect(alarms).toEqual([]);
});

test('0 to 10 is sent with its reason, which becomes feedback', async ({ page, stage }) => {
  const alarms = watch(page);
  await visit(page, stage, [{ name: 'nps', attributes: 'data-language="sv"' }]);
  const group = page.getByRole('group', { name: 'Hur troligt är det att du rekommenderar oss?' });
  await expect(group.getByRole('button')).toHaveCount(11);
  await expect(page.getByRole('button', { name: 'Skicka' })).toBeHidden();
  await group.getByRole('button', { name: '4', exact: true }).click();
  await expect(group.getByRole('button', { name: '4', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  expect(await faults(page)).toEqual([]);
  await page.getByLabel('Vilket är det viktigaste skälet?').fill(`För dyrt ${stage.sub}`);
  await page.getByRole('button', { name: 'Skicka' }).click();
  await expect(page.getByRole('status')).toHaveText('Tack!');
  expect(await newest(stage, 'nps')).toMatchObject({
    value: { type: 'nps', value: 4 },
    comment: `För dyrt ${stage.sub}`,
  });
  expect((await stage.team.feedback())[0]?.message).toBe(`För dyrt ${stage.sub}`);
  expect(alarms).toEqual([]);
});

test('the names that old pages carry still work', async ({ page, stage }) => {
  const alarms = watch(page);
  await visit(page, stage, [{ name: 'star' }, { name: 'contact' }]);
  await page.getByRole('button', { name: '5 of 5 stars' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByLabel('Your name')).toBeFocused();
  await expect(page.getByRole('alert')).toContainText('fill in every field');
  await page.getByLabel('Your name').fill('Jo');
  await page.getByLabel('Your email').fill('jo@example.com');
  await page.getByLabel('Your message').fill(`Please call ${stage.sub}`);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('status')).toHaveCount(2);
  const [stored] = await stage.team.feedback();
  expect(stored).toMatchObject({ name: 'Jo', email: 'jo@example.com', type: 'Other' });
  const globals = await page.evaluate(() =>
    ['SeggwatStar', 'SeggwatContact'].map((name) => typeof (window as never)[name]),
  );
  expect(globals).toEqual(['object', 'object']);
  expect(alarms).toEqual([]);
});

test('what goes wrong is said kindly, and can be tried again', async ({ page, stage }) => {
  await visit(page, stage, [{ name: 'helpful' }]);
  const answers = [
    { status: 500 },
    { status: 403 },
    { status: 429, headers: { 'Retry-After': '7' } },
  ];
  await page.route('**/rating/submit', async (route) => {
    const answer = answers.shift();
    if (!answer || route.request().method() !== 'POST') return route.continue();
    await route.fulfill({
      ...answer,
      headers: {
        'Access-Control-Allow-Origin': '*',
        'Access-Control-Expose-Headers': 'Retry-After',
        ...answer.headers,
      },
    });
  });
  const yes = page.getByRole('button', { name: 'Yes' });
  for (const said of ['could not be sent', 'not allowed from this site', 'again in 7 s']) {
    await yes.click();
    await expect(page.getByRole('alert')).toContainText(said);
  }
  await yes.click();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
});

test('a key that is none harms nothing', async ({ page, stage }) => {
  const alarms = watch(page);
  const warnings: string[] = [];
  page.on('console', (line) => {
    if (line.type() === 'warning') warnings.push(line.text());
  });
  stage.site.pages.set('/', {
    html: `<!doctype html><body>${['helpful', 'rating', 'nps', 'star', 'contact', 'survey']
      .map(
        (name) =>
          `<script src="${stage.server.origin}/static/widgets/v1/seggwat-${name}.js" data-project-key="demo-project-key"></script>`,
      )
      .join('')}</body>`,
  });
  await page.goto(stage.site.url('/'));
  await expect(page.locator('seggwat-inline')).toHaveCount(0);
  expect(warnings).toHaveLength(6);
  expect(alarms).toEqual([]);
});

test('a tag in the head, deferred or injected finds its place, and a container that comes later too', async ({
  page,
  stage,
}) => {
  const alarms = watch(page);
  const src = (name: string) => `${stage.server.origin}/static/widgets/v1/seggwat-${name}.js`;
  const key = `data-project-key="${stage.project.project_key}"`;
  stage.site.pages.set('/', {
    html: `<!doctype html><html lang="en"><head><title>Docs</title>
      <script>window.__seggwat_pending_user = { userId: '${stage.sub}', email: '', token: '' };</script>
      <script src="${src('helpful')}" ${key} data-container="#later"></script>
      <script src="${src('nps')}" ${key} defer></script></head>
      <body><h1>Docs</h1><div id="later"></div></body></html>`,
  });
  await page.goto(stage.site.url('/'));
  await expect(page.locator('#later seggwat-inline')).toHaveCount(1);
  await expect(page.locator('body > seggwat-inline')).toHaveCount(1);
  await page.evaluate(
    ([url, id]) => {
      const script = document.createElement('script');
      script.src = url as string;
      script.id = 'widget-script';
      script.dataset.projectKey = id;
      document.querySelector('h1')?.after(script);
    },
    [src('rating'), stage.project.project_key] as const,
  );
  await expect(page.locator('#widget-script + seggwat-inline')).toHaveCount(1);
  await page.getByRole('button', { name: 'Yes' }).click();
  await expect(page.getByRole('status')).toHaveText('Thank you!');
  expect(await newest(stage, 'helpful')).toMatchObject({ submitted_by: stage.sub });
  expect(alarms).toEqual([]);
});
