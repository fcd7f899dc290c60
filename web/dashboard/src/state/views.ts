import { call } from '../api/http.ts';
import type { View, ViewFilter } from '../api/types.ts';
import { builtIn, type Filter, isBuiltIn } from './thread_order.ts';
import { touch, useTopics } from './topics.ts';
import { everywhere } from './workspace.ts';

/** The views that members have saved: one's own and those the team shares. */
let views: View[] = [];
let loaded = false;
let loading: Promise<void> | null = null;

export const knownViews = (): readonly View[] => views;

export function useViews(): readonly View[] {
  useTopics('views');
  return views;
}

export function findView(filter: Filter): View | undefined {
  return views.find((view) => filter === `view:${view.id}`);
}

/** What a list shows; a saved view that is gone shows everything that is open. */
export function filterOf(filter: Filter): ViewFilter {
  if (isBuiltIn(filter)) return builtIn[filter];
  return findView(filter)?.filter ?? builtIn.open;
}

/** A view that names projects shows those, whichever the inbox shows otherwise. */
export function scopeOf(scope: string, filter: Filter): string {
  return filterOf(filter).projects?.length ? everywhere : scope;
}

/** Whether it is known what this filter means. */
export function isKnown(filter: Filter): boolean {
  return loaded || isBuiltIn(filter);
}

/** Once; `again`: also when they are here already. */
export function loadViews(again = false): Promise<void> {
  if (again && loaded) loading = null;
  loading ??= call<{ views: View[] }>('GET', '/views')
    .then((answer) => {
      views = answer.views;
    })
    .catch(() => {
      loading = null;
    })
    .finally(() => {
      loaded = true;
      touch('views');
    });
  return loading;
}

export async function saveView(name: string, filter: ViewFilter, shared: boolean): Promise<Filter> {
  const { view } = await call<{ view: View }>('POST', '/views', { name, filter, shared });
  views = [...views, view];
  touch('views');
  return `view:${view.id}`;
}

export async function changeView(
  id: string,
  change: { name: string; filter: ViewFilter; shared: boolean },
): Promise<void> {
  const { view } = await call<{ view: View }>('PATCH', `/views/${encodeURIComponent(id)}`, change);
  views = views.map((one) => (one.id === id ? view : one));
  touch('views');
}

export async function deleteView(view: View): Promise<void> {
  await call('DELETE', `/views/${encodeURIComponent(view.id)}`);
  views = views.filter((one) => one.id !== view.id);
  touch('views');
}
