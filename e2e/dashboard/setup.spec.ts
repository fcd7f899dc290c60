import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test } from '@playwright/test';
import { binary, freePort } from '../support/server.ts';
import { pageWith, Site } from '../support/site.ts';
import { expect } from './support/desk.ts';

test('a new server is set up in the browser, once, and sees its first page view', async ({
  page,
  browser,
}) => {
  const data = mkdtempSync(path.join(tmpdir(), 'seggwat-setup-'));
  const port = await freePort();
  const origin = `http://127.0.0.1:${port}`;
  const options = ['--data', data, '--listen', `127.0.0.1:${port}`, '--public-url', origin];
  const server = spawn(binary(), ['serve', ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const link = await new Promise<string>((resolve) => {
    let output = '';
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const found = /https?:\/\/\S+\/setup#token=[\w-]+/.exec(output);
      if (found) resolve(found[0]);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
  });
  const site = new Site();
  await site.start();
  await expect(async () => page.goto(`${origin}/`)).toPass();
  await expect(page.getByText('Open the set-up link that the server has printed.')).toBeVisible();
  // As from the clipboard into the same tab.
  await page.goto(link);
  await page.getByLabel('Organisation').fill('Lumen');
  await page.getByLabel('Name', { exact: true }).fill('Olga Owner');
  await page.getByLabel('Email').fill('olga@lumen.example');
  await page.getByLabel('Choose a password').fill('a good long password');
  await page.getByLabel('First project').fill('Shop');
  await page.getByLabel('Address of the site').fill(site.origin);
  await page.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByText('Waiting for your first page view…')).toBeVisible();
  const snippet = (await page.locator('.install pre').textContent()) ?? '';
  const key = /data-project-key="([^"]+)"/.exec(snippet)?.[1] ?? '';
  site.pages.set('/', { html: pageWith(origin, key) });
  const visitor = await browser.newPage();
  await visitor.goto(site.url('/'));
  await expect(page.getByText('The widget has been loaded by your site.')).toBeVisible({
    timeout: 10_000,
  });
  await visitor.close();
  await page.getByRole('button', { name: 'Go to the inbox' }).click();
  await expect(page.getByRole('heading', { name: 'No conversations yet' })).toBeVisible();
  await page.goto('about:blank');
  await page.goto(link);
  await expect(page).toHaveURL(/live-chat$|setup/);
  const again = await fetch(`${origin}/api/v1/setup`);
  expect(await again.json()).toEqual({ needed: false });
  await site.stop();
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(data, { recursive: true, force: true });
});
