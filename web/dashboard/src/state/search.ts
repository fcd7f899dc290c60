import { ApiError } from '../api/http.ts';
import { searchThreads } from '../api/threads.ts';
import type { Match, Thread } from '../api/types.ts';
import { adoptThread } from './inbox.ts';
import { type BuiltIn, builtIn, queryOf } from './thread_order.ts';
import { touch, useTopics } from './topics.ts';

/** What the inbox is searched for, and what has been found so far, by the newest hit. */
export interface Found {
  scope: string;
  q: string;
  filter: BuiltIn;
  rows: { id: string; match: Match }[];
  cursor: string | null;
  complete: boolean;
  loaded: boolean;
  error: ApiError | null;
}

let found: Found | null = null;
let asking: AbortController | null = null;

export function currentFound(): Found | null {
  return found;
}

export function useFound(): Found | null {
  useTopics('found');
  return found;
}

/** Starts over when anything differs from the last search; the old rows stay until the new ones are there. */
export function searchFor(scope: string, q: string, filter: BuiltIn): void {
  if (found && found.scope === scope && found.q === q && found.filter === filter) return;
  const old = found?.scope === scope ? found.rows : [];
  found = {
    scope,
    q,
    filter,
    rows: old,
    cursor: null,
    complete: false,
    loaded: old.length > 0,
    error: null,
  };
  asking?.abort();
  asking = null;
  touch('found');
  void more();
}

export function endSearch(): void {
  asking?.abort();
  asking = null;
  found = null;
  touch('found');
}

/** The next page; a page that is empty only because there was much to look at is followed by another. */
export async function more(): Promise<void> {
  const mine = found;
  if (!mine || mine.complete || asking) return;
  const abort = new AbortController();
  asking = abort;
  mine.error = null;
  try {
    const query = queryOf(builtIn[mine.filter], Date.now());
    const page = await searchThreads(mine.scope, query, mine.q, mine.cursor, abort.signal);
    if (found !== mine) return;
    adopt(mine, page.threads);
    mine.cursor = page.next_cursor;
    mine.complete = page.next_cursor === null;
  } catch (fault) {
    if (abort.signal.aborted) return;
    if (!(fault instanceof ApiError)) throw fault;
    refuse(mine, fault);
  } finally {
    if (asking === abort) asking = null;
  }
  mine.loaded = true;
  touch('found');
  if (mine.rows.length === 0) void more();
}

function adopt(mine: Found, threads: (Thread & { match: Match })[]): void {
  const rows = mine.cursor === null ? [] : mine.rows;
  mine.rows = [...rows, ...threads.map(({ id, match }) => ({ id, match }))];
  for (const { match, ...thread } of threads) adoptThread(thread, 'answer');
}

/** Text without a word in it finds nothing; that is no fault to be told. */
function refuse(mine: Found, fault: ApiError): void {
  if (fault.code !== 'invalid_query') {
    mine.error = fault;
    return;
  }
  mine.rows = [];
  mine.complete = true;
}
