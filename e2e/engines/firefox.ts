import { launch } from 'puppeteer-core';
import type { Engine } from './engine.ts';

/** Debian's Firefox, driven over WebDriver BiDi. */
export async function startFirefox(): Promise<Engine> {
  const browser = await launch({
    browser: 'firefox',
    executablePath: process.env.FIREFOX ?? '/usr/bin/firefox-esr',
    headless: true,
  });
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 820 });
  return {
    goto: async (url) => void (await page.goto(url)),
    ask: (expression) => page.evaluate(expression) as Promise<never>,
    click: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
    picture: async () => Buffer.from(await page.screenshot()),
    end: () => browser.close(),
  };
}
