import { EventStream, type Refusal, type StreamEvent } from '@seggwat/shared/sse';
import type { ChatApi } from './chat_api.ts';
import type { Keep } from './keep.ts';
import { Tabs } from './tabs.ts';

/** What the tabs of one user tell each other. */
export type TabMessage =
  | { t: 'event'; event: StreamEvent }
  | { t: 'hello' }
  | { t: 'state'; connected: boolean; cursor: string | null; unread: number; online: boolean }
  | { t: 'read'; seq: number }
  | { t: 'reading' };

export interface FollowHandlers {
  /** `resumed`: the connection goes on where this tab's knowledge ends. */
  onEvent(event: StreamEvent, resumed: boolean): void;
  onConnected(connected: boolean): void;
  /** Answers true when a renewed token makes another try worth it. */
  onRefused(refusal: Refusal): boolean;
  onTab(message: TabMessage): void;
  /** What a tab that just came should know; the leader answers. */
  greeting(): { unread: number; online: boolean };
}

/** Follows the user's events, by a stream of its own or through the tab that has one. */
export class Follow {
  private readonly tabs: Tabs;
  private stream: EventStream | null = null;
  private cursor: string | null = null;
  private connected = false;

  constructor(
    keep: Keep,
    private readonly api: ChatApi,
    private readonly handlers: FollowHandlers,
  ) {
    this.tabs = new Tabs(keep, {
      onLead: () => this.openStream(),
      onFollow: () => this.closeStream(),
      onMessage: (message) => this.hear(message as TabMessage),
    });
  }

  get leading(): boolean {
    return this.tabs.leading;
  }

  start(): void {
    this.tabs.start();
    if (!this.leading) this.tell({ t: 'hello' });
  }

  stop(): void {
    this.tabs.stop();
    this.setConnected(false);
  }

  /** The network is back, or there is a new token: do not wait for the next try. */
  wake(): void {
    this.stream?.wake();
    if (this.leading && this.stream?.state === 'stopped') this.stream.start();
  }

  /** Drops the connection: the network is gone, or the token it was opened with is out of use. */
  cut(): void {
    this.stream?.stop();
  }

  /** A cursor learnt from the session, for a leader that has none yet. */
  suggestCursor(cursor: string): void {
    this.cursor ??= cursor;
  }

  tell(message: TabMessage): void {
    this.tabs.post(message);
  }

  private openStream(): void {
    this.stream = new EventStream({
      streamUrl: this.api.streamUrl,
      pollUrl: this.api.pollUrl,
      headers: () => this.api.headers(),
      cursor: this.cursor,
      onEvent: (event) => {
        this.take(event);
        this.tell({ t: 'event', event });
      },
      onState: (state) => this.setConnected(state === 'live'),
      onRefused: (refusal) => this.handlers.onRefused(refusal),
    });
    this.stream.start();
  }

  private closeStream(): void {
    this.stream?.stop();
    this.stream = null;
  }

  private take(event: StreamEvent): void {
    this.handlers.onEvent(event, this.cursor !== null);
    if (event.id !== undefined) this.cursor = event.id;
  }

  private setConnected(connected: boolean): void {
    if (this.connected === connected) return;
    this.connected = connected;
    this.handlers.onConnected(connected);
    if (this.leading) this.tellState();
  }

  private tellState(): void {
    const { connected, cursor } = this;
    this.tell({ t: 'state', connected, cursor, ...this.handlers.greeting() });
  }

  private hear(message: TabMessage): void {
    if (message.t === 'hello') {
      if (this.leading) this.tellState();
      return;
    }
    if (this.leading && (message.t === 'event' || message.t === 'state')) return;
    if (message.t === 'event') this.take(message.event);
    if (message.t === 'state') {
      this.setConnected(message.connected);
      this.cursor = message.cursor ?? this.cursor;
    }
    this.handlers.onTab(message);
  }
}
