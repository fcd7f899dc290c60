import plus from 'icon:bookmark-plus';
import pencil from 'icon:pencil';
import trash from 'icon:trash';
import users from 'icon:users-round';
import { useState } from 'preact/hooks';
import type { View } from '../../api/types.ts';
import { lazyPart } from '../../app/lazy.tsx';
import { t } from '../../i18n/index.ts';
import { countsOf, countsTopic } from '../../state/inbox.ts';
import { isAdmin } from '../../state/session.ts';
import { type BuiltIn, type Filter, filters } from '../../state/thread_order.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { useTopics } from '../../state/topics.ts';
import { countText, useViewCounts } from '../../state/view_counts.ts';
import { deleteView, findView, saveView, useViews } from '../../state/views.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { chooseFilter, searchWithin, useChatView } from './chat_view.ts';
import { TagFilter } from './TagFilter.tsx';

const SaveView = lazyPart(() => import('./SaveView.tsx'));

/** Which conversations are shown, or searched: everybody's views first, then those that were saved. */
export function Filters({ scope }: { scope: string }) {
  const { filter, q, within } = useChatView();
  const views = useViews();
  const viewCounts = useViewCounts(scope);
  const [saving, setSaving] = useState<'new' | View | null>(null);
  useTopics(countsTopic(scope));
  const counts = q ? undefined : countsOf(scope);
  const chosen: Filter = q ? within : filter;
  const choose = (next: BuiltIn) => (q ? searchWithin(next) : chooseFilter(next));
  return (
    <fieldset class="filters" aria-label={q ? t('find.within') : t('chat.filter')}>
      {filters.map((one) => {
        const count = counts && one in counts ? counts[one as keyof typeof counts] : undefined;
        return (
          <button
            key={one}
            type="button"
            class="filter"
            aria-pressed={one === chosen}
            onClick={() => choose(one)}
          >
            {t(`filter.${one}`)}
            {Boolean(count) && <span class="filter-count">{count}</span>}
          </button>
        );
      })}
      {!q &&
        views.map((view) => (
          <Saved
            key={view.id}
            view={view}
            chosen={chosen}
            count={viewCounts[view.id] ?? 0}
            onChange={() => setSaving(view)}
          />
        ))}
      {!q && (
        <span class="filter-tools">
          <TagFilter scope={scope} />
          <IconButton label={t('view.save')} onClick={() => setSaving('new')}>
            <Icon of={plus} size={15} />
          </IconButton>
        </span>
      )}
      {saving && (
        <SaveView view={saving === 'new' ? undefined : saving} onClose={() => setSaving(null)} />
      )}
    </fieldset>
  );
}

interface SavedProps {
  view: View;
  chosen: Filter;
  count: number;
  onChange: () => void;
}

function Saved({ view, chosen, count, onChange }: SavedProps) {
  const filter: Filter = `view:${view.id}`;
  const pressed = filter === chosen;
  const title = view.mine ? view.name : t('view.by', { name: view.owner.name });
  return (
    <span class="saved-view">
      <button
        type="button"
        class="filter"
        aria-pressed={pressed}
        title={title}
        onClick={() => chooseFilter(filter)}
      >
        {view.shared && <Icon of={users} size={12} />}
        <span class="saved-name" dir="auto">
          {view.name}
        </span>
        {count > 0 && <span class="filter-count">{countText(count)}</span>}
      </button>
      {pressed && view.mine && (
        <IconButton label={t('view.change', { name: view.name })} onClick={onChange}>
          <Icon of={pencil} size={14} />
        </IconButton>
      )}
      {pressed && (view.mine || isAdmin()) && (
        <IconButton
          label={t('view.delete', { name: view.name })}
          onClick={() => void remove(view, filter)}
        >
          <Icon of={trash} size={14} />
        </IconButton>
      )}
    </span>
  );
}

/** Deleted at once, with a way back that saves it anew. */
async function remove(view: View, filter: Filter): Promise<void> {
  try {
    await deleteView(view);
  } catch (fault) {
    toastError(fault);
    return;
  }
  if (!findView(filter)) chooseFilter('open');
  const run = () => {
    saveView(view.name, view.filter, view.shared).then(chooseFilter).catch(toastError);
  };
  toast(t('view.deleted'), view.mine ? { action: { label: t('undo'), run } } : {});
}
