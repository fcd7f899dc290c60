import type { View, ViewFilter } from '../api/types.ts';
import { forgetListsOf } from './inbox.ts';
import { changeView, knownViews, loadViews } from './views.ts';

/** Asks for the views again: a colleague may have shared or changed one. */
export async function refreshViews(): Promise<void> {
  const before = knownViews();
  await loadViews(true);
  dropOtherLists(before, knownViews());
}

/** Asks again when somebody looks at this tab. */
export function watchViews(): () => void {
  const look = () => document.visibilityState === 'visible' && void refreshViews();
  document.addEventListener('visibilitychange', look);
  addEventListener('focus', look);
  return () => {
    document.removeEventListener('visibilitychange', look);
    removeEventListener('focus', look);
  };
}

export async function saveChangedView(
  view: View,
  change: { name: string; filter: ViewFilter; shared: boolean },
): Promise<void> {
  const before = knownViews();
  await changeView(view.id, change);
  dropOtherLists(before, knownViews());
}

/** A list whose view means something else now starts anew. */
function dropOtherLists(before: readonly View[], after: readonly View[]): void {
  for (const view of before) {
    const now = after.find(({ id }) => id === view.id);
    if (JSON.stringify(now?.filter) !== JSON.stringify(view.filter)) {
      forgetListsOf(`view:${view.id}`);
    }
  }
}
