import type { Core } from '../core.ts';
import { readToken, type TokenFacts } from './token.ts';

export interface AccessHooks {
  /** A new token for the same user is in use. */
  onRenewed(): void;
  /** No usable token until the page gives one. */
  onExpired(code: string): void;
  /** This user cannot chat here, whatever token comes from the same source. */
  onRefused(code: string): void;
}

const EARLY_MS = 60_000;
const MAX_TIMER_MS = 2 ** 31 - 1;
/** Refusals that another token can cure, when the page can make one. */
const CURABLE = new Set(['token_expired', 'token_revoked', 'signed_out', 'token_not_yet_valid']);

/** Holds the user's token, renews it in time, and decides what a refusal means. */
export class AccessKeeper {
  token: string;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private renewing: Promise<boolean> | null = null;
  /** A token that the provider gave after a refusal: refused again, it is given up. */
  private lastCure = '';
  private ended = false;

  constructor(
    private readonly core: Core,
    token: string,
    private facts: TokenFacts,
    private readonly hooks: AccessHooks,
  ) {
    this.token = token;
    this.schedule();
  }

  get sub(): string {
    return this.facts.sub;
  }

  /** Takes a token of the same user; answers false for any other. */
  use(token: string): boolean {
    const facts = readToken(token);
    if (this.ended || !facts || facts.sub !== this.facts.sub) return false;
    this.facts = facts;
    this.schedule();
    if (this.token === token) return true;
    this.token = token;
    this.hooks.onRenewed();
    return true;
  }

  /** Plans the next renewal; again when a provider has come. */
  schedule(): void {
    clearTimeout(this.timer);
    const left = this.facts.exp * 1000 - Date.now();
    if (!this.core.provider || left <= 0) return;
    const wait = Math.max(left - EARLY_MS, left / 2, 1_000);
    this.timer = setTimeout(() => void this.ask(), Math.min(wait, MAX_TIMER_MS));
  }

  /** What follows a refusal of the given token; answers whether a new token is in use. */
  async refused(status: number, code: string, token: string): Promise<boolean> {
    if (this.ended) return false;
    if (token !== this.token) return true;
    const curable = status === 401 && (CURABLE.has(code) || this.lastCure !== token);
    if (curable && this.core.provider && this.lastCure !== token) {
      if (await this.ask()) {
        this.lastCure = this.token;
        return true;
      }
      if (this.ended) return false;
      this.hooks.onExpired(code);
      return false;
    }
    if (status === 401 && CURABLE.has(code)) this.hooks.onExpired(code);
    else this.hooks.onRefused(code || String(status));
    return false;
  }

  end(): void {
    this.ended = true;
    clearTimeout(this.timer);
  }

  /** Asks the page for a token; many askers share one question. */
  private ask(): Promise<boolean> {
    this.renewing ??= this.askNow().finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async askNow(): Promise<boolean> {
    const before = this.token;
    try {
      const token = await this.core.provider?.();
      if (this.ended || typeof token !== 'string') return false;
      if (!this.use(token)) {
        console.warn('[SeggWat] The token provider answered with a token for another user.');
        return false;
      }
      return token !== before;
    } catch (error) {
      console.warn('[SeggWat] The token provider failed.', error);
      return false;
    }
  }
}
