import { defineConfig } from '@playwright/test';

export default defineConfig({
  testDir: '.',
  outputDir: './results',
  workers: 1,
  // A shared machine may stall for seconds: there a test gets a second try, and is listed as flaky.
  retries: process.env.CI ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list']],
  forbidOnly: true,
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    video: 'off',
    trace: 'off',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--host-resolver-rules=MAP shop.test 127.0.0.1',
      ],
    },
  },
  projects: [
    { name: 'widget', testDir: './widget' },
    { name: 'dashboard', testDir: './dashboard', timeout: 60_000 },
    // Other makes of browsers: `bin/test engines`.
    ...(process.env.SEGGWAT_ENGINES ? [{ name: 'engines', testDir: './engines' }] : []),
  ],
});
