import type { Counts, Thread, ViewFilter } from '../api/types.ts';

export const filters = [
  'open',
  'mine',
  'unassigned',
  'unread',
  'snoozed',
  'mentions',
  'resolved',
  'all',
] as const;
export type BuiltIn = (typeof filters)[number];
/** One of the views that everybody has, or `view:ID`: one that was saved. */
export type Filter = BuiltIn | `view:${string}`;

export const isBuiltIn = (filter: string): filter is BuiltIn =>
  (filters as readonly string[]).includes(filter);

/** What each of them shows. */
export const builtIn: Record<BuiltIn, ViewFilter> = {
  open: { status: 'open' },
  mine: { status: 'open', assignee: 'me' },
  unassigned: { status: 'open', assignee: 'none' },
  unread: { unread: true },
  snoozed: { status: 'snoozed' },
  mentions: { mentioned: true },
  resolved: { status: 'resolved' },
  all: {},
};

const dayMs = 86_400_000;

/** The filter as the server's query understands it. */
export function queryOf(filter: ViewFilter, now: number): Record<string, string> {
  const asked: Record<string, string> = {};
  if (filter.status && filter.status !== 'all') asked.status = filter.status;
  if (filter.assignee) asked.assignee = filter.assignee;
  if (filter.unread) asked.unread = '1';
  if (filter.mentioned) asked.mentioned = 'me';
  if (filter.tag) asked.tag = filter.tag;
  if (filter.q) asked.q = filter.q;
  if (filter.projects?.length) asked.project = filter.projects.join(',');
  if (filter.days) {
    asked.since = new Date(now - filter.days * dayMs).toISOString().replace(/\.\d+/, '');
  }
  return asked;
}

/** Only the server knows who was mentioned and what was said: such a list is asked for, not derived. */
export function isAsked(filter: ViewFilter): boolean {
  return Boolean(filter.mentioned || filter.q);
}

export function belongsTo(
  thread: Thread,
  filter: ViewFilter,
  memberId: string,
  now = Date.now(),
): boolean {
  if (filter.status && filter.status !== 'all' && thread.status !== filter.status) return false;
  if (filter.assignee === 'none' && thread.assignee) return false;
  if (filter.assignee && filter.assignee !== 'none') {
    const wanted = filter.assignee === 'me' ? memberId : filter.assignee;
    if (thread.assignee?.id !== wanted) return false;
  }
  if (filter.unread && !((thread.unread ?? 0) > 0)) return false;
  if (filter.tag && !thread.tags.includes(filter.tag)) return false;
  if (filter.projects?.length && !filter.projects.includes(thread.project_id)) return false;
  return !filter.days || now - Date.parse(activityOf(thread)) <= filter.days * dayMs;
}

/** Newest activity first; notes are no activity. */
export function activityOf(thread: Thread): string {
  return thread.last_message?.created_at ?? thread.created_at;
}

/** RFC 3339 times do not sort as text: a fraction may be there or not. */
export function compareTimes(a: string, b: string): number {
  return Date.parse(a) - Date.parse(b);
}

export function compareThreads(a: Thread, b: Thread): number {
  const order = compareTimes(activityOf(b), activityOf(a));
  if (order !== 0) return order;
  if (a.id === b.id) return 0;
  return a.id > b.id ? -1 : 1;
}

/** Where `thread` stands, or would stand, among `ids`. */
export function placeOf(ids: string[], thread: Thread, threads: Map<string, Thread>): number {
  const last = threads.get(ids.at(-1) ?? '');
  if (last && compareThreads(last, thread) < 0) return ids.length;
  let low = 0;
  let high = ids.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = threads.get(ids[middle] as string);
    if (other && compareThreads(other, thread) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

const counted = ['open', 'mine', 'unassigned', 'snoozed', 'unread'] as const;

/** The counts after one thread changed from `before` to `after`; never below zero. */
export function recount(
  counts: Counts,
  before: Thread | undefined,
  after: Thread | undefined,
  memberId: string,
): Counts {
  const share = (thread: Thread | undefined, name: keyof Counts) =>
    thread && belongsTo(thread, builtIn[name], memberId) ? 1 : 0;
  const next = { ...counts };
  for (const name of counted) {
    next[name] = Math.max(0, counts[name] - share(before, name) + share(after, name));
  }
  return next;
}
