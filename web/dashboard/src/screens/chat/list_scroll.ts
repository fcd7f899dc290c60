import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { loadMore, type ThreadList } from '../../state/inbox.ts';

const keyOf = (list: ThreadList) => `seggwat.scroll.${list.project}.${list.filter}`;

/**
 * How many rows were put in (or taken out) above what was in sight: the middle
 * one of the shifts of the visible rows, so that a row that itself moved to the
 * top does not carry the view along.
 */
export function shiftOf(before: string[], firstIndex: number, after: string[]): number {
  const shifts = before
    .map((id, offset) => ({ now: after.indexOf(id), was: firstIndex + offset }))
    .filter((row) => row.now >= 0)
    .map((row) => row.now - row.was)
    .sort((a, b) => a - b);
  return shifts[shifts.length >> 1] ?? 0;
}

/**
 * The row that Tab reaches. It has to be one that is drawn: the open thread may be far away, in
 * another list, or not exist.
 */
export function tabStopOf(
  drawn: string[],
  cursor: string | null,
  selected: string | null,
): string | undefined {
  return [cursor, selected].find((id) => id !== null && drawn.includes(id)) ?? drawn[0];
}

/** Keeps what is in sight in its place while rows come and go, and brings the place back after a reload. */
export function useListScroll(
  list: ThreadList,
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
  selected: string | null,
): void {
  const seen = useRef<{ first: number; ids: string[] }>({ first: 0, ids: [] });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    if (element.scrollTop > 0) {
      const shift = shiftOf(seen.current.ids, seen.current.first, list.ids);
      if (shift !== 0) element.scrollTop += shift * rowHeight;
    }
    const first = Math.floor(element.scrollTop / rowHeight);
    const rows = Math.ceil(element.clientHeight / rowHeight) + 1;
    seen.current = { first, ids: list.ids.slice(first, first + rows) };
  });
  // The place is restored once, when the list appears
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    void restore(list, element, rowHeight, selected);
    const remember = () =>
      sessionStorage.setItem(keyOf(list), String(Math.round(element.scrollTop)));
    element.addEventListener('scroll', remember, { passive: true });
    return () => element.removeEventListener('scroll', remember);
  }, []);
}

async function restore(
  list: ThreadList,
  element: HTMLElement,
  rowHeight: number,
  selected: string | null,
): Promise<void> {
  const stored = Number(sessionStorage.getItem(keyOf(list))) || 0;
  if (stored > 0) {
    const needed = (stored + element.clientHeight) / rowHeight;
    while (list.ids.length < needed && !list.complete && !list.error) await loadMore(list);
    requestAnimationFrame(() => {
      element.scrollTop = stored;
    });
    return;
  }
  const at = selected ? list.ids.indexOf(selected) : -1;
  const top = at * rowHeight;
  if (at >= 0 && top + rowHeight > element.clientHeight) {
    element.scrollTop = top - element.clientHeight / 2;
  }
}
