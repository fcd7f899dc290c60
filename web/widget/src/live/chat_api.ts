import { type Refusal, readRefusal } from '@seggwat/shared/refusal';
import type { ChatSession, Message, MessagePage, Page } from '@seggwat/shared/types';

/** `status` 0 means that no answer came: offline, blocked, or the server is away. */
export type Answer<T> = { ok: true; status: number; data: T } | ({ ok: false } & Refusal);

export interface Outgoing {
  client_id: string;
  body: string;
  attachments?: string[] | undefined;
  email?: string | undefined;
  page?: Page | undefined;
}

export interface Profile {
  email?: string;
  locale?: string;
  timezone?: string;
  attributes?: Record<string, unknown>;
  page?: Page;
}

const TIMEOUT_MS = 20_000;

/** The calls of one signed-in user. All of them end when `signal` does. */
export class ChatApi {
  constructor(
    readonly base: string,
    private readonly key: string,
    private readonly token: () => string,
    private readonly signal: AbortSignal,
  ) {}

  get streamUrl(): string {
    return `${this.base}/chat/stream`;
  }

  get pollUrl(): string {
    return `${this.base}/chat/events`;
  }

  headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.token()}`, 'X-Project-Key': this.key };
  }

  session(): Promise<Answer<ChatSession>> {
    return this.call('GET', '/chat/session');
  }

  send(message: Outgoing): Promise<Answer<{ message: Message }>> {
    return this.call('POST', '/chat/messages', message);
  }

  unsend(id: string): Promise<Answer<null>> {
    return this.call('DELETE', `/chat/messages/${id}`);
  }

  before(seq: number, limit: number): Promise<Answer<MessagePage>> {
    return this.call('GET', `/chat/messages?before=${seq}&limit=${limit}`);
  }

  read(seq: number): Promise<Answer<null>> {
    return this.call('POST', '/chat/read', { seq });
  }

  typing(): Promise<Answer<null>> {
    return this.call('POST', '/chat/typing');
  }

  profile(profile: Profile): Promise<Answer<null>> {
    return this.call('PUT', '/chat/profile', profile);
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<Answer<T>> {
    const headers = this.headers();
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const abort = new AbortController();
    const end = () => abort.abort();
    const timer = setTimeout(end, TIMEOUT_MS);
    this.signal.addEventListener('abort', end, { once: true });
    try {
      if (this.signal.aborted) end();
      const answer = await fetch(this.base + path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        credentials: 'omit',
        cache: 'no-store',
        signal: abort.signal,
      });
      if (!answer.ok) return { ok: false, ...(await readRefusal(answer)) };
      const data = answer.status === 204 ? null : await answer.json();
      return { ok: true, status: answer.status, data: data as T };
    } catch {
      return { ok: false, status: 0, code: '', retryAfterMs: null };
    } finally {
      clearTimeout(timer);
      this.signal.removeEventListener('abort', end);
    }
  }
}
