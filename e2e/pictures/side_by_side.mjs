// Makes docs/images/side-by-side.png: `npm run picture`. The demo runs for real; Ada writes from the shop, Robin answers in the inbox.
import { spawn } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { chromium } from '@playwright/test';

const root = path.resolve(import.meta.dirname, '../..');
const binary = process.env.SEGGWAT_BIN ?? path.join(root, 'build/release/seggwat');
const out = path.join(root, 'docs/images/side-by-side.png');
const shopSize = { width: 760, height: 900 };
const inboxSize = { width: 1280, height: 900 };

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Starts the demo and reads what it prints. */
async function startDemo() {
  const listen = `127.0.0.1:${await freePort()}`;
  const child = spawn(binary, ['demo', '--listen', listen, '--rate-limits', 'off']);
  let said = '';
  child.stderr.resume();
  for await (const bytes of child.stdout) {
    said += bytes;
    const origin = said.match(/listens on (http:\S+)/)?.[1];
    const password = said.match(/password\s+(\S+)/)?.[1];
    const email = said.match(/email\s+(\S+)/)?.[1];
    if (origin && password && said.includes('Ctrl+C')) return { child, origin, email, password };
  }
  throw new Error(`The demo ended: ${said}`);
}

const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');

function mint(key, secret, sub, name) {
  const iat = Math.floor(Date.now() / 1000);
  const claims = { sub, name, email: `${sub}@example.com`, project_key: key, iat, exp: iat + 600 };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

/** Other customers of the shop, so that the inbox looks like a working day. */
async function writeOthers(page, origin) {
  const team = (method, where, body) =>
    page.evaluate(
      async ([method, where, body]) => {
        const session = await (await fetch('/api/v1/auth/session')).json();
        const headers = { 'X-CSRF-Token': session.csrf_token, 'Content-Type': 'application/json' };
        const answer = await fetch(`/api/v1${where}`, {
          method,
          headers,
          body: body && JSON.stringify(body),
        });
        return answer.json();
      },
      [method, where, body],
    );
  const [project] = (await team('GET', '/projects')).projects;
  const { value } = await team('POST', `/projects/${project.id}/secrets`);
  const people = [
    ['mateo', 'Mateo Rossi', 'Could I change the delivery address of order 2093?'],
    ['ingrid', 'Ingrid Solberg', 'The jug arrived today. It is beautiful, thank you!'],
    ['yusuf', 'Yusuf Demir', 'Is the bread board safe in the dishwasher?'],
    ['zoe', 'Zoë Martin', 'Do you have the field runner in 240 cm?'],
  ];
  for (const [sub, name, body] of people) {
    await fetch(`${origin}/api/v1/chat/messages`, {
      method: 'POST',
      headers: {
        Authorization: `Bearer ${mint(project.key, value, sub, name)}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify({ client_id: randomUUID(), body, page: { url: `${origin}/demo` } }),
    });
  }
}

async function say(page, text) {
  await page.getByRole('textbox').last().fill(text);
  await page.keyboard.press('Enter');
  await page.getByText(text).last().waitFor();
}

async function act(browser, { origin, email, password }) {
  const open = async (viewport) =>
    (await browser.newContext({ viewport, locale: 'en-US' })).newPage();
  const inbox = await open(inboxSize);
  await inbox.goto(`${origin}/`);
  await inbox.getByLabel('Email').fill(email);
  await inbox.getByLabel('Password').fill(password);
  await inbox.getByRole('button', { name: 'Sign in' }).click();
  await inbox.getByRole('button', { name: 'Dismiss' }).click();
  await writeOthers(inbox, origin);
  const shop = await open(shopSize);
  await shop.goto(`${origin}/demo`);
  await shop.getByRole('button', { name: 'Feedback' }).click();
  await shop.getByRole('button', { name: /^Chat with us/ }).click();
  await say(shop, 'Hello! Is the lake jug in stock again?');
  await inbox.locator('.thread-row').filter({ hasText: 'Ada' }).click();
  await inbox.getByRole('heading', { name: 'Ada Byron' }).first().waitFor();
  const reply = async (text) => {
    await inbox.locator('.composer textarea').fill(text);
    await inbox.keyboard.press('Enter');
    await shop.getByText(text).first().waitFor();
  };
  await reply('Hi Ada! Four came out of the kiln this morning.');
  await reply('Shall I keep one for you until Friday?');
  await say(shop, 'Oh yes, please! That is very kind.');
  await inbox.getByText('That is very kind.').last().waitFor();
  await inbox.locator('.composer textarea').press('x');
  await shop.getByText(/Robin is (typing|writing)/).waitFor();
  const notes = inbox.locator('.toasts').getByRole('button', { name: /Dismiss|Close/ });
  while ((await notes.count()) > 0) await notes.first().click();
  await inbox.locator('.composer textarea').fill('Done. Just order it when you are ready');
  return { shop: await shop.screenshot(), inbox: await inbox.screenshot() };
}

/** Both pages beside each other, as windows on a quiet ground. */
async function compose(browser, pictures) {
  const gap = 32;
  const page = await browser.newPage({
    viewport: {
      width: shopSize.width + inboxSize.width + 3 * gap,
      height: shopSize.height + 2 * gap,
    },
  });
  const picture = (bytes) => `<img src="data:image/png;base64,${bytes.toString('base64')}">`;
  await page.setContent(`<style>
    body { display: flex; gap: ${gap}px; margin: 0; padding: ${gap}px; background: #dfe5ea; }
    img { display: block; border-radius: 12px; box-shadow: 0 0 0 1px #0001, 0 8px 24px #0002; }
  </style>${picture(pictures.shop)}${picture(pictures.inbox)}`);
  await page.waitForFunction(() => [...document.images].every((image) => image.complete));
  await page.screenshot({ path: out });
}

const demo = await startDemo();
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  await compose(browser, await act(browser, demo));
} finally {
  await browser.close();
  demo.child.kill('SIGTERM');
}
