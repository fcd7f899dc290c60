import search from 'icon:search';
import clear from 'icon:x';
import { useRef } from 'preact/hooks';
import { useShortcuts } from '../../app/use_shortcuts.ts';
import { t } from '../../i18n/index.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { setQuery, useChatView } from './chat_view.ts';

const longest = 500;

/** Searches all conversations of the inbox; Escape gives the list back, the arrow goes into the results. */
export function SearchField() {
  const { q } = useChatView();
  const field = useRef<HTMLInputElement>(null);
  const focus = () => {
    field.current?.focus();
    field.current?.select();
  };
  useShortcuts({ '/': focus });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') {
      if (q) setQuery('');
      else field.current?.blur();
    } else if (event.key === 'ArrowDown') {
      document.querySelector<HTMLElement>('.thread-row[tabindex="0"]')?.focus();
    } else return;
    event.preventDefault();
  };
  return (
    <search class="list-search">
      <Icon of={search} size={15} />
      <input
        ref={field}
        type="text"
        role="searchbox"
        aria-label={t('find.label')}
        placeholder={t('find.label')}
        maxLength={longest}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        value={q}
        onInput={(event) => setQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {q ? (
        <IconButton
          label={t('find.clear')}
          onClick={() => {
            setQuery('');
            field.current?.focus();
          }}
        >
          <Icon of={clear} size={14} />
        </IconButton>
      ) : (
        <kbd>/</kbd>
      )}
    </search>
  );
}
