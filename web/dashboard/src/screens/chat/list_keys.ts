import { useEffect } from 'preact/hooks';
import { moveCursor } from './chat_view.ts';

export const rowHeight = 68;

/** A row far away exists only some frames after the list has been scrolled to it. */
function focusWhenThere(id: string, frames: number): void {
  requestAnimationFrame(() => {
    const row = document.getElementById(id);
    if (row) row.focus();
    else if (frames > 0) focusWhenThere(id, frames - 1);
  });
}

/** Brings the row that the keys have moved to into sight and gives it the focus. */
export function useCursorFocus(
  cursor: string | null,
  ids: string[],
  scrollTo: (index: number) => void,
): void {
  useEffect(() => {
    const at = cursor ? ids.indexOf(cursor) : -1;
    if (at < 0) return;
    scrollTo(at);
    focusWhenThere(`row-${cursor}`, 30);
  }, [cursor]);
}

/** Arrows, Home and End; End first loads what is missing, so that it reaches the very last row. */
export async function moveByKey(
  event: KeyboardEvent,
  ids: string[],
  loadAll?: () => Promise<void>,
): Promise<void> {
  const id = document.activeElement?.id.replace(/^row-/, '') ?? '';
  const at = ids.indexOf(id);
  const wanted = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: Number.POSITIVE_INFINITY }[
    event.key
  ];
  if (wanted === undefined) return;
  event.preventDefault();
  if (event.key === 'End') await loadAll?.();
  const target = ids[Math.min(Math.max(wanted, 0), ids.length - 1)];
  if (target) moveCursor(target);
}
