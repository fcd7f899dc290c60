import type { Counts, Thread } from '../api/types.ts';

export const filters = [
  'open',
  'mine',
  'unassigned',
  'unread',
  'snoozed',
  'resolved',
  'all',
] as const;
export type Filter = (typeof filters)[number];

/** The filter as the server's query understands it. */
export const filterQuery: Record<Filter, Record<string, string>> = {
  open: { status: 'open' },
  mine: { status: 'open', assignee: 'me' },
  unassigned: { status: 'open', assignee: 'none' },
  unread: { unread: '1' },
  snoozed: { status: 'snoozed' },
  resolved: { status: 'resolved' },
  all: {},
};

export function belongsTo(thread: Thread, filter: Filter, memberId: string): boolean {
  const open = thread.status === 'open';
  switch (filter) {
    case 'open':
      return open;
    case 'mine':
      return open && thread.assignee?.id === memberId;
    case 'unassigned':
      return open && !thread.assignee;
    case 'unread':
      return (thread.unread ?? 0) > 0;
    case 'snoozed':
    case 'resolved':
      return thread.status === filter;
    case 'all':
      return true;
  }
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

/** What one thread adds to its project's counts. */
function share(thread: Thread | undefined, memberId: string): Counts {
  const in_ = (filter: Filter) => (thread && belongsTo(thread, filter, memberId) ? 1 : 0);
  return {
    open: in_('open'),
    mine: in_('mine'),
    unassigned: in_('unassigned'),
    snoozed: in_('snoozed'),
    unread: in_('unread'),
  };
}

/** The counts after one thread changed from `before` to `after`; never below zero. */
export function recount(
  counts: Counts,
  before: Thread | undefined,
  after: Thread | undefined,
  memberId: string,
): Counts {
  const old = share(before, memberId);
  const now = share(after, memberId);
  const moved = (name: keyof Counts) => Math.max(0, counts[name] - old[name] + now[name]);
  return {
    open: moved('open'),
    mine: moved('mine'),
    unassigned: moved('unassigned'),
    snoozed: moved('snoozed'),
    unread: moved('unread'),
  };
}
