import { ApiError } from '../api/http.ts';
import { listMessages } from '../api/threads.ts';
import type { Message } from '../api/types.ts';
import { touch } from './topics.ts';

/** The messages and notes of one thread, in the team's order (seq, note). */
export interface Conversation {
  thread: string;
  project: string;
  items: Message[];
  hasOlder: boolean;
  loaded: boolean;
  error: ApiError | null;
  loading: Promise<void> | null;
}

const kept = 20;
const conversations = new Map<string, Conversation>();

export const conversationTopic = (thread: string) => `conversation:${thread}`;

export function findConversation(thread: string): Conversation | undefined {
  return conversations.get(thread);
}

/** The conversation of a thread, loaded if it is not yet; the least recently opened ones are let go. */
export function openConversation(project: string, thread: string): Conversation {
  const known = conversations.get(thread);
  const open = known ?? {
    thread,
    project,
    items: [],
    hasOlder: false,
    loaded: false,
    error: null,
    loading: null,
  };
  conversations.delete(thread);
  conversations.set(thread, open);
  for (const id of conversations.keys()) {
    if (conversations.size <= kept) break;
    conversations.delete(id);
  }
  if (!open.loaded && !open.loading && !open.error) void load(open, {});
  return open;
}

export function comparePlace(a: Message, b: Message): number {
  return a.seq - b.seq || a.note - b.note;
}

/** Puts a message in its place; one that is there already is replaced. */
export function placeMessage(items: Message[], next: Message): void {
  let at = items.length;
  while (at > 0 && comparePlace(items[at - 1] as Message, next) > 0) at -= 1;
  const same = at > 0 && comparePlace(items[at - 1] as Message, next) === 0;
  if (same) items[at - 1] = next;
  else items.splice(at, 0, next);
}

function placeAs(message: Message): string {
  return `${message.seq}.${message.note}`;
}

/** Runs one load at a time per conversation; a second wish joins the first. */
function load(
  conversation: Conversation,
  range: { before?: string; after?: string },
): Promise<void> {
  if (conversation.loading) return conversation.loading;
  conversation.error = null;
  conversation.loading = fetchPage(conversation, range).finally(() => {
    conversation.loading = null;
    touch(conversationTopic(conversation.thread));
  });
  touch(conversationTopic(conversation.thread));
  return conversation.loading;
}

async function fetchPage(conversation: Conversation, range: { before?: string; after?: string }) {
  try {
    const page = await listMessages(conversation.project, conversation.thread, range);
    for (const message of page.messages) placeMessage(conversation.items, message);
    if (!range.after) conversation.hasOlder = page.has_more;
    conversation.loaded = true;
    conversation.error = null;
    const last = conversation.items.at(-1);
    if (range.after && page.has_more && last)
      await fetchPage(conversation, { after: placeAs(last) });
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    conversation.error = fault;
  }
}

export function loadOlder(conversation: Conversation): Promise<void> {
  const first = conversation.items[0];
  if (!conversation.hasOlder || !first) return Promise.resolve();
  return load(conversation, { before: placeAs(first) });
}

export function retryLoad(conversation: Conversation): Promise<void> {
  const last = conversation.items.at(-1);
  return load(conversation, last ? { after: placeAs(last) } : {});
}

/** A message from the stream or an answer. A hole before it is filled from the server. */
export function receiveMessage(message: Message): void {
  const conversation = conversations.get(message.thread_id);
  if (!conversation?.loaded) return;
  const first = conversation.items[0];
  if (first && comparePlace(message, first) < 0 && conversation.hasOlder) return;
  const before = conversation.items.at(-1);
  placeMessage(conversation.items, message);
  if (before && message.seq > before.seq + 1) void load(conversation, { after: placeAs(before) });
  touch(conversationTopic(message.thread_id));
}

/** The thread is no more. */
export function forgetConversation(id: string): void {
  conversations.delete(id);
  touch(conversationTopic(id));
}

/** After a `reset` nothing in memory can be trusted: what is open is loaded anew, the rest forgotten. */
export function resetConversations(open: string | null): void {
  for (const [id, conversation] of conversations) {
    if (id !== open) conversations.delete(id);
    else {
      conversation.items = [];
      conversation.loaded = false;
      void load(conversation, {});
    }
  }
}

export function highestSeq(conversation: Conversation | undefined): number {
  return conversation?.items.at(-1)?.seq ?? 0;
}
