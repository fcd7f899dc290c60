import { type Filter, filters } from '../../state/thread_order.ts';
import { touch, useTopics } from '../../state/topics.ts';

/** What the person has chosen on the chat screen; it outlives a visit to another screen. */
interface ChatView {
  filter: Filter;
  /** Only conversations with this tag. */
  tag: string | null;
  /** The row that j and k move from. */
  cursor: string | null;
}

const filterKey = 'seggwat.chat.filter';
const view: ChatView = { filter: 'open', tag: null, cursor: null };
const stored = sessionStorage.getItem(filterKey);
if (filters.includes(stored as Filter)) view.filter = stored as Filter;

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

export function moveCursor(id: string | null): void {
  view.cursor = id;
  touch('chat-view');
}
