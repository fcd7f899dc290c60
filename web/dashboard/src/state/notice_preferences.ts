import { call } from '../api/http.ts';
import type { Notification } from '../api/types.ts';
import { findThread } from './inbox.ts';
import { setPreference, writeStored } from './preferences.ts';
import { me } from './session.ts';
import { touch, useTopics } from './topics.ts';

/** How this member wants to be told, and to write, kept on the server. */
export const noticeEvents = [
  'message_mine',
  'message_unassigned',
  'message_other',
  'mention',
  'assigned',
  'feedback',
  'mail_failed',
] as const;
export type NoticeEvent = (typeof noticeEvents)[number];

export const noticeWays = ['toast', 'sound', 'browser'] as const;
export type Notice = Record<(typeof noticeWays)[number], boolean>;

export interface NoticePreferences {
  notifications: Record<NoticeEvent, Notice>;
  do_not_disturb_until: string | null;
  team_mail: boolean;
  send_with: 'enter' | 'modified';
}

let preferences: NoticePreferences | null = null;
let saves = 0;
const path = '/me/preferences';
const topic = 'notice-preferences';
/** Tells the other tabs of this browser that something was chosen. */
const savedKey = 'seggwat.notices-saved';

export function useNoticePreferences(): NoticePreferences | null {
  useTopics(topic);
  return preferences;
}

export async function loadNoticePreferences(): Promise<void> {
  const before = saves;
  const loaded = await call<NoticePreferences>('GET', path);
  // An answer from before a choice must not undo it.
  if (before !== saves) return;
  preferences = loaded;
  setPreference('sendWith', preferences.send_with);
  touch(topic);
}

/** What was chosen in another tab, or on another device, holds here too: at once, or when somebody looks. */
export function watchNoticePreferences(): () => void {
  const load = () => void loadNoticePreferences().catch(() => {});
  const look = () => document.visibilityState === 'visible' && load();
  const hear = (event: StorageEvent) => event.key === savedKey && load();
  load();
  addEventListener('storage', hear);
  document.addEventListener('visibilitychange', look);
  return () => {
    removeEventListener('storage', hear);
    document.removeEventListener('visibilitychange', look);
  };
}

/** Shown at once, and taken back when the server refuses. */
export async function saveNoticePreferences(change: Partial<NoticePreferences>): Promise<void> {
  const before = preferences;
  if (!before) return;
  saves += 1;
  preferences = { ...before, ...change };
  setPreference('sendWith', preferences.send_with);
  touch(topic);
  try {
    preferences = await call<NoticePreferences>('PUT', path, preferences);
    writeStored(savedKey, Date.now());
  } catch (fault) {
    preferences = before;
    setPreference('sendWith', before.send_with);
    throw fault;
  } finally {
    saves += 1;
    touch(topic);
  }
}

/** Until when nothing is to be shown or heard; null when it is not so now. */
export function disturbedFrom(now = Date.now()): Date | null {
  const until = preferences?.do_not_disturb_until;
  return until && Date.parse(until) > now ? new Date(until) : null;
}

/** Which choice decides about a notification. */
export function eventOf(
  item: Pick<Notification, 'kind'>,
  assignee: string | null | undefined,
  self: string,
): NoticeEvent {
  if (item.kind !== 'message') return item.kind;
  if (!assignee) return 'message_unassigned';
  return assignee === self ? 'message_mine' : 'message_other';
}

const silent: Notice = { toast: false, sound: false, browser: false };
const toastOnly: Notice = { toast: true, sound: false, browser: false };

/** How to tell of a notification now. */
export function noticeOf(item: Notification): Notice {
  if (disturbedFrom()) return silent;
  if (!preferences) return toastOnly;
  const assignee = item.thread_id ? findThread(item.thread_id)?.assignee?.id : null;
  return preferences.notifications[eventOf(item, assignee, me().user_id)];
}
