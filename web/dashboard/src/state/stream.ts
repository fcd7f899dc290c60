import { EventStream, type StreamEvent, type StreamState } from '@seggwat/shared/sse';
import type { Message, Notification, Thread } from '../api/types.ts';
import { navigate } from '../app/router.ts';
import { announce } from './announce.ts';
import { forgetConversation, receiveMessage, resetConversations } from './conversation.ts';
import { ownMessageArrived, syncDrafts } from './draft_sync.ts';
import { findThread, forgetThread, reloadAskedLists, reloadLists } from './inbox.ts';
import { messageArrived, type ReadEvent, readMoved, threadChanged } from './incoming.ts';
import { countMessage, loadBell, notificationArrived, threadRead } from './notifications.ts';
import {
  forgetPresence,
  type PresenceEvent,
  presenceChanged,
  type TypingEvent,
  typingEnded,
  typingStarted,
} from './presence.ts';
import { forgetRatings, ratingArrived } from './ratings.ts';
import { openThread } from './selection.ts';
import { messageConfirmed, retryUnreached } from './sending.ts';
import { askToSignIn, session } from './session.ts';
import { tagsChanged } from './tags.ts';
import { touch, useTopics } from './topics.ts';
import { meet } from './workspace.ts';

/** The team's stream: one per tab, while somebody is signed in. */
let stream: EventStream | null = null;
let state: StreamState = 'stopped';
let lostAt = 0;

/** Whether the connection has been away long enough to be worth a word. */
export function useOffline(): boolean {
  useTopics('connection');
  return lostAt > 0;
}

export function startStream(): void {
  if (stream) return;
  stream = new EventStream({
    streamUrl: '/api/v1/stream',
    pollUrl: '/api/v1/events',
    credentials: 'same-origin',
    onEvent: receive,
    onState: stateChanged,
    onRefused: refused,
  });
  stream.start();
  addEventListener('offline', networkLost);
  addEventListener('online', () => stream?.start());
  addEventListener('pagehide', () => stream?.stop());
  addEventListener('pageshow', (event) => event.persisted && stream?.start());
}

/** The browser knows before the stream could notice: an open connection just falls silent. */
function networkLost(): void {
  stream?.stop();
  lostAt = Date.now();
  touch('connection');
}

function stateChanged(next: StreamState): void {
  state = next;
  if (next === 'live') {
    if (lostAt) retryUnreached();
    lostAt = 0;
  } else if (next === 'waiting') {
    setTimeout(() => {
      if (state === 'live' || lostAt) return;
      lostAt = Date.now();
      touch('connection');
    }, 1500);
  }
  touch('connection');
}

function refused(refusal: { status: number }): boolean {
  if (refusal.status !== 401) return true;
  void askToSignIn().then(() => stream?.start());
  return false;
}

type Handlers = Record<string, (data: never, fresh: boolean) => void>;

const handlers: Handlers = {
  ready: () => {
    void loadBell().catch(() => {});
    void syncDrafts().catch(() => {});
  },
  reset: () => {
    reloadLists();
    resetConversations(openThread());
    forgetPresence();
    forgetRatings();
    touch('reset');
    void loadBell().catch(() => {});
  },
  message: ({ message }: { message: Message }) => {
    if (message.author.kind === 'member') meet(message.author.id);
    messageConfirmed(message);
    receiveMessage(message);
    messageArrived(message);
    if (message.deleted_at) void loadBell().catch(() => {});
    else if (message.author.kind === 'user') countMessage(message);
    else if (message.author.id === session().me?.user_id) ownMessageArrived(message.thread_id);
    typingEnded(message.thread_id, message.author.kind === 'user' ? 'user' : message.author.id);
  },
  thread: ({ thread }: { thread: Thread }) => {
    meet(thread.assignee?.id);
    threadChanged(thread);
  },
  rating: ratingArrived,
  tags: ({ project_id }: { project_id: string }) => tagsChanged(project_id),
  read: (event: ReadEvent) => {
    readMoved(event);
    const mine = event.by === 'team' && event.member_id === session().me?.user_id;
    if (mine && findThread(event.thread_id)?.unread === 0) threadRead(event.thread_id);
  },
  erased: ({ thread_id }: { thread_id: string }) => {
    if (openThread() === thread_id) navigate('/messages/live-chat');
    forgetThread(thread_id);
    forgetConversation(thread_id);
    void loadBell().catch(() => {});
  },
  typing: (event: TypingEvent) => {
    if (event.member_id !== session().me?.user_id) typingStarted(event);
  },
  presence: (event: PresenceEvent) => {
    for (const { id } of event.members ?? []) meet(id);
    presenceChanged(event);
  },
  notification: ({ notification }: { notification: Notification }) => {
    if (notification.kind === 'feedback') touch('feedback');
    if (notification.kind === 'mention') reloadAskedLists();
    if (notificationArrived(notification)) announce(notification);
  },
  expired: () => {
    stream?.stop();
    void askToSignIn().then(() => stream?.start());
  },
};

function receive(event: StreamEvent): void {
  const handler = handlers[event.event] as ((data: unknown) => void) | undefined;
  handler?.(JSON.parse(event.data));
}
