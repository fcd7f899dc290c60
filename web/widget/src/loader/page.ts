/** The page's globals that are ours. */
export const page = window as unknown as Record<string, unknown>;
export const NAME = 'SeggwatFeedback';
export const PENDING = '__seggwat_pending_user';

export function warn(what: unknown): void {
  console.warn('[SeggWat]', what);
}

/** Uses the page's storage; some settings make the mere look at it throw. */
export function withStorage<T>(use: (storage: Storage) => T): T | undefined {
  try {
    return use(localStorage);
  } catch {
    // As if it held nothing.
  }
}
