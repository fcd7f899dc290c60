import { call } from '../api/http.ts';
import type { SavedReply } from '../api/types.ts';
import { touch, useTopics } from './topics.ts';

/** The texts this person may insert: their own and the team's. */
let replies: SavedReply[] = [];
let loadedAt = 0;
let loading: Promise<void> | null = null;

const freshForMs = 60_000;
const topic = 'saved-replies';

export interface NewSavedReply {
  scope: 'shared' | 'personal';
  project_id: string | null;
  shortcut: string;
  body: string;
}

export function savedReplies(): readonly SavedReply[] {
  return replies;
}

export function useSavedReplies(): readonly SavedReply[] {
  useTopics(topic);
  return replies;
}

export function loadSavedReplies(): Promise<void> {
  loading ??= call<{ saved_replies: SavedReply[] }>('GET', '/saved-replies')
    .then((answer) => {
      replies = answer.saved_replies;
      loadedAt = Date.now();
      touch(topic);
    })
    .finally(() => {
      loading = null;
    });
  return loading;
}

/** Loads them unless that has just been done; a failure leaves what is known. */
export function wantSavedReplies(): void {
  if (Date.now() - loadedAt > freshForMs) void loadSavedReplies().catch(() => {});
}

export async function createSavedReply(wanted: NewSavedReply): Promise<void> {
  await call('POST', '/saved-replies', wanted);
  await loadSavedReplies();
}

export async function changeSavedReply(
  id: string,
  change: Partial<Omit<NewSavedReply, 'scope'>>,
): Promise<void> {
  await call('PATCH', `/saved-replies/${id}`, change);
  await loadSavedReplies();
}

export async function deleteSavedReply(id: string): Promise<void> {
  await call('DELETE', `/saved-replies/${id}`);
  await loadSavedReplies();
}

/** Those that can be used in a project and match what was typed: by the shortcut's beginning, then by anything. */
export function findReplies(
  all: readonly SavedReply[],
  project: string,
  typed: string,
): SavedReply[] {
  const wanted = typed.toLowerCase();
  const usable = all.filter((reply) => !reply.project_id || reply.project_id === project);
  const rank = (reply: SavedReply): number => {
    const shortcut = reply.shortcut.toLowerCase();
    if (shortcut.startsWith(wanted)) return 0;
    if (shortcut.includes(wanted)) return 1;
    return reply.body.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return usable
    .map((reply) => ({ reply, rank: rank(reply) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.reply.shortcut.localeCompare(b.reply.shortcut))
    .map((one) => one.reply);
}
