import { isHexColour } from '@seggwat/shared/contrast';
import type { Appearance, Core, HubModule, HubView, Listener, LiveModule } from '../core.ts';
import { data, key, language, origin, validKey } from './attributes.ts';
import { attachLauncher, button, dressLauncher, frame, host, root, showDot } from './launcher.ts';
import { PENDING, page, warn, withStorage } from './page.ts';

// Everything before the panel: config, events, and the loading of the other parts. Each script tag
// runs these modules anew, so that their variables belong to one instance.

declare const __HUB__: string;
declare const __LIVE__: string;
declare const __LABELS__: Record<string, string>;

const cacheKey = `seggwat:${key}:config`;
export const listeners = new Set<[event: string, listener: Listener]>();
const chunks: Record<string, Promise<unknown>> = {};
let hub: HubModule | null = null;
let asked: Promise<Core['config']> | null = null;

export const core: Core = {
  key,
  origin,
  data,
  language,
  root,
  frame,
  button,
  chosen: {},
  unread: 0,
  changed() {},
  hasShots: () => /true/.test(`${data.enableScreenshots ?? core.config?.modules.screenshots}`),
  emit(event, detail) {
    // Each in a task of its own: one that throws harms neither the others nor us.
    for (const [name, listener] of listeners) {
      if (name === event) queueMicrotask(() => listener(detail));
    }
  },
  loadConfig() {
    asked ??= fetchConfig();
    return asked;
  },
  showDot,
  signOut: () => setUser(null),
  open,
};

/** Draws the launcher: what the page asked for beats the tag, the tag beats the project. */
function dress(project = core.config?.appearance): void {
  const { color, position, buttonText } = core.chosen;
  dressLauncher(
    [color, data.buttonColor, project?.color].find(isHexColour) ?? '#2563eb',
    position ?? data.buttonPosition ?? project?.position,
    `${buttonText || project?.button_text || __LABELS__[language] || 'Feedback'}`,
  );
  core.changed();
}

export async function updateAppearance(wanted?: Appearance): Promise<void> {
  core.chosen = { ...core.chosen, ...wanted };
  dress();
}

async function fetchConfig(): Promise<Core['config']> {
  try {
    const answer = await fetch(`${origin}/api/v1/widget/config?project_key=${key}`);
    const text = await answer.text();
    if (answer.ok) {
      core.config = JSON.parse(text);
      withStorage((storage) => storage.setItem(cacheKey, text));
    } else {
      warn(text);
      if (answer.status === 404) destroy();
    }
  } catch {
    // Offline or blocked: asked again when the panel opens.
  }
  if (!core.config) asked = null;
  if (!core.destroyed) {
    dress();
    syncUser();
  }
  return core.config;
}

export function setUser(user: Core['user']): void {
  if (core.destroyed) {
    // Between two instances: kept for the next one.
    page[PENDING] = user && { ...user, userId: user.id };
    return;
  }
  core.user = user;
  if (!user) {
    delete page[PENDING];
    delete core.attributes;
    // The other tabs see it and sign out too.
    withStorage((storage) => {
      for (const name of Object.keys(storage)) {
        if (name.startsWith(`seggwat:${key}:u:`)) storage.removeItem(name);
      }
    });
  }
  syncUser();
  core.changed();
}

/** A part of the widget, loaded once; asked for again after a failure. */
function chunk<T>(path: string): Promise<T> {
  chunks[path] ??= import(`${origin}/static/widgets/v1/c/${path}.js`).catch((error) => {
    delete chunks[path];
    throw error;
  });
  return chunks[path] as Promise<T>;
}

function syncUser(): void {
  if (!chunks[__LIVE__] && !(core.user?.token && core.config?.modules.live_chat)) return;
  chunk<LiveModule>(__LIVE__).then((module) => core.destroyed || module.sync(core), warn);
}

const loadHub = () => chunk<HubModule>(__HUB__);

/** Lets the panel's code do something; nothing comes of it when it cannot. */
async function ask<T>(act: (hub: HubModule) => Promise<T>): Promise<T | undefined> {
  try {
    hub = await loadHub();
    return await act(hub);
  } catch (error) {
    warn(error);
  }
}

export async function open(view: HubView | null): Promise<void> {
  if (!core.destroyed && validKey) await ask((panel) => panel.open(core, view));
}

/** Takes a picture of the page for the next report, or the one that is given. */
export const shoot = (given?: unknown) => ask((panel) => panel.shoot(core, given));

export function close(): void {
  hub?.close(core);
}

export function toggle(): void {
  if (core.isOpen) close();
  else open(core.unread ? 'chat' : null);
}

// Pages swap their whole body, or have none yet; the launcher comes with the next one.
const watcher = new MutationObserver(attach);

function attach(): void {
  const { body, documentElement } = document;
  watcher.observe(documentElement, { childList: true });
  if (!body) return;
  watcher.observe(body, { childList: true });
  attachLauncher(body);
}

export function start(): void {
  dress(withStorage((storage) => JSON.parse(`${storage.getItem(cacheKey)}`))?.appearance);
  attach();
  core.loadConfig();
}

/** Ends everything. With `handOver` the next instance takes this one's user along. */
export function destroy(handOver?: unknown): void {
  if (core.destroyed) return;
  core.destroyed = true;
  if (handOver === true && core.user) setUser(core.user);
  watcher.disconnect();
  hub?.destroy(core);
  core.chat?.end(false);
  host.remove();
}

button.onclick = toggle;
button.onpointerenter = () => loadHub().catch(warn);
