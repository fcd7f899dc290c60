import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** Of links in a line that scrolls, as on a phone, the current one is never out of sight. */
export function useCurrentInSight<E extends HTMLElement>(at: string): RefObject<E | null> {
  const line = useRef<E>(null);
  useEffect(() => {
    const current = line.current?.querySelector('[aria-current]');
    current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [at]);
  return line;
}
