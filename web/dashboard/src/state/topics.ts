import { useLayoutEffect, useReducer } from 'preact/hooks';

/**
 * State lives in plain objects; a change names the topics it touched. All
 * topics touched in one turn are told once, in one microtask, so a burst of
 * events costs one render of the rows that changed and nothing else.
 */
type Listener = () => void;

const listeners = new Map<string, Set<Listener>>();
const touched = new Set<string>();

export function touch(...topics: string[]): void {
  if (touched.size === 0) queueMicrotask(flush);
  for (const topic of topics) touched.add(topic);
}

function flush(): void {
  const due = new Set<Listener>();
  for (const topic of touched) {
    for (const listener of listeners.get(topic) ?? []) due.add(listener);
  }
  touched.clear();
  for (const listener of due) listener();
}

/** Calls `listener` once per turn in which one of `topics` was touched. Returns the undo. */
export function subscribe(topics: string[], listener: Listener): () => void {
  for (const topic of topics) {
    let set = listeners.get(topic);
    if (!set) {
      set = new Set();
      listeners.set(topic, set);
    }
    set.add(listener);
  }
  return () => {
    for (const topic of topics) {
      const set = listeners.get(topic);
      set?.delete(listener);
      if (set?.size === 0) listeners.delete(topic);
    }
  };
}

/**
 * Renders the calling component again whenever one of `topics` was touched. Listens from the very
 * turn of the first render on: a passive effect would start later and miss what happens in between.
 */
export function useTopics(...topics: string[]): void {
  const [, again] = useReducer((n: number) => n + 1, 0);
  const key = topics.join('\n');
  useLayoutEffect(() => subscribe(key.split('\n'), () => again(undefined)), [key]);
}
