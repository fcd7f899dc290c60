import { sameDay } from '@seggwat/shared/i18n';
import type { Message, MessageState } from '../../api/types.ts';

/** How a message stands among its neighbours. */
export interface LogRow {
  message: Message;
  newDay: boolean;
  /** The first and the last of a run by one author within two minutes. */
  first: boolean;
  last: boolean;
  /** How far one of ours has come; null for the others. */
  state: MessageState | null;
  /** It stands there: at the end of a run, and where the next one has come less far or further. */
  showsState: boolean;
}

const togetherMs = 2 * 60_000;

export function rowsOf(messages: Message[], userRead = 0): LogRow[] {
  return messages.map((message, index) => {
    const before = messages[index - 1];
    const after = messages[index + 1];
    const last = !after || !belongTogether(message, after);
    const state = stateOf(message, userRead);
    return {
      message,
      newDay: !before || !sameDay(new Date(before.created_at), new Date(message.created_at)),
      first: !before || !belongTogether(before, message),
      last,
      state,
      showsState: state !== null && (last || !after || state !== stateOf(after, userRead)),
    };
  });
}

function stateOf(message: Message, userRead: number): MessageState | null {
  if (message.author.kind !== 'member' || message.internal || message.deleted_at) return null;
  return userRead >= message.seq ? 'seen' : message.state;
}

function belongTogether(a: Message, b: Message): boolean {
  const near = Date.parse(b.created_at) - Date.parse(a.created_at) <= togetherMs;
  const sameAuthor = a.author.kind === b.author.kind && a.author.id === b.author.id;
  const sameDayToo = sameDay(new Date(a.created_at), new Date(b.created_at));
  return near && sameAuthor && sameDayToo && a.internal === b.internal;
}
