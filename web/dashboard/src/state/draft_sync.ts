import { ApiError, call } from '../api/http.ts';
import type { StoredDraft } from '../api/types.ts';
import {
  adoptDraft,
  type Draft,
  draftStored,
  draftThreads,
  forgetDraft,
  keptDraft,
  saveDraft,
} from './drafts.ts';
import { toWire } from './mentions.ts';
import { session } from './session.ts';
import { memberName } from './workspace.ts';

/**
 * Brings drafts to the server a moment after the last key, one call at a time
 * for each thread, and takes what other devices have brought there. A session
 * that has ended does not interrupt the typing: the text stays here and goes
 * out when there is a session again.
 */
const pauseMs = 700;
const longestMs = 4000;
const retryMs = 5000;
const listed = 200;
const bodyLimit = 10_000;

interface Waiting {
  timer: ReturnType<typeof setTimeout>;
  since: number;
}
const waiting = new Map<string, Waiting>();
const busy = new Set<string>();

const pathOf = (project: string, thread: string) =>
  `/projects/${encodeURIComponent(project)}/threads/${encodeURIComponent(thread)}/draft`;

/** Keeps what was typed: here at once, on the server soon, or at once when it was emptied. */
export function keepDraft(project: string, thread: string, draft: Draft): void {
  const self = session().me?.user_id;
  if (!self) return;
  saveDraft(self, project, thread, draft);
  const since = waiting.get(thread)?.since ?? Date.now();
  const pause = draft.text === '' ? 0 : Math.min(pauseMs, since + longestMs - Date.now());
  pushAfter(thread, Math.max(0, pause), since);
}

function pushAfter(thread: string, ms: number, since = Date.now()): void {
  clearTimeout(waiting.get(thread)?.timer);
  const timer = setTimeout(() => {
    waiting.delete(thread);
    void push(thread);
  }, ms);
  waiting.set(thread, { timer, since });
}

async function push(thread: string, keepalive = false): Promise<void> {
  const self = session().me?.user_id;
  const kept = self ? keptDraft(self, thread) : null;
  if (!self || !kept?.dirty || !kept.project) return;
  // The call that is under way looks again when it is done.
  if (busy.has(thread)) return;
  busy.add(thread);
  try {
    const stored = await store(kept.project, thread, kept, keepalive);
    if (!draftStored(self, thread, kept, stored)) pushAfter(thread, pauseMs);
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    if (isLasting(fault)) draftStored(self, thread, kept, null);
    else pushAfter(thread, Math.max(retryMs, fault.retryAfter * 1000));
  } finally {
    busy.delete(thread);
  }
}

/** No use in trying again: the thread is gone, or the text is more than a message may have. */
const isLasting = (fault: ApiError) => [400, 403, 404, 413].includes(fault.status);

async function store(
  project: string,
  thread: string,
  draft: Draft,
  keepalive: boolean,
): Promise<string | null> {
  if (draft.text === '') {
    await call('DELETE', pathOf(project, thread), undefined, { keepalive, anonymous: true });
    return null;
  }
  const answer = await call<{ draft: StoredDraft | null }>(
    'PUT',
    pathOf(project, thread),
    { body: wireOf(draft), internal: draft.note },
    { keepalive, anonymous: true },
  );
  return answer.draft?.updated_at ?? null;
}

function wireOf(draft: Draft): string {
  const wire = toWire(draft.text, draft.mentions);
  return [...wire].slice(0, bodyLimit).join('');
}

/** What other devices have typed comes here, and what has not reached the server goes out. */
export async function syncDrafts(): Promise<void> {
  const self = session().me?.user_id;
  if (!self) return;
  const { drafts } = await call<{ drafts: StoredDraft[] }>('GET', '/drafts', undefined, {
    anonymous: true,
  });
  const there = new Set(drafts.map(({ thread_id }) => thread_id));
  for (const draft of drafts) adoptDraft(self, draft, memberName);
  for (const thread of draftThreads(self)) {
    const kept = keptDraft(self, thread);
    if (kept?.dirty) pushAfter(thread, 0);
    else if (!there.has(thread) && drafts.length < listed && kept?.storedAt) {
      forgetDraft(self, thread);
    }
  }
}

/** A message of one's own has come: where it was typed, its draft goes, and so does the copy of it here. */
export function ownMessageArrived(thread: string): void {
  const self = session().me?.user_id;
  const kept = self && keptDraft(self, thread);
  if (!kept || kept.dirty) return;
  setTimeout(() => void syncDrafts().catch(() => {}), pauseMs);
}

/** Syncs whenever this tab is looked at again, and sends what is unsaved before it is left. */
export function watchDrafts(): () => void {
  const look = () => {
    if (document.visibilityState === 'visible') void syncDrafts().catch(() => {});
    else sendRest();
  };
  document.addEventListener('visibilitychange', look);
  addEventListener('focus', look);
  addEventListener('pagehide', sendRest);
  return () => {
    document.removeEventListener('visibilitychange', look);
    removeEventListener('focus', look);
    removeEventListener('pagehide', sendRest);
  };
}

function sendRest(): void {
  for (const [thread, { timer }] of waiting) {
    clearTimeout(timer);
    void push(thread, true);
  }
  waiting.clear();
}
