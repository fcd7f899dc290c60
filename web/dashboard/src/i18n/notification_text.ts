import type { Notification } from '../api/types.ts';
import { t } from './index.ts';

/** Names are other people's text: kept short and held apart from the sentence around them. */
function isolate(text: string): string {
  const short = [...text.replace(/\s+/g, ' ')].slice(0, 60).join('');
  return `\u2068${short}\u2069`;
}

export function notificationText(item: Notification): string {
  const name = isolate(item.title || t('someone'));
  if (item.reason === 'returned') return t('bell.returned', { name });
  if (item.reason === 'in_turn') return t('bell.in-turn', { name });
  switch (item.kind) {
    case 'message':
      return item.count > 1
        ? t('bell.messages', { name, count: item.count })
        : t('bell.message', { name });
    case 'mention':
      return t('bell.mention', { name });
    case 'assigned':
      return t('bell.assigned', { name });
    case 'feedback':
      return t('bell.feedback', { name });
    case 'mail_failed':
      return t('bell.mail-failed', { name });
  }
}
