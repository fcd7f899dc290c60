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
  /** The items end before the newest message: somebody has jumped to an old one. */
  hasNewer: boolean;
  /** Grows when somebody went back to the end. */
  ends: number;
  loaded: boolean;
  error: ApiError | null;
  loading: Promise<void> | null;
}

const kept = 20;
/** Above every note of a message. */
const lastNote = 999_999_999;
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
    hasNewer: false,
    ends: 0,
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

/** Which messages to load: the newest ones without any of these. */
interface Range {
  before?: string;
  after?: string;
  newer?: string;
  around?: Place;
  newest?: boolean;
}

/** Runs one load at a time per conversation; a second wish joins the first. */
function load(conversation: Conversation, range: Range): Promise<void> {
  if (conversation.loading) return conversation.loading;
  conversation.error = null;
  conversation.loading = fetchRange(conversation, range)
    .catch((fault) => {
      if (!(fault instanceof ApiError)) throw fault;
      conversation.error = fault;
    })
    .finally(() => {
      conversation.loading = null;
      touch(conversationTopic(conversation.thread));
    });
  touch(conversationTopic(conversation.thread));
  return conversation.loading;
}

async function fetchRange(conversation: Conversation, range: Range): Promise<void> {
  if (range.around) return fetchAround(conversation, range.around);
  if (range.newer) return fetchNewer(conversation, range.newer);
  const { before, after } = range;
  const page = await listMessages(conversation.project, conversation.thread, { before, after });
  if (range.newest) {
    conversation.items = [];
    conversation.hasNewer = false;
    conversation.ends += 1;
  }
  for (const message of page.messages) placeMessage(conversation.items, message);
  if (!after) conversation.hasOlder = page.has_more;
  conversation.loaded = true;
  const last = conversation.items.at(-1);
  if (after && page.has_more && last) await fetchRange(conversation, { after: placeAs(last) });
}

async function fetchNewer(conversation: Conversation, after: string): Promise<void> {
  const page = await listMessages(conversation.project, conversation.thread, { after });
  for (const message of page.messages) placeMessage(conversation.items, message);
  conversation.hasNewer = page.has_more;
}

async function fetchAround(conversation: Conversation, place: Place): Promise<void> {
  const { project, thread } = conversation;
  const [older, newer] = await Promise.all([
    listMessages(project, thread, { before: `${place.seq}.${place.note}` }),
    listMessages(project, thread, { after: beforePlace(place) }),
  ]);
  conversation.items = [...older.messages, ...newer.messages];
  conversation.hasOlder = older.has_more;
  conversation.hasNewer = newer.has_more;
  conversation.loaded = true;
}

/** What stands right before a place, as the server's `after` takes it. */
function beforePlace({ seq, note }: Place): string {
  if (note > 0) return `${seq}.${note - 1}`;
  return seq > 0 ? `${seq - 1}.${lastNote}` : '0';
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

export interface Place {
  seq: number;
  note: number;
}

export function isLoaded(conversation: Conversation, place: Place): boolean {
  return conversation.items.some((item) => item.seq === place.seq && item.note === place.note);
}

/** Has the message and what stands around it, in place of what was loaded if that lies elsewhere. */
export async function loadAround(conversation: Conversation, place: Place): Promise<void> {
  if (conversation.loading) await conversation.loading;
  if (isLoaded(conversation, place)) return;
  await load(conversation, { around: place });
}

export function loadNewer(conversation: Conversation): Promise<void> {
  const last = conversation.items.at(-1);
  if (!conversation.hasNewer || !last) return Promise.resolve();
  return load(conversation, { newer: placeAs(last) });
}

/** Back to the end of the conversation. */
export function loadNewest(conversation: Conversation): Promise<void> {
  if (!conversation.hasNewer) return Promise.resolve();
  return load(conversation, { newest: true });
}

/** A message from the stream or an answer. A hole before it is filled from the server. */
export function receiveMessage(message: Message): void {
  const conversation = conversations.get(message.thread_id);
  if (!conversation?.loaded) return;
  const first = conversation.items[0];
  if (first && comparePlace(message, first) < 0 && conversation.hasOlder) return;
  const newest = conversation.items.at(-1);
  if (newest && comparePlace(message, newest) > 0 && conversation.hasNewer) return;
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
      conversation.hasNewer = false;
      conversation.loaded = false;
      void load(conversation, {});
    }
  }
}

export function highestSeq(conversation: Conversation | undefined): number {
  return conversation?.items.at(-1)?.seq ?? 0;
}
