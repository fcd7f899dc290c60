export interface TokenFacts {
  sub: string;
  /** Unix seconds. */
  exp: number;
}

/**
 * Reads who a token is for and how long it lasts, only to name storage keys and to renew in time.
 * Nothing is proven by it: that is the server's work.
 */
export function readToken(token: string): TokenFacts | null {
  try {
    const middle = (token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/');
    const bytes = Uint8Array.from(atob(middle), (char) => char.charCodeAt(0));
    const claims: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (!claims || typeof claims !== 'object') return null;
    const { sub, exp } = claims as Record<string, unknown>;
    if (typeof sub !== 'string' || !sub || typeof exp !== 'number') return null;
    return { sub, exp };
  } catch {
    return null;
  }
}
