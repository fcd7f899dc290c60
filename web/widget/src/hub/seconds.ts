import { useEffect, useState } from 'preact/hooks';

/** Whole seconds until the given time, counted down while there are any. */
export function useSecondsUntil(until: number): number {
  const [, look] = useState({});
  const seconds = Math.max(0, Math.ceil((until - Date.now()) / 1000));
  useEffect(() => {
    const timer = seconds ? setTimeout(() => look({}), 250) : 0;
    return () => clearTimeout(timer);
  });
  return seconds;
}
