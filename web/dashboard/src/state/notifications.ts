import { call, query } from '../api/http.ts';
import type { Message, Notification } from '../api/types.ts';
import { currentTexts } from '../i18n/index.ts';
import { compareTimes } from './thread_order.ts';
import { touch, useTopics } from './topics.ts';

interface Bell {
  items: Notification[];
  unread: number;
  cursor: string | null;
  loaded: boolean;
}

const bell: Bell = { items: [], unread: 0, cursor: null, loaded: false };

export function useBell(): Readonly<Bell> {
  useTopics('bell');
  return bell;
}

export function bellUnread(): number {
  return bell.unread;
}

interface Page {
  notifications: Notification[];
  unread: number;
  next_cursor: string | null;
}

export async function loadBell(): Promise<void> {
  const page = await call<Page>('GET', '/notifications');
  Object.assign(bell, {
    items: page.notifications,
    unread: page.unread,
    cursor: page.next_cursor,
    loaded: true,
  });
  touch('bell');
}

export async function loadMoreOfBell(): Promise<void> {
  if (!bell.cursor) return;
  const page = await call<Page>('GET', `/notifications${query({ cursor: bell.cursor })}`);
  const known = new Set(bell.items.map((item) => item.id));
  bell.items = [...bell.items, ...page.notifications.filter((item) => !known.has(item.id))];
  bell.cursor = page.next_cursor;
  touch('bell');
}

/** A list with `next` in place of the entry of the same id, newest first, and the unread it adds. */
export function withNotification(
  items: Notification[],
  next: Notification,
): { items: Notification[]; added: number } {
  const known = items.find((item) => item.id === next.id);
  const rest = items.filter((item) => item.id !== next.id);
  const wasUnread = Boolean(known && !known.read_at);
  const added = Number(!next.read_at) - Number(wasUnread);
  return { items: [next, ...rest], added };
}

function put(next: Notification): void {
  const { items, added } = withNotification(bell.items, next);
  bell.items = items;
  bell.unread = Math.max(0, bell.unread + added);
  touch('bell');
}

/** Returns whether this is news, as against a change of an entry that was unread already. */
export function notificationArrived(next: Notification): boolean {
  const known = bell.items.find((item) => item.id === next.id);
  put(next);
  return !next.read_at && (!known || Boolean(known.read_at));
}

/** A further message of a user in a thread that is unread already: its entry counts on. */
export function countMessage(message: Message): void {
  const entry = bell.items.find((item) => item.id === message.thread_id);
  if (!entry || entry.read_at || compareTimes(entry.created_at, message.created_at) >= 0) return;
  const preview = [...message.body.replace(/\s+/g, ' ')].slice(0, 140).join('');
  put({ ...entry, count: entry.count + 1, preview, created_at: message.created_at });
}

/** The thread has been read: so are its notifications. */
export function threadRead(thread: string): void {
  readWhere((item) => item.thread_id === thread);
}

function readWhere(chosen: (item: Notification) => boolean): void {
  const now = new Date().toISOString();
  let changed = 0;
  bell.items = bell.items.map((item) => {
    if (item.read_at || !chosen(item)) return item;
    changed += 1;
    return { ...item, read_at: now };
  });
  if (changed === 0) return;
  bell.unread = Math.max(0, bell.unread - changed);
  touch('bell');
}

export async function markNotificationRead(id: string): Promise<void> {
  readWhere((item) => item.id === id);
  await call('POST', '/notifications/read', { ids: [id] });
}

export async function markAllRead(): Promise<void> {
  readWhere(() => true);
  bell.unread = 0;
  touch('bell');
  await call('POST', '/notifications/read', { all: true });
}

/** "(3) SeggWat" while something is unread. */
export function titleWith(unread: number, page: string): string {
  const count = unread > 99 ? '99+' : new Intl.NumberFormat(currentTexts().locale).format(unread);
  return unread > 0 ? `(${count}) ${page}` : page;
}
