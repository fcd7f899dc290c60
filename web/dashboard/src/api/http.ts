/**
 * One place that speaks to the server: JSON in, JSON out, the CSRF token on
 * writes, every failure an `ApiError`. A session that ended does not lose the
 * call: it waits until the person has signed in again, then goes out once more.
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly data: Record<string, unknown> = {},
    readonly retryAfter = 0,
  ) {
    super(message);
  }

  /** The request may never have reached the server. */
  get offline(): boolean {
    return this.status === 0;
  }
}

const base = '/api/v1';
let csrfToken = '';
let renewSession: (() => Promise<void>) | null = null;

export function setCsrfToken(token: string): void {
  csrfToken = token;
}

export function csrf(): string {
  return csrfToken;
}

/** `renew` shows the sign-in dialog and resolves once there is a session again. */
export function onSessionEnd(renew: (() => Promise<void>) | null): void {
  renewSession = renew;
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
interface Options {
  signal?: AbortSignal;
  keepalive?: boolean;
  /** A 401 is an answer like any other: nobody is asked to sign in because of this call. */
  anonymous?: boolean;
}

export async function call<T = void>(
  method: Method,
  path: string,
  body?: unknown,
  options: Options = {},
): Promise<T> {
  const answer = await send(method, path, body, options);
  if (answer.status === 401 && !options.anonymous && renewSession) {
    await renewSession();
    return read<T>(await send(method, path, body, options));
  }
  return read<T>(answer);
}

async function send(method: Method, path: string, body: unknown, options: Options) {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-CSRF-Token'] = csrfToken;
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  try {
    return await fetch(base + path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: 'same-origin',
      cache: 'no-store',
      signal: options.signal,
      keepalive: options.keepalive,
    });
  } catch (fault) {
    if (options.signal?.aborted) throw fault;
    throw new ApiError(0, 'network', 'The server cannot be reached.');
  }
}

async function read<T>(answer: Response): Promise<T> {
  if (answer.status === 204) return undefined as T;
  const data = await answer.json().catch(() => null);
  if (answer.ok) return data as T;
  const code = typeof data?.error === 'string' ? data.error : 'unexpected';
  const message = typeof data?.message === 'string' ? data.message : answer.statusText;
  const wait = Number(answer.headers.get('Retry-After')) || 0;
  throw new ApiError(answer.status, code, message, data ?? {}, wait);
}

/** `?a=1&b=2` without the members that are undefined, null or empty. */
export function query(values: Record<string, string | number | null | undefined>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value));
  }
  const text = search.toString();
  return text ? `?${text}` : '';
}
