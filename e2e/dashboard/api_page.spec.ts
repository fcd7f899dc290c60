import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures.ts';

interface Description {
  paths: Record<string, Record<string, { operationId: string; summary: string }>>;
}

async function sideways(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

test('the page of the API names every call of the description, and loads nothing from elsewhere', async ({
  page,
  stage,
}) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(stage.server.origin)) foreign.push(request.url());
  });
  const answer = await fetch(`${stage.server.origin}/api/v1/openapi.json`);
  const { paths } = (await answer.json()) as Description;
  const described = Object.values(paths).flatMap((methods) =>
    Object.values(methods).map(
      ({ operationId, summary }) => `${operationId}: ${summary.replaceAll('`', '')}`,
    ),
  );
  await page.goto(`${stage.server.origin}/docs/api`);
  const shown = await page
    .locator('article[id^="op-"]')
    .evaluateAll((all) =>
      all.map((one) => `${one.id.slice(3)}: ${one.querySelector('h3')?.textContent}`),
    );
  expect(shown.sort()).toEqual(described.sort());
  await expect(page.locator('script')).toHaveCount(0);
  expect(foreign).toEqual([]);
});

for (const [colorScheme, width] of [
  ['light', 1280],
  ['dark', 390],
] as const) {
  test(`the page of the API is accessible, ${colorScheme}, ${width} px wide`, async ({
    page,
    stage,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 844 });
    await page.goto(`${stage.server.origin}/docs/api`);
    expect(await sideways(page)).toBe(0);
    // Ten thousand elements are too many for axe: one group of calls stands for the others, which are made alike
    await page.locator('main > section').evaluateAll((all) => {
      const kept = all.find((one) => one.querySelector('#op-listRatings'));
      for (const section of all) if (section !== kept) section.remove();
    });
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
}

test('the page of the API is read by keyboard', async ({ page, stage }) => {
  await page.goto(`${stage.server.origin}/docs/api`);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'To the calls' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: /^OpenAPI/ })).toBeFocused();

  const link = page.getByRole('navigation').getByRole('link', { name: 'Ratings by pages' });
  await link.focus();
  await page.keyboard.press('Enter');
  const call = page.locator('#op-listRatings');
  await expect(call.getByRole('heading', { level: 3 })).toBeInViewport();
  await page.keyboard.press('Tab');
  const table = call.getByRole('region', { name: /^Parameters of GET/ });
  await expect(table).toBeFocused();
  await expect(table).toHaveCSS('outline-style', 'solid');
});

test('on a phone the calls are found without scrolling past the whole list', async ({
  page,
  stage,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${stage.server.origin}/docs/api`);
  await expect(page.getByRole('heading', { level: 1, name: 'API' })).toBeInViewport();
});
