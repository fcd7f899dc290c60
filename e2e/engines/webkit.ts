import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { freePort } from '../support/server.ts';
import type { Engine } from './engine.ts';

const keys = { Enter: '\uE007', Escape: '\uE00C', Tab: '\uE004' };
const browsers = ['4.1', '4.0'].map(
  (version) => `/usr/lib/x86_64-linux-gnu/webkit2gtk-${version}/MiniBrowser`,
);

/** A screen that nobody sees; answers its number. */
function startScreen(): Promise<{ screen: ChildProcess; display: string }> {
  const screen = spawn('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x900x24'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise((resolve, reject) => {
    screen.once('error', reject);
    screen.stdout?.once('data', (said) => resolve({ screen, display: `:${String(said).trim()}` }));
  });
}

/** One session of WebDriver (W3C), https://www.w3.org/TR/webdriver2/. */
class Session {
  private base: string;

  constructor(port: number) {
    this.base = `http://127.0.0.1:${port}/session`;
  }

  async call<T>(path: string, body?: unknown, method = 'POST'): Promise<T> {
    const answer = await fetch(this.base + path, {
      method,
      body: body === undefined ? null : JSON.stringify(body),
    });
    const { value } = (await answer.json()) as { value: T & { message?: string } };
    if (!answer.ok) throw new Error(`${path}: ${value?.message}`);
    return value;
  }

  async begin(): Promise<void> {
    const binary = browsers.find(existsSync);
    const options = { binary, args: ['--automation'] };
    const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': options } };
    const { sessionId } = await this.call<{ sessionId: string }>('', { capabilities });
    this.base += `/${sessionId}`;
  }

  type(text: string): Promise<void> {
    const strokes = [...text].flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    return this.call('/actions', { actions: [{ type: 'key', id: 'keys', actions: strokes }] });
  }

  click(x: number, y: number): Promise<void> {
    const actions = [
      { type: 'pointerMove', duration: 0, x: Math.round(x), y: Math.round(y) },
      { type: 'pointerDown', button: 0 },
      { type: 'pointerUp', button: 0 },
    ];
    return this.call('/actions', { actions: [{ type: 'pointer', id: 'mouse', actions }] });
  }
}

async function whenUp(port: number): Promise<void> {
  for (;;) {
    const up = await fetch(`http://127.0.0.1:${port}/status`).catch(() => null);
    if (up?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** WebKitGTK's small browser, driven over WebDriver on a screen of its own. */
export async function startWebKit(): Promise<Engine> {
  const { screen, display } = await startScreen();
  const port = await freePort();
  const env = { ...process.env, DISPLAY: display };
  const driver = spawn('WebKitWebDriver', [`--port=${port}`], { stdio: 'ignore', env });
  await whenUp(port);
  const session = new Session(port);
  await session.begin();
  await session.call('/window/rect', { width: 1280, height: 860 });
  return {
    goto: (url) => session.call('/url', { url }),
    ask: (expression) =>
      session.call('/execute/sync', { script: `return ${expression}`, args: [] }),
    click: (x, y) => session.click(x, y),
    type: (text) => session.type(text),
    press: (key) => session.type(keys[key]),
    picture: async () =>
      Buffer.from(await session.call<string>('/screenshot', undefined, 'GET'), 'base64'),
    end: async () => {
      await session.call('', undefined, 'DELETE').catch(() => {});
      driver.kill();
      screen.kill();
    },
  };
}
