import { useEffect, useReducer } from 'preact/hooks';
import { absoluteTime, relativeTime, timeIn } from '../i18n/format.ts';

const watchers = new Set<() => void>();
let timer = 0;

function tellAll(): void {
  for (const tell of watchers) tell();
}

function watch(listener: () => void): () => void {
  watchers.add(listener);
  timer ||= setInterval(tellAll, 30_000) as unknown as number;
  return () => {
    watchers.delete(listener);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = 0;
  };
}

/** Renders again every half minute. */
function useClock(): void {
  const [, again] = useReducer((n: number) => n + 1, 0);
  useEffect(() => watch(() => again(undefined)), []);
}

/** What the clock says where somebody is; just the zone's name when this browser does not know it. */
export function LocalTime({ zone }: { zone: string }) {
  useClock();
  const time = timeIn(zone);
  return <>{time ? `${time} (${zone})` : zone}</>;
}

/** "5 min", with the full date as title; all of them share one clock. */
export function Ago({ at }: { at: string }) {
  useClock();
  return (
    <time dateTime={at} title={absoluteTime(at)}>
      {relativeTime(at)}
    </time>
  );
}
