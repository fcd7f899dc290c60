import type { Message, Thread } from '../api/types.ts';
import { findConversation } from './conversation.ts';
import { adoptThread, changeThread, findThread, refreshThread } from './inbox.ts';
import { session } from './session.ts';

const previewLength = 140;

/** What the list shows of a message, as the server would cut it. */
export function previewOf(message: Message): NonNullable<Thread['last_message']> {
  if (message.deleted_at) {
    const { seq, author, created_at } = message;
    return { seq, author_kind: author.kind, preview: '', created_at, deleted: true };
  }
  const text = [...message.body.replace(/\s+/g, ' ').trim()].slice(0, previewLength).join('');
  return {
    seq: message.seq,
    author_kind: message.author.kind,
    preview: text,
    created_at: message.created_at,
  };
}

/** How a message changes its thread for the member `self`; null when it does not. */
export function threadAfter(
  thread: Thread,
  message: Message,
  self: string,
): Partial<Thread> | null {
  if (message.internal || message.seq < thread.last_seq) return null;
  const last_message = previewOf(message);
  if (message.seq === thread.last_seq) return thread.last_message ? { last_message } : null;
  const change: Partial<Thread> = { last_seq: message.seq, last_message };
  if (message.author.kind === 'user') {
    if (!message.deleted_at) change.unread = (thread.unread ?? 0) + 1;
    change.user_read_seq = Math.max(thread.user_read_seq, message.seq);
  } else {
    change.team_read_seq = Math.max(thread.team_read_seq, message.seq);
    if (message.author.id === self) change.unread = 0;
  }
  return change;
}

/** Brings the thread of a new or changed message up to date. */
export function messageArrived(message: Message): void {
  const thread = findThread(message.thread_id);
  if (!thread) {
    if (message.project_id) void refreshThread(message.project_id, message.thread_id);
    return;
  }
  // Whether an unsent message was among the unread ones, the server alone knows.
  if (message.deleted_at && !message.internal && message.author.kind === 'user') {
    void refreshThread(thread.project_id, thread.id);
  }
  const change = threadAfter(thread, message, session().me?.user_id ?? '');
  if (change) changeThread(thread.id, change);
}

/**
 * A thread changed. What its messages and marks say comes with their own
 * events, so that each message is counted once; of a thread not seen before
 * the server is asked, for only its answer knows what this member has read.
 */
export function threadChanged(next: Thread): void {
  const known = findThread(next.id);
  if (!known) {
    void refreshThread(next.project_id, next.id);
    return;
  }
  const { unread, last_seq, last_message, user_read_seq, team_read_seq } = known;
  adoptThread({ ...next, unread, last_seq, last_message, user_read_seq, team_read_seq }, 'event');
}

export interface ReadEvent {
  thread_id: string;
  by: 'user' | 'team';
  seq: number;
  member_id?: string;
  member_seq?: number;
}

/** Messages of the user after `mark`; null when not all of them are loaded. */
export function unreadAfter(
  items: Message[] | undefined,
  mark: number,
  lastSeq: number,
): number | null {
  if (mark >= lastSeq) return 0;
  const first = items?.[0];
  if (!items || !first || first.seq > mark + 1 || (items.at(-1)?.seq ?? 0) < lastSeq) return null;
  return items.filter(
    (m) => m.seq > mark && !m.internal && m.author.kind === 'user' && !m.deleted_at,
  ).length;
}

/** A read mark moved, the user's or a member's. */
export function readMoved(event: ReadEvent): void {
  const thread = findThread(event.thread_id);
  if (!thread) return;
  if (event.by === 'user') {
    changeThread(thread.id, { user_read_seq: Math.max(thread.user_read_seq, event.seq) });
    return;
  }
  const change: Partial<Thread> = { team_read_seq: Math.max(thread.team_read_seq, event.seq) };
  if (event.member_id === session().me?.user_id && event.member_seq !== undefined) {
    const items = findConversation(thread.id)?.items;
    const unread = unreadAfter(items, event.member_seq, thread.last_seq);
    if (unread === null) void refreshThread(thread.project_id, thread.id);
    else change.unread = unread;
  }
  changeThread(thread.id, change);
}
