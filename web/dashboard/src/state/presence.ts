import { touch } from './topics.ts';

/** Who is there, and who is typing. Nothing of this is durable: it runs out by itself. */
export interface Colleague {
  id: string;
  name: string;
  state: 'viewing' | 'replying';
}
interface Presence {
  online: boolean;
  colleagues: Colleague[];
}

const presence = new Map<string, Presence>();
const typing = new Map<string, Map<string, { name: string; by: 'user' | 'team'; timer: number }>>();

export const presenceTopic = (thread: string) => `presence:${thread}`;

export function presenceOf(thread: string): Presence | undefined {
  return presence.get(thread);
}

export function typingIn(thread: string): { name: string; by: 'user' | 'team' }[] {
  return [...(typing.get(thread)?.values() ?? [])];
}

export interface PresenceEvent {
  thread_id: string;
  user?: { online: boolean };
  members?: Colleague[];
}

export function presenceChanged(event: PresenceEvent): void {
  const known = presence.get(event.thread_id);
  presence.set(event.thread_id, {
    online: event.user?.online ?? known?.online ?? false,
    colleagues: event.members ?? known?.colleagues ?? [],
  });
  touch(presenceTopic(event.thread_id));
}

export interface TypingEvent {
  thread_id: string;
  by: 'user' | 'team';
  name?: string;
  member_id?: string;
  expires_in: number;
}

/** Somebody types; forgotten after `expires_in` seconds or with their message. */
export function typingStarted(event: TypingEvent): void {
  const who = event.by === 'user' ? 'user' : (event.member_id ?? event.name ?? 'member');
  const inThread = typing.get(event.thread_id) ?? new Map();
  typing.set(event.thread_id, inThread);
  clearTimeout(inThread.get(who)?.timer);
  const timer = setTimeout(() => typingEnded(event.thread_id, who), event.expires_in * 1000);
  inThread.set(who, { name: event.name ?? '', by: event.by, timer });
  touch(presenceTopic(event.thread_id));
}

export function typingEnded(thread: string, who: string): void {
  const inThread = typing.get(thread);
  const entry = inThread?.get(who);
  if (!entry) return;
  clearTimeout(entry.timer);
  inThread?.delete(who);
  touch(presenceTopic(thread));
}

export function forgetPresence(): void {
  for (const thread of presence.keys()) touch(presenceTopic(thread));
  presence.clear();
}
