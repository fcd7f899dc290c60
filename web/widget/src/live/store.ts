import type {
  ChatSession,
  ChatUser,
  Message,
  TeamPresence,
  UserThread,
} from '@seggwat/shared/types';
import type { Pending } from './outbox.ts';

/** What the user said of the resolution; nulls while they have not. */
export interface OwnRating {
  /** The last message before it. */
  seq: number;
  score: number | null;
  comment: string | null;
}

/** `expired`: a new token brings everything back. `refused`: this token never will. */
export type Access = 'ok' | 'expired' | 'refused';

export interface ChatState {
  phase: 'idle' | 'loading' | 'ready' | 'failed';
  access: Access;
  /** The code of the last refusal. */
  code: string;
  connected: boolean;
  /** No network, or the stream is down for longer than a blink. */
  offline: boolean;
  user: ChatUser | null;
  thread: UserThread | null;
  /** Ascending by `seq`, without holes. */
  messages: Message[];
  hasMore: boolean;
  loadingOlder: boolean;
  outbox: Pending[];
  /** When sending goes on after the server asked for patience; ms since 1970. */
  pausedUntil: number;
  unread: number;
  team: TeamPresence;
  typing: { name: string; until: number } | null;
  /** Without those of files until the session is here. */
  limits: Partial<ChatSession['limits']> & { body: number };
  sound: boolean;
  /** Known once it was asked for, or when another tab or device has said something. */
  rating: OwnRating | null;
}

export function emptyState(): ChatState {
  return {
    phase: 'idle',
    access: 'ok',
    code: '',
    connected: false,
    offline: false,
    user: null,
    thread: null,
    messages: [],
    hasMore: false,
    loadingOlder: false,
    outbox: [],
    pausedUntil: 0,
    unread: 0,
    team: { online: false, members: [], replies_by_mail: false },
    typing: null,
    limits: { body: 10_000 },
    sound: true,
    rating: null,
  };
}

/** One state, many watchers. However often it changes in a task, they are told once after it. */
export class ChatStore {
  state = emptyState();
  private readonly watchers = new Set<() => void>();
  private due = false;

  update(change: Partial<ChatState>): void {
    this.state = { ...this.state, ...change };
    if (this.due) return;
    this.due = true;
    queueMicrotask(() => {
      this.due = false;
      for (const watcher of this.watchers) watcher();
    });
  }

  subscribe(watcher: () => void): () => void {
    this.watchers.add(watcher);
    return () => this.watchers.delete(watcher);
  }
}

/** Puts messages in by `seq`; one that is there already is replaced. */
export function mergeMessages(known: Message[], more: Message[]): Message[] {
  if (more.length === 0) return known;
  const last = known.at(-1);
  if (more.length === 1 && more[0] && (!last || more[0].seq > last.seq)) return [...known, more[0]];
  const bySeq = new Map(known.map((message) => [message.seq, message]));
  for (const message of more) bySeq.set(message.seq, message);
  return [...bySeq.values()].sort((one, other) => one.seq - other.seq);
}

/**
 * The state after the session was loaded (again). History that the session does not reach is
 * dropped, since the messages in between are unknown; the reader can load it anew.
 */
export function takeSession(state: ChatState, session: ChatSession): Partial<ChatState> {
  const first = session.messages[0]?.seq ?? 1;
  const last = state.messages.at(-1)?.seq ?? 0;
  const joined = state.messages.length > 0 && last >= first - 1;
  const messages = joined
    ? mergeMessages(state.messages, session.messages)
    : mergeMessages(
        session.messages,
        state.messages.filter((message) => message.seq > first),
      );
  return {
    phase: 'ready',
    user: session.user,
    thread: session.thread && joinMarks(state.thread, session.thread),
    messages,
    hasMore: (messages[0]?.seq ?? 1) > 1,
    unread: session.unread,
    team: session.team,
    limits: session.limits,
  };
}

/** Read marks only ever move forward, whichever of two sources is older. */
function joinMarks(known: UserThread | null, next: UserThread): UserThread {
  if (!known || known.id !== next.id) return next;
  return {
    ...next,
    last_seq: Math.max(known.last_seq, next.last_seq),
    user_read_seq: Math.max(known.user_read_seq, next.user_read_seq),
    team_read_seq: Math.max(known.team_read_seq, next.team_read_seq),
  };
}

export type Change = Partial<ChatState>;

/** A message of the stream, of a history page or of our own sending. */
export function takeMessage(state: ChatState, message: Message): Change {
  const { messages, thread } = state;
  const change: Change = {
    outbox: state.outbox.filter((pending) => pending.client_id !== message.client_id),
  };
  const first = messages[0]?.seq ?? 0;
  if (state.phase === 'ready' && (message.seq >= first || messages.length === 0)) {
    change.messages = mergeMessages(messages, [message]);
  }
  if (message.author.kind === 'member') change.typing = null;
  if (thread) {
    const own = message.author.kind === 'user';
    const user_read_seq = own ? Math.max(thread.user_read_seq, message.seq) : thread.user_read_seq;
    change.thread = { ...thread, last_seq: Math.max(thread.last_seq, message.seq), user_read_seq };
  } else {
    change.thread = {
      id: message.thread_id,
      status: 'open',
      last_seq: message.seq,
      user_read_seq: 0,
      team_read_seq: 0,
      created_at: message.created_at,
    };
  }
  return change;
}

export function takeRead(state: ChatState, by: 'user' | 'team', seq: number): Change {
  const { thread } = state;
  if (!thread) return {};
  const mark = by === 'user' ? 'user_read_seq' : 'team_read_seq';
  return { thread: { ...thread, [mark]: Math.max(thread[mark], seq) } };
}
