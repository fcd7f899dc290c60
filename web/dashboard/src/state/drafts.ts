import { fromWire, type Mention } from './mentions.ts';
import { readStored, writeStored } from './preferences.ts';
import { touch } from './topics.ts';

/** What somebody has typed into a thread and not sent yet, per member and thread. */
export interface Draft {
  text: string;
  note: boolean;
  mentions: Mention[];
}

/** The copy in this browser: the safety net of what the server keeps. */
interface Kept extends Draft {
  project: string;
  /** Typed here and not yet on the server. */
  dirty: boolean;
  /** When the server stored what stands here; null when it never did. */
  storedAt: string | null;
}

const prefix = (member: string) => `seggwat.draft.${member}.`;
const keyOf = (member: string, thread: string) => prefix(member) + thread;
export const draftTopic = (thread: string) => `draft:${thread}`;

export function keptDraft(member: string, thread: string): Kept | null {
  const stored = readStored<Partial<Kept>>(keyOf(member, thread));
  if (!stored || typeof stored.text !== 'string') return null;
  return {
    text: stored.text,
    note: stored.note === true,
    mentions: Array.isArray(stored.mentions) ? stored.mentions : [],
    project: stored.project ?? '',
    dirty: stored.dirty !== false,
    storedAt: stored.storedAt ?? null,
  };
}

export function loadDraft(member: string, thread: string): Draft {
  const { text, note, mentions } = keptDraft(member, thread) ?? emptyDraft;
  return { text, note, mentions };
}

const emptyDraft: Draft = { text: '', note: false, mentions: [] };

/** Threads in which this member has typed something, as far as this browser knows. */
export function draftThreads(member: string): string[] {
  try {
    return Object.keys(localStorage)
      .filter((key) => key.startsWith(prefix(member)))
      .map((key) => key.slice(prefix(member).length));
  } catch {
    return [];
  }
}

/** Typed here: kept at once, and dirty until the server has it. An emptied draft is kept until the server knows that it is gone. */
export function saveDraft(member: string, project: string, thread: string, draft: Draft): void {
  const before = keptDraft(member, thread);
  const known = before?.storedAt ?? null;
  const gone = draft.text === '' && known === null && !before?.dirty;
  const kept: Kept = { ...draft, project, dirty: true, storedAt: known };
  writeStored(keyOf(member, thread), gone ? null : kept);
  if (Boolean(before?.text) !== Boolean(draft.text)) touch(draftTopic(thread));
}

/** The server has taken `text`; what was typed meanwhile stays dirty. */
export function draftStored(
  member: string,
  thread: string,
  sent: Draft,
  storedAt: string | null,
): boolean {
  const kept = keptDraft(member, thread);
  if (!kept) return true;
  const clean = kept.text === sent.text && kept.note === sent.note;
  if (clean && sent.text === '') writeStored(keyOf(member, thread), null);
  else writeStored(keyOf(member, thread), { ...kept, dirty: !clean, storedAt });
  return clean;
}

export function forgetDraft(member: string, thread: string): void {
  writeStored(keyOf(member, thread), null);
  touch(draftTopic(thread));
}

interface FromServer {
  project_id: string;
  thread_id: string;
  body: string;
  internal: boolean;
  updated_at: string;
}

/** What the server keeps, perhaps typed on another device; it does not replace what was typed here and is not stored yet. */
export function adoptDraft(
  member: string,
  stored: FromServer,
  nameOf: (member: string) => string | null,
): void {
  const kept = keptDraft(member, stored.thread_id);
  if (kept?.dirty || kept?.storedAt === stored.updated_at) return;
  const next: Kept = {
    ...fromWire(stored.body, nameOf),
    note: stored.internal,
    project: stored.project_id,
    dirty: false,
    storedAt: stored.updated_at,
  };
  writeStored(keyOf(member, stored.thread_id), next);
  touch(draftTopic(stored.thread_id));
}
