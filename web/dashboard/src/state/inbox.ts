import { ApiError } from '../api/http.ts';
import * as api from '../api/threads.ts';
import type { Counts, Thread } from '../api/types.ts';
import { me } from './session.ts';
import {
  belongsTo,
  compareThreads,
  compareTimes,
  type Filter,
  isAsked,
  placeOf,
  queryOf,
  recount,
} from './thread_order.ts';
import { touch } from './topics.ts';
import { filterOf } from './views.ts';
import { everywhere } from './workspace.ts';

/**
 * Every thread this tab has seen, and the lists that show them. A list holds
 * ids in order, from the newest down to where it has been loaded; a thread
 * that belongs further down than that is not put into it.
 */
export interface ThreadList {
  project: string;
  filter: Filter;
  /** Only threads with this tag; null for all. */
  tag: string | null;
  ids: string[];
  /** The same ids, for a quick answer to whether one is there. */
  known: Set<string>;
  cursor: string | null;
  complete: boolean;
  loaded: boolean;
  error: ApiError | null;
  loading: Promise<void> | null;
}

const threads = new Map<string, Thread>();
const lists = new Map<string, ThreadList>();
const counts = new Map<string, Counts>();
const changes = new Map<string, number>();
const recounting = new Set<string>();
const refreshing = new Map<string, boolean>();
/** Grows with each thread that was told of; `toldAt` says where it stood when a thread last was. */
let told = 0;
const toldAt = new Map<string, number>();
let pinned: string | null = null;

type ListName = Pick<ThreadList, 'project' | 'filter' | 'tag'>;
const listKey = ({ project, filter, tag }: ListName) => `${project}/${filter}/${tag ?? ''}`;
export const listTopic = (name: ListName) => `list:${listKey(name)}`;
export const countsTopic = (project: string) => `counts:${project}`;
/** Something has changed in some thread, known or not. */
export const threadsTopic = 'threads';
export const threadTopic = (id: string) => `thread:${id}`;

export function findThread(id: string): Thread | undefined {
  return threads.get(id);
}

const isIn = (thread: Thread, project: string) =>
  project === everywhere || thread.project_id === project;

/** The threads of a project that this tab has seen, newest activity first. */
export function loadedThreads(project: string): Thread[] {
  return [...threads.values()].filter((one) => isIn(one, project)).sort(compareThreads);
}

export function countsOf(project: string): Counts | undefined {
  return counts.get(project);
}

export function listOf(project: string, filter: Filter, tag: string | null = null): ThreadList {
  const key = listKey({ project, filter, tag });
  let list = lists.get(key);
  if (!list) {
    list = {
      project,
      filter,
      tag,
      ids: [],
      known: new Set(),
      cursor: null,
      complete: false,
      loaded: false,
      error: null,
      loading: null,
    };
    lists.set(key, list);
  }
  return list;
}

/** The open thread stays in the list it was opened from until another one is opened. */
export function pinThread(id: string | null): void {
  const before = pinned && threads.get(pinned);
  pinned = id;
  if (before) placeInLists(before);
}

/** The view of `id` has gone; another that was opened meanwhile stays. */
export function unpinThread(id: string): void {
  if (pinned === id) pinThread(null);
}

/** What a request remembers when it is sent, so that its answer can be told from newer events. */
export const askingNow = (): number => told;

/** Takes a thread from an answer or an event; an answer does not undo what was told since it was asked for. */
export function adoptThread(
  next: Thread,
  source: 'answer' | 'event' | 'own',
  askedAt = told,
): Thread {
  const known = threads.get(next.id);
  if (source === 'answer' && known && isStale(next, known, askedAt)) return known;
  if (source !== 'answer') toldAt.set(next.id, ++told);
  const merged = { ...next, unread: next.unread ?? known?.unread ?? 0 };
  threads.set(next.id, merged);
  if (source !== 'answer') {
    if (known) shiftCounts(known, merged);
    else countAgain(next.project_id);
  }
  placeInLists(merged);
  touch(threadTopic(next.id));
  return merged;
}

/** Takes the server's answer to a change or a question, unless events have told of something newer meanwhile. */
export function adoptAnswer(next: Thread, askedAt = told): boolean {
  const known = threads.get(next.id);
  if (known && isStale(next, known, askedAt)) return false;
  adoptThread(next, 'own');
  return true;
}

function isStale(next: Thread, known: Thread, askedAt: number): boolean {
  if ((toldAt.get(next.id) ?? 0) > askedAt || next.last_seq < known.last_seq) return true;
  return compareTimes(next.updated_at, known.updated_at) < 0;
}

function shiftCounts(before: Thread, after: Thread): void {
  touch(threadsTopic);
  for (const scope of [after.project_id, everywhere]) {
    changes.set(scope, (changes.get(scope) ?? 0) + 1);
    const known = counts.get(scope);
    if (!known) continue;
    counts.set(scope, recount(known, before, after, me().user_id));
    touch(countsTopic(scope));
  }
}

/** Changes some members of a known thread; does nothing for an unknown one. */
export function changeThread(id: string, change: Partial<Thread>): Thread | undefined {
  const known = threads.get(id);
  return known && adoptThread({ ...known, ...change }, 'own');
}

function placeInLists(thread: Thread): void {
  for (const list of lists.values()) {
    if (isIn(thread, list.project) && list.loaded) placeIn(list, thread);
  }
}

/** `known`: the server has listed it, which decides where only the server can. */
function isListed(thread: Thread, list: ThreadList, known: boolean): boolean {
  if (list.tag !== null && !thread.tags.includes(list.tag)) return false;
  const filter = filterOf(list.filter);
  return belongsTo(thread, filter, me().user_id) && (known || !isAsked(filter));
}

function placeIn(list: ThreadList, thread: Thread): void {
  const at = list.known.has(thread.id) ? list.ids.indexOf(thread.id) : -1;
  const stays = isListed(thread, list, at >= 0) || (at >= 0 && thread.id === pinned);
  if (at < 0 && !stays) return;
  if (at >= 0) takeOut(list, at);
  if (stays) {
    const place = placeOf(list.ids, thread, threads);
    if (place < list.ids.length || list.complete || at >= 0) putIn(list, place, thread.id);
    if (list.ids[at] === thread.id) return;
  }
  touch(listTopic(list));
}

function putIn(list: ThreadList, place: number, id: string): void {
  list.ids.splice(place, 0, id);
  list.known.add(id);
}

function takeOut(list: ThreadList, place: number): void {
  for (const id of list.ids.splice(place, 1)) list.known.delete(id);
}

/** Loads the next page; two callers share one request. */
export function loadMore(list: ThreadList): Promise<void> {
  if (list.complete) return Promise.resolve();
  list.loading ??= loadPage(list).finally(() => {
    list.loading = null;
    touch(listTopic(list));
  });
  return list.loading;
}

async function loadPage(list: ThreadList): Promise<void> {
  const startedAt = changes.get(list.project) ?? 0;
  const askedAt = askingNow();
  try {
    const asked = queryOf(filterOf(list.filter), Date.now());
    if (list.tag !== null) asked.tag = list.tag;
    const page = await api.listThreads(list.project, asked, list.cursor);
    if (page.counts) takeCounts(list.project, page.counts, startedAt);
    list.loaded = true;
    list.cursor = page.next_cursor;
    list.complete = page.next_cursor === null;
    list.error = null;
    for (const item of page.threads) {
      const thread = adoptThread(item, 'answer', askedAt);
      if (!list.known.has(thread.id)) append(list, thread);
    }
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    list.error = fault;
  }
}

function append(list: ThreadList, thread: Thread): void {
  if (!isListed(thread, list, true)) return;
  putIn(list, placeOf(list.ids, thread, threads), thread.id);
}

/** Loads until the list is complete, so that its last row can be shown. */
export async function loadToEnd(list: ThreadList): Promise<void> {
  while (!list.complete && !list.error) await loadMore(list);
}

function takeCounts(project: string, next: Counts, startedAt: number): void {
  if ((changes.get(project) ?? 0) !== startedAt) {
    void refreshCounts(project);
    if (counts.has(project)) return;
  }
  counts.set(project, next);
  touch(countsTopic(project));
}

/** Of one project, and of all together if those are shown. */
function countAgain(project: string): void {
  touch(threadsTopic);
  void refreshCounts(project);
  if (counts.has(everywhere)) void refreshCounts(everywhere);
}

/** Asks the server for the counts; several wishes in a short time are one request. */
export async function refreshCounts(project: string): Promise<void> {
  if (recounting.has(project)) return;
  recounting.add(project);
  await new Promise((done) => setTimeout(done, 400));
  recounting.delete(project);
  const startedAt = changes.get(project) ?? 0;
  const next = await api.loadCounts(project).catch(() => null);
  if (next) takeCounts(project, next, startedAt);
}

/** The thread itself, from memory or from the first of `projects` that has it; null if none has. */
export async function locateThread(id: string, projects: string[]): Promise<Thread | null> {
  const known = threads.get(id);
  if (known) return known;
  for (const project of projects) {
    const askedAt = askingNow();
    const found = await api.loadThread(project, id).catch((fault) => {
      if (fault instanceof ApiError && fault.status === 404) return null;
      throw fault;
    });
    if (found) return adoptThread(found, 'answer', askedAt);
  }
  return null;
}

/** Asks for one thread again, after an event about it that tells too little; a burst asks twice at most. */
export async function refreshThread(project: string, id: string): Promise<void> {
  if (refreshing.has(id)) {
    refreshing.set(id, true);
    return;
  }
  refreshing.set(id, false);
  const askedAt = askingNow();
  const found = await api.loadThread(project, id).catch(() => null);
  const asked = refreshing.get(id);
  refreshing.delete(id);
  const isNew = !threads.has(id);
  const late = found !== null && !adoptAnswer(found, askedAt);
  if (asked || late) void refreshThread(project, id);
  if (found && isNew) void refreshCounts(project);
}

/** Lists that only the server can fill are asked for again. */
export function reloadAskedLists(): void {
  touch(threadsTopic);
  for (const [key, list] of lists) {
    if (!isAsked(filterOf(list.filter))) continue;
    lists.delete(key);
    touch(listTopic(list));
  }
}

/** A saved view means something else now. */
export function forgetListsOf(filter: Filter): void {
  for (const [key, list] of lists) {
    if (list.filter !== filter) continue;
    lists.delete(key);
    touch(listTopic(list));
  }
}

/** A thread is no more: its user was erased. */
export function forgetThread(id: string): void {
  const known = threads.get(id);
  if (!known) return;
  threads.delete(id);
  toldAt.delete(id);
  touch(threadsTopic);
  for (const list of lists.values()) {
    if (!list.known.has(id)) continue;
    takeOut(list, list.ids.indexOf(id));
    touch(listTopic(list));
  }
  touch(threadTopic(id));
  void refreshCounts(known.project_id);
}

/** After a `reset`: what is shown is loaded again from the top. */
export function reloadLists(): void {
  for (const [key, list] of lists) {
    const shown = list.loaded;
    lists.delete(key);
    touch(listTopic(list));
    if (shown) void refreshCounts(list.project);
  }
  threads.clear();
  toldAt.clear();
}
