import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
} from '@tanstack/virtual-core';
import type { RefObject } from 'preact';
import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

/** Only the rows in sight, and a few around them, exist; all rows are equally high. */
export function useVirtual(
  count: number,
  rowHeight: number,
  scroller: RefObject<HTMLElement | null>,
): Virtualizer<HTMLElement, HTMLElement> {
  const [, again] = useReducer((n: number) => n + 1, 0);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => again(undefined),
  };
  const instance = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null);
  instance.current ??= new Virtualizer(options);
  instance.current.setOptions(options);
  useLayoutEffect(() => instance.current?._didMount(), []);
  useLayoutEffect(() => instance.current?._willUpdate());
  return instance.current;
}
