import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';

/** Where pictures for the documentation are put; without it none are taken. */
const folder = process.env.SEGGWAT_PICTURES;

/** Takes `name.png` of what the page shows, and what each further look at it shows. */
export async function picture(page: Page, name: string): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}

/** The same as a phone shows it, and in dark; the page is left as it was. */
export async function pictures(page: Page, name: string): Promise<void> {
  if (!folder) return;
  const before = page.viewportSize();
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`);
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, `${name}-phone-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, `${name}-phone`);
  if (before) await page.setViewportSize(before);
}
