import { realClock, type StreamClock } from '@seggwat/shared/sse';
import type { Attachment, Message, Page } from '@seggwat/shared/types';
import { uuid } from '@seggwat/shared/uuid';
import type { Answer, Outgoing } from './chat_api.ts';
import type { Keep } from './keep.ts';

/**
 * `waiting`: goes out as soon as it can. `failed`: the server could not take it now; the next try
 * keeps its number, so that it can never be there twice. `rejected`: it will never be taken.
 */
export type PendingState = 'waiting' | 'sending' | 'failed' | 'rejected';

export interface Pending {
  client_id: string;
  body: string;
  at: string;
  page?: Page | undefined;
  files?: Attachment[] | undefined;
  state: PendingState;
  code: string;
}

export interface OutboxHooks {
  send(message: Outgoing): Promise<Answer<{ message: Message }>>;
  onSent(message: Message): void;
  onChange(pending: Pending[]): void;
  onPaused(until: number): void;
  email(): string | undefined;
}

const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 30_000;

type Exclusive = (run: () => Promise<void>) => Promise<unknown>;

/**
 * What the user has written and the server has not yet confirmed, in order, kept over reloads. All
 * tabs share it; one at a time sends.
 */
export class Outbox {
  private readonly marks = new Map<string, { state: PendingState; code: string }>();
  private running = false;
  private stopped = false;
  private failures = 0;
  private pausedUntil = 0;
  private timer: unknown = null;

  constructor(
    private readonly keep: Keep,
    private readonly hooks: OutboxHooks,
    private readonly exclusive: Exclusive = (run) => run(),
    private readonly clock: StreamClock = realClock,
  ) {}

  list(): Pending[] {
    return this.stored().map((entry) => ({
      ...entry,
      ...(this.marks.get(entry.client_id) ?? { state: 'waiting', code: '' }),
    }));
  }

  add(body: string, page: Page | undefined, files?: Attachment[]): void {
    const at = new Date(this.clock.now()).toISOString();
    const entry: Stored = { client_id: uuid(), body, at, page, files };
    this.save([...this.stored(), entry]);
    this.flush();
  }

  discard(clientId: string): void {
    this.marks.delete(clientId);
    this.save(this.stored().filter((entry) => entry.client_id !== clientId));
  }

  retry(clientId: string): void {
    this.marks.delete(clientId);
    this.changed();
    this.flush();
  }

  /** Another tab has changed the list. */
  reload(): void {
    this.changed();
  }

  stop(): void {
    this.stopped = true;
    this.clock.clearTimeout(this.timer);
  }

  /** Sends what waits, oldest first. Safe to call at any time. */
  flush(): void {
    if (this.stopped || this.running || !this.next()) return;
    if (this.clock.now() < this.pausedUntil) return;
    this.running = true;
    this.clock.clearTimeout(this.timer);
    const done = () => {
      this.running = false;
    };
    this.exclusive(() => this.run()).then(done, done);
  }

  private async run(): Promise<void> {
    for (let entry = this.next(); entry && !this.stopped; entry = this.next()) {
      this.mark(entry, 'sending');
      const { client_id, body, page, files } = entry;
      const email = this.hooks.email();
      const attachments = files?.map(({ id }) => id);
      const answer = await this.hooks.send({ client_id, body, page, email, attachments });
      if (this.stopped) return;
      if (!this.settle(entry, answer)) return;
    }
  }

  /** Answers whether the next one may go out. */
  private settle(entry: Stored, answer: Answer<{ message: Message }>): boolean {
    if (answer.ok) {
      this.failures = 0;
      this.discard(entry.client_id);
      this.hooks.onSent(answer.data.message);
      return true;
    }
    const { status, code, retryAfterMs } = answer;
    if (status === 429) return this.pause(entry, retryAfterMs ?? RETRY_MIN_MS);
    if (status === 0 || status === 502 || status === 503 || status === 504) {
      return this.tryLater(entry, retryAfterMs ?? 0);
    }
    // The token's keeper has been told already; with a new token the sending goes on.
    if (status === 401 || status === 403) {
      this.mark(entry, 'waiting');
      return false;
    }
    this.mark(entry, status >= 500 ? 'failed' : 'rejected', code);
    return status < 500;
  }

  private pause(entry: Stored, ms: number): false {
    this.mark(entry, 'waiting');
    this.pausedUntil = this.clock.now() + ms;
    this.hooks.onPaused(this.pausedUntil);
    this.later(ms);
    return false;
  }

  private tryLater(entry: Stored, atLeastMs: number): false {
    this.mark(entry, 'waiting');
    const wait = Math.min(RETRY_MIN_MS * 2 ** this.failures++, RETRY_MAX_MS);
    this.later(Math.max(wait, atLeastMs));
    return false;
  }

  private later(ms: number): void {
    this.clock.clearTimeout(this.timer);
    this.timer = this.clock.setTimeout(() => {
      this.hooks.onPaused(0);
      this.flush();
    }, ms);
  }

  private next(): Stored | undefined {
    return this.stored().find((entry) => this.marks.get(entry.client_id)?.state !== 'rejected');
  }

  private mark(entry: Stored, state: PendingState, code = ''): void {
    this.marks.set(entry.client_id, { state, code });
    this.changed();
  }

  private changed(): void {
    if (!this.stopped) this.hooks.onChange(this.list());
  }

  private stored(): Stored[] {
    try {
      const list: unknown = JSON.parse(this.keep.get('outbox') ?? '[]');
      return Array.isArray(list) ? list.filter(isStored) : [];
    } catch {
      return [];
    }
  }

  private save(list: Stored[]): void {
    if (this.stopped) return;
    if (list.length > 0) this.keep.set('outbox', JSON.stringify(list));
    else this.keep.remove('outbox');
    this.changed();
  }
}

type Stored = Pick<Pending, 'client_id' | 'body' | 'at' | 'page' | 'files'>;

function isStored(value: unknown): value is Stored {
  if (!value || typeof value !== 'object') return false;
  const { client_id, body, at } = value as Record<string, unknown>;
  return typeof client_id === 'string' && typeof body === 'string' && typeof at === 'string';
}
