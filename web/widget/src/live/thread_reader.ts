import type { StreamEvent } from '@seggwat/shared/sse';
import type { ChatSession, Message, TeamPresence, UserThread } from '@seggwat/shared/types';
import type { Core } from '../core.ts';
import type { Attention } from './attention.ts';
import type { TabMessage } from './follow.ts';
import { type ChatStore, type OwnRating, takeMessage, takeRead, takeSession } from './store.ts';
import { UnreadCount } from './unread.ts';
import { unreadLabel } from './unread_label.ts';

export interface ReaderHooks {
  sendRead(seq: number): Promise<boolean>;
  /** The thread has to be loaded (again): events were missed for good. */
  reload(): void;
  expired(code: string): void;
  tell(message: TabMessage): void;
  readonly leading: boolean;
}

const SOUND_WAIT_MS = 250;
const TYPING_MAX_S = 10;
/** The server drops read marks beyond two a second without a word, so the last one must not be among them. */
const READ_EVERY_MS = 600;

/** Turns the stream's events into the thread on screen, the unread number and what calls for it. */
export class ThreadReader {
  private readonly unread = new UnreadCount();
  private reading = false;
  /** The newest message that was before the user's eyes, and how far the server knows it. */
  private seen = 0;
  private readSent = 0;
  private readTimer: ReturnType<typeof setTimeout> | undefined;
  private typingTimer: ReturnType<typeof setTimeout> | undefined;
  private soundTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly core: Core,
    private readonly store: ChatStore,
    private readonly attention: Attention,
    private readonly hooks: ReaderHooks,
  ) {}

  get count(): number {
    return this.unread.value;
  }

  end(): void {
    clearTimeout(this.readTimer);
    clearTimeout(this.typingTimer);
    clearTimeout(this.soundTimer);
    this.tellPage(0);
  }

  /** Nothing to read for somebody who has no access. */
  clear(): void {
    this.unread.begin(0);
    this.showUnread();
  }

  takeSession(session: ChatSession): void {
    this.unread.begin(session.unread, session.thread?.last_seq);
    this.store.update(takeSession(this.store.state, session));
    this.showUnread();
    this.readUp();
  }

  take(event: StreamEvent, resumed: boolean): void {
    const data = (JSON.parse(event.data) ?? {}) as Record<string, unknown>;
    switch (event.event) {
      case 'ready':
        this.begin(resumed ? undefined : data.unread);
        break;
      case 'reset':
        this.begin(data.unread);
        if (this.store.state.phase !== 'idle' || data.unread === undefined) this.hooks.reload();
        break;
      case 'message':
        this.takeMessage(data.message as Message);
        break;
      case 'read':
        this.takeRead(data.by === 'user' ? 'user' : 'team', Number(data.seq));
        break;
      case 'thread':
        this.takeThread(data.thread as UserThread);
        break;
      case 'rating':
        this.store.update({ rating: data.rating as OwnRating });
        break;
      case 'typing':
        this.takeTyping(String(data.name ?? ''), Number(data.expires_in));
        break;
      case 'presence':
        if (data.team) this.takeOnline((data.team as TeamPresence).online);
        break;
      case 'expired':
        this.hooks.expired(String(data.code));
    }
  }

  takeMessage(message: Message): void {
    const before = this.unread.value;
    const news = this.unread.message(message);
    this.store.update(takeMessage(this.store.state, message));
    if (news) {
      this.core.emit('message', message);
      this.call();
    }
    this.showUnread();
    // Whether an unsent message was among those the server had counted, it alone knows.
    const counted = message.deleted_at && message.author.kind === 'member' && before > 0;
    if (counted && before === this.unread.value) this.hooks.reload();
    this.readUp();
  }

  takeRead(by: 'user' | 'team', seq: number): void {
    if (by === 'user') this.unread.read(seq);
    this.store.update(takeRead(this.store.state, by, seq));
    this.showUnread();
  }

  takeOnline(online: boolean): void {
    const { team } = this.store.state;
    if (team.online !== online) this.store.update({ team: { ...team, online } });
  }

  /** Whether the end of the thread is before the user's eyes. */
  setReading(reading: boolean): void {
    this.reading = reading;
    this.readUp();
  }

  /** Marks as read what is seen. */
  readUp(): void {
    const { thread, phase } = this.store.state;
    if (this.reading && !document.hidden && phase === 'ready' && thread) {
      this.seen = Math.max(this.seen, thread.last_seq);
      this.attention.flash(0);
      if (this.unread.value > 0) {
        this.takeRead('user', this.seen);
        this.hooks.tell({ t: 'read', seq: this.seen });
      }
    }
    this.sendSeen();
  }

  /** Tried again whenever something moves, until the server knows. */
  private sendSeen(): void {
    const { seen } = this;
    if (seen <= this.readSent || this.readTimer || !this.owesRead()) return;
    if (this.store.state.access !== 'ok') return;
    this.readTimer = setTimeout(() => {
      this.readTimer = undefined;
      this.readUp();
    }, READ_EVERY_MS);
    const before = this.readSent;
    this.readSent = seen;
    void this.hooks.sendRead(seen).then((sent) => {
      if (!sent && this.readSent === seen) this.readSent = before;
    });
  }

  hearTab(message: TabMessage): void {
    if (message.t === 'read') this.takeRead('user', message.seq);
    if (message.t === 'reading') clearTimeout(this.soundTimer);
    if (message.t === 'state') {
      this.takeOnline(message.online);
      if (this.store.state.phase === 'idle') this.begin(message.unread);
    }
  }

  /** A member's message was seen that no read mark of the user covers. */
  private owesRead(): boolean {
    return this.store.state.messages.some(
      ({ author, seq }) => author.kind === 'member' && seq > this.readSent && seq <= this.seen,
    );
  }

  private begin(unread: unknown): void {
    if (typeof unread === 'number') this.unread.begin(unread);
    this.showUnread();
  }

  private takeThread(thread: UserThread): void {
    const known = this.store.state.thread;
    this.store.update({ thread: known ? { ...known, status: thread.status } : thread });
  }

  private takeTyping(name: string, seconds: number): void {
    const span = Math.min(seconds > 0 ? seconds : 6, TYPING_MAX_S) * 1000;
    this.store.update({ typing: { name, until: Date.now() + span } });
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.store.update({ typing: null }), span);
  }

  private showUnread(): void {
    const count = this.unread.value;
    if (count !== this.store.state.unread) this.store.update({ unread: count });
    if (count === 0) this.attention.flash(0);
    this.tellPage(count);
  }

  private tellPage(count: number): void {
    const { core } = this;
    core.showDot(count > 0 ? unreadLabel(core.language, count) : '');
    if (core.unread === count) return;
    core.unread = count;
    core.emit('unread', count);
  }

  /** Draws the user's eye and ear to a new message, once over all tabs, unless it is being read. */
  private call(): void {
    if (this.reading && !document.hidden && document.hasFocus()) {
      this.hooks.tell({ t: 'reading' });
      return;
    }
    this.attention.flash(this.unread.value);
    if (!this.hooks.leading) return;
    clearTimeout(this.soundTimer);
    this.soundTimer = setTimeout(() => this.attention.chime(), SOUND_WAIT_MS);
  }
}
