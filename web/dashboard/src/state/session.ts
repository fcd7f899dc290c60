import { ApiError, call, onSessionEnd, setCsrfToken } from '../api/http.ts';
import type { Me, Session } from '../api/types.ts';
import { touch, useTopics } from './topics.ts';

interface SessionState {
  me: Me | null;
  /** Someone is asked to sign in again, over the page as it stands. */
  expired: boolean;
}

const state: SessionState = { me: null, expired: false };
let waiting: { promise: Promise<void>; resolve: () => void } | null = null;

export function session(): SessionState {
  return state;
}

export function useSession(): SessionState {
  useTopics('session');
  return state;
}

/** The signed-in person. Only for code that runs behind the sign-in. */
export function me(): Me {
  if (!state.me) throw new Error('Nobody is signed in');
  return state.me;
}

export function useMe(): Me {
  useTopics('session');
  return me();
}

/** Owners and Admins change settings, members and keys; a Member answers chats. */
export function isAdmin(): boolean {
  return state.me?.role === 'Owner' || state.me?.role === 'Admin';
}

export function adoptSession(next: Session): void {
  const other = state.me && state.me.user_id !== next.me.user_id;
  setCsrfToken(next.csrf_token);
  if (other) {
    location.reload();
    return;
  }
  state.me = next.me;
  state.expired = false;
  onSessionEnd(renew);
  waiting?.resolve();
  waiting = null;
  touch('session');
}

export function updateMe(next: Me): void {
  state.me = next;
  touch('session');
}

function renew(): Promise<void> {
  if (!waiting) {
    let resolve = () => {};
    const promise = new Promise<void>((done) => {
      resolve = done;
    });
    waiting = { promise, resolve };
    state.expired = true;
    touch('session');
  }
  return waiting.promise;
}

/** Asks for the password over the page; resolves when there is a session again. */
export const askToSignIn = renew;

export async function restoreSession(): Promise<boolean> {
  try {
    adoptSession(await call<Session>('GET', '/auth/session', undefined, { anonymous: true }));
    return true;
  } catch (fault) {
    if (fault instanceof ApiError && fault.status === 401) return false;
    throw fault;
  }
}

/** `code` is of the second factor: without it the server says `code_required` when it wants one. */
export async function signIn(email: string, password: string, code?: string): Promise<void> {
  const body = { email, password, code };
  adoptSession(await call<Session>('POST', '/auth/login', body, { anonymous: true }));
}

/** Ends the session and leaves nothing of it in memory: the page is loaded anew. */
export async function signOut(): Promise<void> {
  onSessionEnd(null);
  try {
    await call('POST', '/auth/logout', undefined, { anonymous: true });
  } finally {
    location.assign('/login');
  }
}
