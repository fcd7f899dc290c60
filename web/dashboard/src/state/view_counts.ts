import { useLayoutEffect } from 'preact/hooks';
import { call, query } from '../api/http.ts';
import { threadsTopic } from './inbox.ts';
import { subscribe, touch, useTopics } from './topics.ts';
import { refreshViews } from './view_sync.ts';
import { findView, useViews } from './views.ts';
import { everywhere } from './workspace.ts';

/** How many conversations each saved view names. Only the server can count what this tab has not loaded. */
type ViewCounts = Record<string, number>;

/** The server counts up to here. */
const most = 99;
const pauseMs = 1500;
const topic = 'view-counts';
const known = new Map<string, ViewCounts>();
const waiting = new Set<string>();

async function ask(scope: string): Promise<void> {
  const path = `/views/counts${query({ project: scope === everywhere ? '' : scope })}`;
  const answer = await call<{ counts: ViewCounts }>('GET', path).catch(() => null);
  if (!answer) return;
  known.set(scope, answer.counts);
  touch(topic);
  // A colleague has shared one.
  if (Object.keys(answer.counts).some((id) => !findView(`view:${id}`))) void refreshViews();
}

/** A burst of changes is counted once, after its first moments. */
function askSoon(scope: string): void {
  if (waiting.has(scope)) return;
  waiting.add(scope);
  setTimeout(() => {
    waiting.delete(scope);
    void ask(scope);
  }, pauseMs);
}

/** The counts of this scope, kept true by what happens. */
export function useViewCounts(scope: string): Readonly<ViewCounts> {
  useTopics(topic);
  const ids = useViews()
    .map(({ id }) => id)
    .join();
  useLayoutEffect(() => {
    void ask(scope);
    return subscribe([threadsTopic, 'reset'], () => askSoon(scope));
  }, [scope, ids]);
  return known.get(scope) ?? {};
}

export const countText = (count: number): string => (count > most ? `${most}+` : `${count}`);
