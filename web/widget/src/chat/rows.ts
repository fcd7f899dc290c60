import { sameDay } from '@seggwat/shared/i18n';
import type { Attachment, Message } from '@seggwat/shared/types';
import type { Pending } from '../live/outbox.ts';

/** One line of the thread as it is drawn. */
export interface Row {
  key: string;
  message: Message | null;
  pending: Pending | null;
  files: Attachment[];
  own: boolean;
  at: Date;
  /** The first message of its day. */
  newDay: boolean;
  /** First and last of a run by one sender within two minutes. */
  first: boolean;
  last: boolean;
}

const RUN_MS = 120_000;

/** Messages and what still waits to be sent, in order, grouped by sender and day. */
export function buildRows(messages: Message[], pending: Pending[]): Row[] {
  const rows: Row[] = messages.map((message) => ({
    key: message.author.kind === 'user' ? message.client_id : message.id,
    message,
    pending: null,
    files: message.attachments,
    own: message.author.kind === 'user',
    at: new Date(message.created_at),
    newDay: false,
    first: true,
    last: true,
  }));
  const known = new Set(rows.map((row) => row.key));
  for (const entry of pending) {
    if (known.has(entry.client_id)) continue;
    rows.push({
      key: entry.client_id,
      message: null,
      pending: entry,
      files: entry.files ?? [],
      own: true,
      at: new Date(entry.at),
      newDay: false,
      first: true,
      last: true,
    });
  }
  for (const [index, row] of rows.entries()) joinRun(rows[index - 1], row);
  return rows;
}

function joinRun(before: Row | undefined, row: Row): void {
  row.newDay = !before || !sameDay(before.at, row.at);
  if (!before || row.newDay || before.own !== row.own) return;
  const sameSender = row.own || before.message?.author.id === row.message?.author.id;
  if (!sameSender || row.at.getTime() - before.at.getTime() > RUN_MS) return;
  row.first = false;
  before.last = false;
}
