import { call } from '../api/http.ts';
import type { Notification } from '../api/types.ts';
import { findThread } from './inbox.ts';
import { setPreference } from './preferences.ts';
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
const path = '/me/preferences';
const topic = 'notice-preferences';

export function useNoticePreferences(): NoticePreferences | null {
  useTopics(topic);
  return preferences;
}

export async function loadNoticePreferences(): Promise<void> {
  preferences = await call<NoticePreferences>('GET', path);
  setPreference('sendWith', preferences.send_with);
  touch(topic);
}

/** Shown at once, and taken back when the server refuses. */
export async function saveNoticePreferences(change: Partial<NoticePreferences>): Promise<void> {
  const before = preferences;
  if (!before) return;
  preferences = { ...before, ...change };
  setPreference('sendWith', preferences.send_with);
  touch(topic);
  try {
    preferences = await call<NoticePreferences>('PUT', path, preferences);
  } catch (fault) {
    preferences = before;
    setPreference('sendWith', before.send_with);
    throw fault;
  } finally {
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
