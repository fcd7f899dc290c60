import { everywhere } from '../state/workspace.ts';
import { call, query } from './http.ts';
import type { Counts, Match, Message, Thread } from './types.ts';

const at = (project: string) =>
  project === everywhere ? '/threads' : `/projects/${encodeURIComponent(project)}/threads`;
const one = (project: string, thread: string) => `${at(project)}/${encodeURIComponent(thread)}`;

export interface ThreadPage {
  threads: Thread[];
  next_cursor: string | null;
  counts?: Counts;
}

export function listThreads(
  project: string,
  filter: Record<string, string>,
  cursor: string | null,
): Promise<ThreadPage> {
  const limit = cursor ? 100 : 50;
  return call('GET', at(project) + query({ ...filter, cursor, limit }));
}

export interface FoundPage {
  threads: (Thread & { match: Match })[];
  next_cursor: string | null;
}

/** Threads in which `q` is found, by the newest hit. */
export function searchThreads(
  project: string,
  filter: Record<string, string>,
  q: string,
  cursor: string | null,
  signal: AbortSignal,
): Promise<FoundPage> {
  const path = at(project) + query({ ...filter, q, cursor, limit: 30 });
  return call('GET', path, undefined, { signal });
}

/** Asked in the background: nobody has to sign in for it. */
export async function loadCounts(project: string): Promise<Counts | null> {
  const path = at(project) + query({ limit: 1 });
  const page = await call<ThreadPage>('GET', path, undefined, { anonymous: true });
  return page.counts ?? null;
}

export async function loadThread(project: string, thread: string): Promise<Thread> {
  return (await call<{ thread: Thread }>('GET', one(project, thread))).thread;
}

export interface ThreadPatch {
  status?: Thread['status'];
  snoozed_until?: string;
  assignee?: string | null;
  tags?: string[];
}

export async function patchThread(thread: Thread, change: ThreadPatch): Promise<Thread> {
  const answer = await call<{ thread: Thread }>('PATCH', one(thread.project_id, thread.id), change);
  return answer.thread;
}

export interface MessagePage {
  messages: Message[];
  has_more: boolean;
}

export function listMessages(
  project: string,
  thread: string,
  range: { before?: string; after?: string },
): Promise<MessagePage> {
  return call('GET', `${one(project, thread)}/messages${query({ ...range, limit: 50 })}`);
}

export interface Posting {
  client_id: string;
  body: string;
  attachments: string[];
  internal?: boolean;
  seen_seq?: number;
  force?: boolean;
}

export async function postMessage(
  project: string,
  thread: string,
  posting: Posting,
): Promise<Message> {
  const answer = await call<{ message: Message }>(
    'POST',
    `${one(project, thread)}/messages`,
    posting,
  );
  return answer.message;
}

export const unsendMessage = (project: string, thread: string, message: string) =>
  call('DELETE', `${one(project, thread)}/messages/${message}`);

export const markRead = (project: string, thread: string, seq: number) =>
  call('POST', `${one(project, thread)}/read`, { seq });

export const markUnread = (project: string, thread: string) =>
  call('POST', `${one(project, thread)}/unread`);

export const tellTyping = (project: string, thread: string) =>
  call('POST', `${one(project, thread)}/typing`, undefined, { anonymous: true });

export const tellPresence = (
  project: string,
  thread: string,
  state: 'viewing' | 'replying' | 'gone',
) =>
  call(
    'POST',
    `${one(project, thread)}/presence`,
    { state },
    { keepalive: state === 'gone', anonymous: true },
  );

export const setBlocked = (project: string, thread: string, blocked: boolean) =>
  call('POST', `${one(project, thread)}/${blocked ? 'block' : 'unblock'}`);

export const signOutUser = (project: string, thread: string) =>
  call('POST', `${one(project, thread)}/sign-out`);
