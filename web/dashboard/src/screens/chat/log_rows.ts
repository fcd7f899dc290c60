import { sameDay } from '@seggwat/shared/i18n';
import type { Message } from '../../api/types.ts';

/** How a message stands among its neighbours. */
export interface LogRow {
  message: Message;
  newDay: boolean;
  /** The first and the last of a run by one author within two minutes. */
  first: boolean;
  last: boolean;
}

const togetherMs = 2 * 60_000;

export function rowsOf(messages: Message[]): LogRow[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    return {
      message,
      newDay: !before || !sameDay(new Date(before.created_at), new Date(message.created_at)),
      first: !before || !belongTogether(before, message),
      last: !after || !belongTogether(message, after),
    };
  });
}

function belongTogether(a: Message, b: Message): boolean {
  const near = Date.parse(b.created_at) - Date.parse(a.created_at) <= togetherMs;
  const sameAuthor = a.author.kind === b.author.kind && a.author.id === b.author.id;
  const sameDayToo = sameDay(new Date(a.created_at), new Date(b.created_at));
  return near && sameAuthor && sameDayToo && a.internal === b.internal;
}
