import type { Attachment, Message } from '@seggwat/shared/types';
import type { ChatHandle, Core } from '../core.ts';
import { AccessKeeper } from './access.ts';
import { Attention } from './attention.ts';
import { type Answer, ChatApi, type Profile } from './chat_api.ts';
import { Follow } from './follow.ts';
import { followHash } from './hash_link.ts';
import { Keep } from './keep.ts';
import { Outbox } from './outbox.ts';
import { pageAddress } from './page_address.ts';
import { ChatStore } from './store.ts';
import { ThreadReader } from './thread_reader.ts';
import type { TokenFacts } from './token.ts';

const OFFLINE_AFTER_MS = 3_000;
const PAGE = 50;
const TYPING_EVERY_MS = 3_000;
/** Until a page that was just moved to has its title. */
const SETTLED_MS = 1_000;

/** One signed-in user's thread in this tab, from `setUser` to signing out. */
export class Conversation implements ChatHandle {
  readonly store = new ChatStore();
  readonly keep: Keep;
  readonly reader: ThreadReader;
  private readonly attention: Attention;
  private readonly access: AccessKeeper;
  readonly api: ChatApi;
  private readonly outbox: Outbox;
  private readonly follow: Follow;
  readonly stopping = new AbortController();
  private offlineTimer: ReturnType<typeof setTimeout> | undefined;
  private typedAt = 0;
  private loading: Promise<void> | null = null;
  private visited = '';

  constructor(
    readonly core: Core,
    token: string,
    facts: TokenFacts,
  ) {
    this.keep = new Keep(core.key, facts.sub);
    this.keep.wipeOthers(core.key);
    this.keep.set('on', '1');
    this.attention = new Attention(this.keep);
    this.access = new AccessKeeper(core, token, facts, {
      onRenewed: () => this.resume(),
      onExpired: (code) => this.lapse(code),
      onRefused: (code) => this.giveUp(code),
    });
    const base = `${core.origin}/api/v1`;
    this.api = new ChatApi(base, core.key, () => this.access.token, this.stopping.signal);
    this.outbox = this.makeOutbox();
    this.reader = this.makeReader();
    this.follow = this.makeFollow();
    this.store.update({ outbox: this.outbox.list(), sound: this.attention.sound });
    this.listen();
    this.setConnected(false);
    this.follow.start();
    if (core.attributes) this.setAttributes(core.attributes);
  }

  get sub(): string {
    return this.access.sub;
  }

  /** Whether the tile is to be shown; an expired token keeps it, a refused one does not. */
  get available(): boolean {
    return this.store.state.access !== 'refused';
  }

  useToken(token: string): boolean {
    return this.access.use(token);
  }

  renew(): void {
    this.access.schedule();
    const { access, code } = this.store.state;
    if (access === 'expired') this.refused(401, code);
  }

  /** Ends it for this tab; `wipe` also removes what is kept for the user in the browser. */
  end(wipe: boolean): void {
    this.stopping.abort();
    this.outbox.stop();
    this.access.end();
    this.follow.stop();
    this.attention.end();
    this.reader.end();
    clearTimeout(this.offlineTimer);
    if (wipe) this.keep.wipe();
  }

  /** Loads the thread; again after a failure. */
  async open(): Promise<void> {
    if (this.store.state.phase !== 'ready') await this.load();
  }

  send(body: string, files?: Attachment[]): void {
    this.outbox.add(body, pageAddress(), files);
    this.typedAt = 0;
  }

  /** Takes an own message back for both sides; false when the server did not. */
  async unsend(message: Message): Promise<boolean> {
    const answer = await this.call(() => this.api.unsend(message.id));
    if (answer.ok) {
      const deleted_at = new Date().toISOString();
      this.reader.takeMessage({ ...message, body: '', attachments: [], deleted_at });
    }
    return answer.ok;
  }

  retry(clientId: string): void {
    this.outbox.retry(clientId);
  }

  discard(clientId: string): void {
    this.outbox.discard(clientId);
  }

  async loadOlder(): Promise<void> {
    const { messages, hasMore, loadingOlder } = this.store.state;
    const first = messages[0];
    if (!hasMore || loadingOlder || !first) return;
    this.store.update({ loadingOlder: true });
    const answer = await this.call(() => this.api.before(first.seq, PAGE));
    if (!answer.ok || this.store.state.messages[0]?.seq !== first.seq) {
      this.store.update({ loadingOlder: false });
      return;
    }
    const older = answer.data.messages.filter((message) => message.seq < first.seq);
    this.store.update({
      loadingOlder: false,
      hasMore: answer.data.has_more && older.length > 0,
      messages: [...older, ...this.store.state.messages],
    });
  }

  /** Tells the team that something is being written, at most every three seconds. */
  typing(): void {
    const now = Date.now();
    const { access, connected } = this.store.state;
    if (access !== 'ok' || !connected || now - this.typedAt < TYPING_EVERY_MS) return;
    this.typedAt = now;
    void this.api.typing();
  }

  setSound(on: boolean): void {
    this.attention.setSound(on);
    this.store.update({ sound: on });
  }

  setAttributes(attributes: Record<string, unknown>): void {
    void this.call(() => this.api.profile({ attributes }));
  }

  async setEmail(email: string): Promise<boolean> {
    const answer = await this.call(() => this.api.profile({ email }));
    const { user } = this.store.state;
    if (answer.ok && user) this.store.update({ user: { ...user, email, email_verified: false } });
    return answer.ok;
  }

  private refused(status: number, code: string): void {
    void this.access.refused(status, code, this.access.token);
  }

  private resume(): void {
    this.store.update({ access: 'ok', code: '' });
    this.follow.cut();
    this.follow.start();
    this.follow.wake();
    this.outbox.flush();
    if (this.store.state.phase === 'failed') void this.load();
    this.core.changed();
  }

  private lapse(code: string): void {
    if (this.store.state.access === 'expired') return;
    this.store.update({ access: 'expired', code });
    this.follow.stop();
    this.core.emit('tokenExpired', { code });
  }

  private giveUp(code: string): void {
    if (this.store.state.access === 'refused') return;
    console.warn(`[SeggWat] The chat is off: ${code}`);
    this.store.update({ access: 'refused', code });
    this.follow.stop();
    this.reader.clear();
    this.core.changed();
  }

  /** Makes a call; once more with a fresh token when the old one had run out. */
  async call<T>(ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
    const { token } = this.access;
    const answer = await ask();
    if (answer.ok || this.stopping.signal.aborted) return answer;
    const { status, code } = answer;
    if (status !== 401 && status !== 403) return answer;
    return (await this.access.refused(status, code, token)) ? ask() : answer;
  }

  private makeOutbox(): Outbox {
    const { signal } = this.stopping;
    const { locks } = navigator;
    const name = `${this.keep.prefix}send`;
    const exclusive = locks && ((run: () => Promise<void>) => locks.request(name, { signal }, run));
    return new Outbox(
      this.keep,
      {
        send: (message) => this.call(() => this.api.send(message)),
        onSent: (message) => this.reader.takeMessage(message),
        onChange: (outbox) => this.store.update({ outbox }),
        onPaused: (pausedUntil) => this.store.update({ pausedUntil }),
        email: () => this.core.user?.email || undefined,
      },
      exclusive,
    );
  }

  private makeReader(): ThreadReader {
    const follow = () => this.follow;
    return new ThreadReader(this.core, this.store, this.attention, {
      sendRead: async (seq) => (await this.call(() => this.api.read(seq))).ok,
      reload: () => void this.load(),
      expired: (code) => this.refused(401, code),
      tell: (message) => follow().tell(message),
      get leading() {
        return follow().leading;
      },
    });
  }

  private makeFollow(): Follow {
    return new Follow(this.keep, this.api, {
      onEvent: (event, resumed) => this.reader.take(event, resumed),
      onConnected: (connected) => this.setConnected(connected),
      onRefused: ({ status, code }) => {
        this.refused(status, code);
        return false;
      },
      onTab: (message) => this.reader.hearTab(message),
      greeting: () => ({ unread: this.reader.count, online: this.store.state.team.online }),
    });
  }

  private listen(): void {
    const { signal } = this.stopping;
    addEventListener('online', () => this.back(), { signal });
    addEventListener('offline', () => this.gone(), { signal });
    addEventListener('pagehide', () => this.follow.stop(), { signal });
    addEventListener('pageshow', ({ persisted }) => persisted && this.follow.start(), { signal });
    addEventListener('hashchange', () => followHash(this.core), { signal });
    addEventListener('storage', (event) => this.hearStorage(event), { signal });
    document.addEventListener('visibilitychange', () => this.reader.readUp(), { signal });
    const move = () => setTimeout(this.visit, SETTLED_MS);
    (window as { navigation?: EventTarget }).navigation?.addEventListener(
      'currententrychange',
      move,
      { signal },
    );
    move();
  }

  /** Tells where the user is, once they have opened the chat in this browser: others cost no request. */
  private visit = (): void => {
    const page = pageAddress();
    if (page.url === this.visited || !this.keep.get('met')) return;
    this.visited = page.url;
    const { timeZone: timezone } = new Intl.DateTimeFormat('en').resolvedOptions();
    const profile: Profile = { locale: this.core.language, timezone, page };
    const email = this.core.user?.email;
    if (email && !this.store.state.user?.email) profile.email = email;
    void this.api.profile(profile);
  };

  private back(): void {
    this.follow.wake();
    this.outbox.flush();
    this.setConnected(this.store.state.connected);
  }

  private gone(): void {
    this.follow.cut();
    this.store.update({ offline: true });
  }

  private setConnected(connected: boolean): void {
    clearTimeout(this.offlineTimer);
    this.store.update({ connected });
    if (connected) {
      this.store.update({ offline: false });
      this.outbox.flush();
      this.reader.readUp();
      if (this.store.state.phase === 'failed') void this.load();
      return;
    }
    this.offlineTimer = setTimeout(() => {
      if (this.store.state.access === 'ok') this.store.update({ offline: true });
    }, OFFLINE_AFTER_MS);
  }

  private hearStorage({ key, newValue }: StorageEvent): void {
    const { prefix } = this.keep;
    if (key === null || (key === `${prefix}on` && newValue === null)) this.core.signOut();
    else if (key === `${prefix}outbox`) this.outbox.reload();
    else if (key === `${prefix}sound`) this.store.update({ sound: this.attention.sound });
  }

  private load(): Promise<void> {
    this.loading ??= this.loadNow().finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  private async loadNow(): Promise<void> {
    if (this.store.state.phase !== 'ready') this.store.update({ phase: 'loading' });
    const answer = await this.call(() => this.api.session());
    if (this.stopping.signal.aborted) return;
    if (!answer.ok) {
      if (this.store.state.phase === 'loading') this.store.update({ phase: 'failed' });
      return;
    }
    this.follow.suggestCursor(answer.data.cursor);
    this.reader.takeSession(answer.data);
    this.keep.set('met', '1');
    this.visit();
  }
}
