import { realClock, type StreamClock } from '@seggwat/shared/sse';
import { uuid } from '@seggwat/shared/uuid';
import type { Keep } from './keep.ts';

export interface TabsHandlers {
  /** This tab is to hold the one stream, until `onFollow`. */
  onLead(): void;
  onFollow(): void;
  onMessage(message: unknown): void;
}

const LEASE_MS = 5_000;
const RENEW_MS = 1_500;
const SETTLE_MS = 60;

/**
 * Joins the tabs of one user: messages reach all others, and exactly one tab leads. Web Locks
 * choose the leader; plain-http pages do not have them, there a lease in the storage does.
 */
export class Tabs {
  leading = false;
  private channel: BroadcastChannel | null = null;
  private release: (() => void) | null = null;
  private waiting: AbortController | null = null;
  private timer: unknown = null;
  private readonly id = uuid();

  constructor(
    private readonly keep: Keep,
    private readonly handlers: TabsHandlers,
    private readonly locks: LockManager | undefined = navigator.locks,
    private readonly clock: StreamClock = realClock,
  ) {}

  start(): void {
    if (this.channel || this.waiting) return;
    if (typeof BroadcastChannel === 'undefined') {
      this.lead();
      return;
    }
    this.channel = new BroadcastChannel(this.keep.prefix);
    this.channel.onmessage = ({ data }) => this.handlers.onMessage(data);
    if (this.locks) this.queueForLock(this.locks);
    else this.lookAtLease();
  }

  /** Leaves the group; another tab takes the lead. */
  stop(): void {
    this.clock.clearTimeout(this.timer);
    this.waiting?.abort();
    this.waiting = null;
    this.release?.();
    this.release = null;
    if (this.leading && !this.locks && this.leaseHolder() === this.id) this.keep.remove('lease');
    this.follow();
    this.channel?.close();
    this.channel = null;
  }

  post(message: unknown): void {
    this.channel?.postMessage(message);
  }

  private lead(): void {
    if (this.leading) return;
    this.leading = true;
    this.handlers.onLead();
  }

  private follow(): void {
    if (!this.leading) return;
    this.leading = false;
    this.handlers.onFollow();
  }

  private queueForLock(locks: LockManager): void {
    const waiting = new AbortController();
    this.waiting = waiting;
    const held = (): Promise<void> => {
      if (waiting.signal.aborted) return Promise.resolve();
      this.lead();
      return new Promise((resolve) => {
        this.release = resolve;
      });
    };
    locks.request(`${this.keep.prefix}lead`, { signal: waiting.signal }, held).catch(() => {
      // Stopped while it waited in the queue.
    });
  }

  private lease(): { id: string; until: number } {
    const [id = '', until = '0'] = (this.keep.get('lease') ?? '').split(' ');
    return { id, until: Number(until) };
  }

  private leaseHolder(): string {
    const { id, until } = this.lease();
    return until > this.clock.now() ? id : '';
  }

  private takeLease(): void {
    this.keep.set('lease', `${this.id} ${this.clock.now() + LEASE_MS}`);
  }

  /** Renews one's own lease, waits on another's, and claims a free one. */
  private lookAtLease(): void {
    const holder = this.leaseHolder();
    const claim = holder === '';
    if (holder === this.id) this.lead();
    else if (!claim) this.follow();
    if (claim || this.leading) this.takeLease();
    const next = claim && !this.leading ? SETTLE_MS : this.leading ? RENEW_MS : this.patience();
    this.timer = this.clock.setTimeout(() => this.lookAtLease(), next);
  }

  private patience(): number {
    return 300 + Math.random() * 300;
  }
}
