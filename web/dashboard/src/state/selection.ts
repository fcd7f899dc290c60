/** The thread that is open in this tab, if any. */
let open: string | null = null;

export function openThread(): string | null {
  return open;
}

export function setOpenThread(id: string | null): void {
  open = id;
}

/** The view of `id` has gone. When another thread has taken its place meanwhile, that one stays. */
export function leaveOpenThread(id: string): void {
  if (open === id) open = null;
}

/** Somebody is looking at this tab now. */
export function isWatched(): boolean {
  return document.visibilityState === 'visible' && document.hasFocus();
}
