import type { Notification } from '../api/types.ts';
import { navigate } from '../app/router.ts';
import { t } from '../i18n/index.ts';
import { notificationText } from '../i18n/notification_text.ts';
import { chime } from './chime.ts';
import { withNames } from './mentions.ts';
import { noticeOf } from './notice_preferences.ts';
import { prefs } from './preferences.ts';
import { isWatched, openThread } from './selection.ts';
import { toast } from './toasts.ts';
import { memberName } from './workspace.ts';

/** Where a notification leads. */
export function destinationOf(item: Notification): string {
  if (item.thread_id) return `/messages/live-chat/${encodeURIComponent(item.thread_id)}`;
  if (item.feedback_id) return `/messages/feedback/${encodeURIComponent(item.feedback_id)}`;
  return '/messages/live-chat';
}

/** Tells of something new in the ways this member has chosen for it. */
export function announce(item: Notification): void {
  const watched = isWatched();
  if (watched && item.thread_id && item.thread_id === openThread()) return;
  const text = notificationText(item);
  const go = () => navigate(destinationOf(item));
  const notice = noticeOf(item);
  if (notice.toast) toast(text, { action: { label: t('open'), run: go } });
  if (notice.sound) chime(item.id);
  if (notice.browser && !watched && prefs().desktopNotifications) showOutside(item, text, go);
}

function showOutside(item: Notification, title: string, go: () => void): void {
  if (!('Notification' in window) || window.Notification.permission !== 'granted') return;
  const body = withNames(item.preview, (id) => memberName(id) ?? t('former-member'));
  try {
    const shown = new window.Notification(title, { body, tag: item.id });
    shown.onclick = () => {
      window.focus();
      go();
      shown.close();
    };
  } catch {
    // Browsers of phones have it for service workers alone, and throw.
  }
}
