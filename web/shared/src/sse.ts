import { type Refusal, readRefusal } from './refusal.ts';
import { EventStreamParser, type StreamEvent } from './sse_parser.ts';

export { type Refusal, readRefusal } from './refusal.ts';
export { EventStreamParser, type StreamEvent } from './sse_parser.ts';

export interface StreamClock {
  now(): number;
  setTimeout(run: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const realClock: StreamClock = {
  now: () => Date.now(),
  setTimeout: (run, ms) => setTimeout(run, ms),
  clearTimeout: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

/** `live`: events flow. `waiting`: between two tries. `stopped`: by the owner or by a refusal. */
export type StreamState = 'connecting' | 'live' | 'waiting' | 'stopped';

export interface StreamOptions {
  streamUrl: string;
  /** The same events by long poll; takes over where a network holds the stream's bytes back. */
  pollUrl?: string;
  /** Asked at every connect, so that a renewed token is used at once. */
  headers?: () => Record<string, string>;
  credentials?: RequestCredentials;
  /** Where to resume: everything after this cursor, nothing before it. */
  cursor?: string | null;
  onEvent(event: StreamEvent): void;
  onState?(state: StreamState): void;
  /** Called for 4xx answers other than 429. Return true to try again, false to stop. */
  onRefused?(refusal: Refusal): boolean;
  fetch?: typeof fetch;
  clock?: StreamClock;
  random?: () => number;
}

export const SILENCE_MS = 45_000;
export const FIRST_BYTES_MS = 10_000;
const BACKOFF_MIN_MS = 500;
const BACKOFF_MAX_MS = 30_000;
const POLL_WAIT_S = 25;

class Refused extends Error {
  constructor(readonly refusal: Refusal) {
    super(`refused with ${refusal.status}`);
  }
}

/**
 * An event stream read with `fetch`, so that credentials travel in a header. It reconnects by
 * itself and resumes after the last event that was handed on: nothing is missed, nothing comes
 * twice. Owner calls `start`, `stop` and, when the network is back, `wake`.
 */
export class EventStream {
  cursor: string | null;
  state: StreamState = 'stopped';
  private readonly clock: StreamClock;
  private readonly fetch: typeof fetch;
  private readonly random: () => number;
  private abort: AbortController | null = null;
  private timer: unknown = null;
  private watchdog: unknown = null;
  private failures = 0;
  private retryMs = 0;
  private polling = false;
  private silent = false;

  constructor(private readonly options: StreamOptions) {
    this.cursor = options.cursor ?? null;
    this.clock = options.clock ?? realClock;
    this.fetch = options.fetch ?? ((input, init) => fetch(input, init));
    this.random = options.random ?? Math.random;
  }

  start(): void {
    if (this.state !== 'stopped') return;
    this.failures = 0;
    this.polling = false;
    void this.connect();
  }

  stop(): void {
    this.clock.clearTimeout(this.timer);
    this.clock.clearTimeout(this.watchdog);
    this.abort?.abort();
    this.abort = null;
    this.setState('stopped');
  }

  /** Tries at once instead of waiting out the backoff. */
  wake(): void {
    if (this.state !== 'waiting') return;
    this.clock.clearTimeout(this.timer);
    this.failures = 0;
    void this.connect();
  }

  private setState(state: StreamState): void {
    if (this.state === state) return;
    this.state = state;
    this.options.onState?.(state);
  }

  private async connect(): Promise<void> {
    const abort = new AbortController();
    this.abort = abort;
    this.silent = false;
    this.setState('connecting');
    let refused: Refusal | null = null;
    try {
      await (this.polling ? this.poll(abort) : this.read(abort));
    } catch (error) {
      if (error instanceof Refused) refused = error.refusal;
    }
    if (this.abort !== abort) return;
    this.clock.clearTimeout(this.watchdog);
    abort.abort();
    this.abort = null;
    this.again(refused);
  }

  private again(refused: Refusal | null): void {
    const { status = 0, retryAfterMs = null } = refused ?? {};
    if (refused && status >= 400 && status < 500 && status !== 429 && status !== 408) {
      if (!this.options.onRefused?.(refused)) {
        this.setState('stopped');
        return;
      }
      if (this.state === 'stopped') return;
    }
    const wait = Math.max(this.backoff(), retryAfterMs ?? 0);
    this.setState('waiting');
    this.timer = this.clock.setTimeout(() => void this.connect(), wait);
  }

  /** Doubles from the server's `retry` (or 0.5 s) to 30 s, each time between half and all of it. */
  private backoff(): number {
    const base = Math.max(this.retryMs, BACKOFF_MIN_MS);
    const full = Math.min(base * 2 ** this.failures, BACKOFF_MAX_MS);
    this.failures++;
    return Math.max(full * (0.5 + this.random() / 2), BACKOFF_MIN_MS);
  }

  private headers(): Record<string, string> {
    return { ...this.options.headers?.() };
  }

  private watch(abort: AbortController, ms: number): void {
    this.clock.clearTimeout(this.watchdog);
    this.watchdog = this.clock.setTimeout(() => {
      this.silent = true;
      abort.abort();
    }, ms);
  }

  private async read(abort: AbortController): Promise<void> {
    const headers = this.headers();
    headers.Accept = 'text/event-stream';
    if (this.cursor !== null) headers['Last-Event-ID'] = this.cursor;
    let heard = false;
    this.watch(abort, FIRST_BYTES_MS);
    try {
      const answer = await this.ask(this.options.streamUrl, headers, abort);
      const reader = answer.body?.getReader();
      if (!reader) throw new Error('the answer has no body');
      const decoder = new TextDecoder();
      const parser = this.parser(abort);
      for (;;) {
        const { done, value } = await reader.read();
        if (done || abort.signal.aborted) return;
        if (!heard) this.reached();
        heard = true;
        this.watch(abort, SILENCE_MS);
        parser.push(decoder.decode(value, { stream: true }));
      }
    } finally {
      if (!heard && this.silent && this.options.pollUrl) this.polling = true;
    }
  }

  private parser(abort: AbortController): EventStreamParser {
    return new EventStreamParser({
      onEvent: (event) => {
        if (!abort.signal.aborted) this.deliver(event);
      },
      onRetry: (ms) => {
        this.retryMs = Math.min(ms, BACKOFF_MAX_MS);
      },
    });
  }

  private async poll(abort: AbortController): Promise<void> {
    for (;;) {
      const url = new URL(this.options.pollUrl ?? '', globalThis.location?.href);
      if (this.cursor !== null) url.searchParams.set('cursor', this.cursor);
      url.searchParams.set('wait', this.cursor === null ? '0' : String(POLL_WAIT_S));
      this.watch(abort, SILENCE_MS);
      const answer = await this.ask(url.href, this.headers(), abort);
      const { events, cursor } = (await answer.json()) as PollAnswer;
      if (abort.signal.aborted) return;
      this.reached();
      // A first poll only tells the head: what happened before it has to be loaded.
      if (this.cursor === null) {
        this.deliver({ event: 'reset', id: cursor, data: JSON.stringify({ cursor }) });
      }
      for (const { event, id, data } of events) {
        if (abort.signal.aborted) return;
        const text = typeof data === 'string' ? data : JSON.stringify(data);
        this.deliver(id === undefined ? { event, data: text } : { event, id, data: text });
      }
      this.cursor = cursor;
    }
  }

  private async ask(
    url: string,
    headers: Record<string, string>,
    abort: AbortController,
  ): Promise<Response> {
    const answer = await this.fetch(url, {
      headers,
      credentials: this.options.credentials ?? 'omit',
      cache: 'no-store',
      signal: abort.signal,
    });
    if (answer.status !== 200) throw new Refused(await readRefusal(answer));
    return answer;
  }

  private reached(): void {
    this.failures = 0;
    this.setState('live');
  }

  private deliver(event: StreamEvent): void {
    this.options.onEvent(event);
    if (event.id !== undefined) this.cursor = event.id;
  }
}

interface PollAnswer {
  events: { event: string; id?: string; data: unknown }[];
  cursor: string;
}
