import { readRefusal } from '@seggwat/shared/refusal';
import type { Core } from '../core.ts';

export const COOL_DOWN_MS = 10_000;
export const MIN_MESSAGE = 3;
export const MAX_MESSAGE = 1_000;
const MAX_EMAIL = 320;
const VERSION = /^[A-Za-z0-9._-]{1,50}$/;
const USER_ID = /^[A-Za-z0-9_-]{1,255}$/;

export interface Failure {
  /** `picture`: the text was fine. */
  kind: 'wait' | 'forbidden' | 'failed' | 'picture';
  waitMs: number;
  status?: number;
}

export function messageFault(message: string): 'short' | 'over' | null {
  const length = [...message.trim()].length;
  if (length < MIN_MESSAGE) return 'short';
  return length > MAX_MESSAGE ? 'over' : null;
}

/** An empty address is fine; another must look like `x@y.z`. */
export function emailFault(email: string): boolean {
  const text = email.trim();
  return text !== '' && (text.length > MAX_EMAIL || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text));
}

/** What every form says of the page and its user. */
export function pageFacts(core: Core): Record<string, string> {
  const facts: Record<string, string> = { path: location.pathname.slice(0, 1000) };
  const { version } = core.data;
  if (version && VERSION.test(version)) facts.version = version;
  const id = core.user?.id ?? '';
  if (USER_ID.test(id)) facts.submitted_by = id;
  return facts;
}

/** Sends a form; answers null when it is stored, or was before (409). */
export async function post(
  core: Core,
  path: string,
  body: Record<string, unknown>,
  picture: Blob | null = null,
): Promise<Failure | null> {
  try {
    const type = 'application/json';
    const data = new Blob([JSON.stringify({ project_key: core.key, ...body })], { type });
    const form = new FormData();
    form.append('data', data);
    if (picture) form.append('screenshot', picture, 'screenshot');
    const answer = await fetch(`${core.origin}/api/v1${path}`, {
      method: 'POST',
      body: picture ? form : data,
      credentials: 'omit',
    });
    if (answer.ok || answer.status === 409) return null;
    const { status, retryAfterMs } = await readRefusal(answer);
    if (picture && [413, 415, 507].includes(status)) return { kind: 'picture', waitMs: 0, status };
    if (status === 429) return { kind: 'wait', waitMs: retryAfterMs ?? COOL_DOWN_MS };
    return { kind: status === 403 ? 'forbidden' : 'failed', waitMs: 0 };
  } catch {
    return { kind: 'failed', waitMs: 0 };
  }
}

export function submitFeedback(
  core: Core,
  kind: 'bug' | 'feature',
  message: string,
  email: string,
): Promise<Failure | null> {
  const body = {
    ...pageFacts(core),
    message: message.trim(),
    type: kind === 'bug' ? 'Bug' : 'Feature',
    source: 'Widget',
    ...(email.trim() && { submitted_by_email: email.trim() }),
  };
  return post(core, `/feedback/submit${core.shot ? '-with-screenshot' : ''}`, body, core.shot);
}
