import { ApiError } from '../api/http.ts';
import { type Posting, postMessage } from '../api/threads.ts';
import type { Attachment, Message } from '../api/types.ts';
import {
  conversationTopic,
  findConversation,
  highestSeq,
  loadNewest,
  placeMessage,
  receiveMessage,
} from './conversation.ts';
import { messageArrived } from './incoming.ts';
import { touch } from './topics.ts';

/**
 * Messages on their way out. They leave one after the other, so that their
 * order is the order of writing; one that fails holds the later ones back.
 * The client_id makes a second attempt harmless.
 */
export interface Outgoing {
  clientId: string;
  project: string;
  thread: string;
  body: string;
  attachments: Attachment[];
  internal: boolean;
  writtenAt: string;
  status: 'sending' | 'failed' | 'stale';
  error: ApiError | null;
  missed: Message[];
  force: boolean;
}

const outgoing = new Map<string, Outgoing[]>();
const pumping = new Set<string>();

export function outgoingOf(thread: string): readonly Outgoing[] {
  return outgoing.get(thread) ?? [];
}

export function hasUnsent(): boolean {
  return [...outgoing.values()].some((queue) => queue.length > 0);
}

export function sendMessage(
  message: Pick<Outgoing, 'clientId' | 'project' | 'thread' | 'body' | 'attachments' | 'internal'>,
): void {
  const queue = outgoing.get(message.thread) ?? [];
  outgoing.set(message.thread, queue);
  queue.push({
    ...message,
    writtenAt: new Date().toISOString(),
    status: 'sending',
    error: null,
    missed: [],
    force: false,
  });
  touch(conversationTopic(message.thread));
  void pump(message.thread);
}

/** Tries again; `force` also when a colleague has answered in the meantime. */
export function retrySending(item: Outgoing, force = false): void {
  item.status = 'sending';
  item.force ||= force;
  touch(conversationTopic(item.thread));
  void pump(item.thread);
}

/** Takes a message back that has not been sent, to be edited or dropped. */
export function withdraw(item: Outgoing): void {
  const queue = outgoing.get(item.thread);
  const at = queue?.indexOf(item) ?? -1;
  if (at >= 0) queue?.splice(at, 1);
  touch(conversationTopic(item.thread));
  void pump(item.thread);
}

/** The connection is back: what failed for want of it goes out now. */
export function retryUnreached(): void {
  for (const queue of outgoing.values()) {
    const first = queue[0];
    if (first?.status === 'failed' && first.error?.offline) retrySending(first);
  }
}

async function pump(thread: string): Promise<void> {
  if (pumping.has(thread)) return;
  pumping.add(thread);
  const queue = outgoing.get(thread) ?? [];
  while (queue[0]?.status === 'sending') await attempt(queue[0]);
  pumping.delete(thread);
}

async function attempt(item: Outgoing): Promise<void> {
  try {
    await showEnd(item.thread);
    settle(await postMessage(item.project, item.thread, posting(item)));
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    if (fault.status === 429) return pause(fault.retryAfter || 1);
    refuse(item, fault);
  }
  touch(conversationTopic(item.thread));
}

/** Who writes is at the end of the conversation: a jump to an old message ends. */
async function showEnd(thread: string): Promise<void> {
  const conversation = findConversation(thread);
  if (conversation?.hasNewer) await loadNewest(conversation);
}

function posting(item: Outgoing): Posting {
  const attachments = item.attachments.map(({ id }) => id);
  const base = { client_id: item.clientId, body: item.body, attachments };
  if (item.internal) return { ...base, internal: true };
  const seen_seq = highestSeq(findConversation(item.thread));
  return item.force ? { ...base, seen_seq, force: true } : { ...base, seen_seq };
}

/** The stream may bring a message before the answer to its sending: it is shown once all the same. */
export function messageConfirmed(message: Message): void {
  const queue = outgoing.get(message.thread_id);
  const at = queue?.findIndex((item) => item.clientId === message.client_id) ?? -1;
  if (at >= 0) queue?.splice(at, 1);
}

function settle(message: Message): void {
  messageConfirmed(message);
  receiveMessage(message);
  messageArrived(message);
}

function refuse(item: Outgoing, fault: ApiError): void {
  item.error = fault;
  item.status = fault.code === 'stale_view' ? 'stale' : 'failed';
  if (item.status !== 'stale' || !Array.isArray(fault.data.missed)) return;
  item.missed = fault.data.missed as Message[];
  const conversation = findConversation(item.thread);
  for (const message of item.missed) if (conversation) placeMessage(conversation.items, message);
}

function pause(seconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, seconds * 1000));
}
