import type { Core, Listener, PageUser } from '../core.ts';
import {
  close,
  core,
  destroy,
  listeners,
  open,
  setUser,
  shoot,
  toggle,
  updateAppearance,
} from './loader.ts';

declare const __VERSION__: string;

const text = (value: unknown) => (typeof value === 'string' ? value : '');

export function asUser(id: unknown, email: unknown, token: unknown): PageUser | null {
  const known = /string|number/.test(typeof id);
  return known ? { id: `${id}`, email: text(email), token: text(token) } : null;
}

/** `window.SeggwatFeedback`. Its calls take anything and never throw. */
export const api = {
  version: __VERSION__,
  container: core.button,
  get screenshotsEnabled() {
    return core.hasShots();
  },
  get unreadCount() {
    return core.unread;
  },
  setUser: (id?: unknown, email?: unknown, token?: unknown) => setUser(asUser(id, email, token)),
  logout: core.signOut,
  setTokenProvider(provider: unknown) {
    core.provider = typeof provider === 'function' ? (provider as Core['provider']) : null;
    core.chat?.renew();
  },
  setAttributes(attributes: Record<string, unknown>) {
    core.attributes = { ...core.attributes, ...attributes };
    core.chat?.setAttributes(core.attributes);
  },
  open: () => open(null),
  openChat: () => open('chat'),
  close,
  toggle,
  updateAppearance,
  captureScreenshot: shoot,
  openWithScreenshot: (picture?: unknown) => shoot(picture).then(() => open('bug')),
  hasScreenshot: () => !!core.shot,
  clearScreenshot() {
    core.shot = null;
    core.changed();
  },
  /** Answers a function that takes the listener off again. */
  on(event: string, listener: Listener) {
    const entry: [string, Listener] = [event, listener];
    listeners.add(entry);
    if (event === 'ready') queueMicrotask(listener);
    return () => listeners.delete(entry);
  },
  destroy,
};
