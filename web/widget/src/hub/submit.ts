import { readRefusal } from '@seggwat/shared/refusal';
import type { Core, Failure, Send } from '../core.ts';

export const COOL_DOWN_MS = 10_000;
export const MIN_MESSAGE = 3;
export const MAX_MESSAGE = 1_000;
const VERSION = /^[A-Za-z0-9._-]{1,50}$/;
const USER_ID = /^[A-Za-z0-9_-]{1,255}$/;

export function messageFault(message: string): 'short' | 'over' | null {
  const length = [...message.trim()].length;
  if (length < MIN_MESSAGE) return 'short';
  return length > MAX_MESSAGE ? 'over' : null;
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

/**
 * Names what is sent until it is stored: sent again because the answer was lost, it is not stored
 * twice. Browsers make no such name on plain-http pages; there it goes without.
 */
let name: string | undefined;

/** Sends a form; answers null when it is stored, or was before (409). */
export async function submit(
  core: Core,
  path: string,
  body: Record<string, unknown>,
  send: Send = post,
): Promise<Failure | null> {
  name ||= crypto.randomUUID?.();
  const failure = await send(core, path, { client_id: name, ...body });
  if (!failure) name = '';
  return failure;
}

const post: Send = async (core, path, body) => {
  let kind: Failure['kind'] = 'failed';
  try {
    const answer = await fetch(`${core.origin}/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ project_key: core.key, ...body }),
      credentials: 'omit',
    });
    if (answer.ok || answer.status === 409) return null;
    const { status, retryAfterMs } = await readRefusal(answer);
    if (status === 429) return { kind: 'wait', waitMs: retryAfterMs ?? COOL_DOWN_MS };
    if (status === 403) kind = 'forbidden';
  } catch {
    // No answer.
  }
  return { kind, waitMs: 0 };
};

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
  return submit(core, '/feedback/submit', body, core.shot ? core.sendShot : post);
}
