import { randomUUID } from 'node:crypto';
import type { ChatSession, Message } from '../../../web/shared/src/types.ts';
import type { Stage, TokenOptions } from '../../support/fixtures.ts';

/** A user of the site, talking to the server as the widget does. */
export class Customer {
  private readonly token: string;
  private stream: AbortController | null = null;

  constructor(
    private readonly stage: Stage,
    readonly sub: string,
    options: TokenOptions = {},
  ) {
    this.token = stage.token(sub, options);
  }

  async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await fetch(`${this.stage.server.origin}/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        'X-Project-Key': this.stage.project.project_key,
        'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    return (answer.status === 204 ? null : await answer.json()) as T;
  }

  async write(body: string, extra: Record<string, unknown> = {}): Promise<Message> {
    const posting = { client_id: randomUUID(), body, ...extra };
    return (await this.call<{ message: Message }>('POST', '/chat/messages', posting)).message;
  }

  session(): Promise<ChatSession> {
    return this.call('GET', '/chat/session');
  }

  async readAll(): Promise<void> {
    const { thread } = await this.session();
    await this.call('POST', '/chat/read', { seq: thread?.last_seq ?? 0 });
  }

  typing(): Promise<void> {
    return this.call('POST', '/chat/typing');
  }

  /** Holds a stream open, so that the team sees this user online. */
  async comeOnline(): Promise<void> {
    this.stream = new AbortController();
    await fetch(`${this.stage.server.origin}/api/v1/chat/stream`, {
      headers: {
        Authorization: `Bearer ${this.token}`,
        'X-Project-Key': this.stage.project.project_key,
      },
      signal: this.stream.signal,
    });
  }

  leave(): void {
    this.stream?.abort();
    this.stream = null;
  }
}
