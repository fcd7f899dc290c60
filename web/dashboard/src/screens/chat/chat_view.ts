import { type BuiltIn, type Filter, isBuiltIn } from '../../state/thread_order.ts';
import { touch, useTopics } from '../../state/topics.ts';
import { chooseProject, everywhere, inboxScope } from '../../state/workspace.ts';

/** What the person has chosen on the chat screen; it outlives a visit to another screen. */
interface ChatView {
  filter: Filter;
  /** Only conversations with this tag. */
  tag: string | null;
  /** The row that j and k move from. */
  cursor: string | null;
  /** What is searched for; empty: the list is shown. */
  q: string;
  /** Which conversations are searched. */
  within: BuiltIn;
}

const filterKey = 'seggwat.chat.filter';
const view: ChatView = { filter: 'open', tag: null, cursor: null, q: '', within: 'all' };
const stored = sessionStorage.getItem(filterKey);
if (stored && isFilter(stored)) view.filter = stored;

function isFilter(text: string): text is Filter {
  return isBuiltIn(text) || text.startsWith('view:');
}

export function chatView(): Readonly<ChatView> {
  return view;
}

export function useChatView(): Readonly<ChatView> {
  useTopics('chat-view');
  return view;
}

export function chooseFilter(filter: Filter): void {
  view.filter = filter;
  view.cursor = null;
  sessionStorage.setItem(filterKey, filter);
  touch('chat-view');
}

export function chooseTag(tag: string | null): void {
  view.tag = tag;
  view.cursor = null;
  touch('chat-view');
}

export function searchWithin(filter: BuiltIn): void {
  view.within = filter;
  view.cursor = null;
  touch('chat-view');
}

export function setQuery(q: string): void {
  if (!q) view.within = 'all';
  view.q = q;
  view.cursor = null;
  touch('chat-view');
}

export function moveCursor(id: string | null): void {
  view.cursor = id;
  touch('chat-view');
}

/** The address that brings back what is shown now: `at` is a message, as `SEQ` or `SEQ.NOTE`. */
export function chatAddress(thread: string | null, at?: string | null): string {
  const query = new URLSearchParams();
  if (view.filter !== 'open') query.set('view', view.filter);
  if (view.tag) query.set('tag', view.tag);
  if (view.q) query.set('q', view.q);
  if (view.q && view.within !== 'all') query.set('in', view.within);
  if (inboxScope() === everywhere) query.set('project', everywhere);
  if (thread && at) query.set('at', at);
  const path = thread ? `/messages/live-chat/${encodeURIComponent(thread)}` : '/messages/live-chat';
  const text = query.toString();
  return text ? `${path}?${text}` : path;
}

/** Takes over what an address says; one without a query says nothing. */
export function adoptAddress(search: string): void {
  if (search.length < 2) return;
  const query = new URLSearchParams(search);
  const filter = query.get('view') ?? 'open';
  const within = query.get('in') ?? 'all';
  if (isFilter(filter) && filter !== view.filter) chooseFilter(filter);
  if (query.get('tag') !== view.tag) chooseTag(query.get('tag'));
  if ((query.get('q') ?? '') !== view.q) setQuery(query.get('q') ?? '');
  if (isBuiltIn(within)) view.within = within;
  if (query.get('project') === everywhere && inboxScope() !== everywhere) chooseProject(everywhere);
  touch('chat-view');
}
