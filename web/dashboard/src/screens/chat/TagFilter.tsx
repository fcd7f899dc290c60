import chevron from 'icon:chevron-down';
import tagIcon from 'icon:tag';
import { t } from '../../i18n/index.ts';
import { colorOf, useTagsOf } from '../../state/tags.ts';
import { everywhere, projects } from '../../state/workspace.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { chooseTag, useChatView } from './chat_view.ts';

/** Narrows the list to one tag; absent where there is none, unless one was chosen elsewhere. */
export function TagFilter({ scope }: { scope: string }) {
  const { tag } = useChatView();
  const all = useTagsOf(scope === everywhere ? projects().map(({ id }) => id) : [scope]);
  if (all.length === 0 && tag === null) return null;
  const items = [
    {
      key: '',
      checked: tag === null,
      label: <span>{t('tags.any')}</span>,
      run: () => chooseTag(null),
    },
    ...all.map(({ id, name, color }) => ({
      key: id,
      checked: tag === name,
      label: (
        <>
          <span class={`tag-dot ${color}`} aria-hidden="true" />
          <span class="tag-name" dir="auto">
            {name}
          </span>
        </>
      ),
      run: () => chooseTag(name),
    })),
  ];
  return (
    <Menu
      class={tag === null ? 'filter' : 'filter chosen'}
      align="end"
      label={tag === null ? t('tags.filter') : t('tags.filtered', { name: tag })}
      items={items}
      button={
        <>
          {tag === null ? (
            <Icon of={tagIcon} size={13} />
          ) : (
            <span class={`tag-dot ${colorOf(all, tag)}`} aria-hidden="true" />
          )}
          <span class="tag-name" dir="auto">
            {tag ?? t('tags.label')}
          </span>
          <Icon of={chevron} size={12} />
        </>
      }
    />
  );
}
