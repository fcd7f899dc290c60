import checkIcon from 'icon:check';
import plus from 'icon:plus';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import type { Tag } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Icon } from '../../ui/Icon.tsx';
import { type PickerEntry, pickerEntries } from './tag_match.ts';

interface Props {
  all: readonly Tag[];
  chosen: string[];
  onChange: (tags: string[]) => void;
  onClose: () => void;
}

/** Type to find a tag or make one; Enter puts it on or takes it off. */
export default function TagPicker({ all, chosen, onChange, onClose }: Props) {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  const entries = pickerEntries(all, chosen, typed);
  useEffect(() => input.current?.focus(), []);
  useEffect(
    () => document.getElementById(`${id}-${at}`)?.scrollIntoView({ block: 'nearest' }),
    [at, id],
  );
  const pick = (entry: PickerEntry | undefined) => {
    if (!entry) return;
    const on = chosen.includes(entry.name);
    onChange(on ? chosen.filter((name) => name !== entry.name) : [...chosen, entry.name]);
    setTyped('');
    input.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.isComposing) return;
    if (event.key === 'Enter' && entries.length === 0) onClose();
    else if (event.key === 'Enter') pick(entries[Math.min(at, entries.length - 1)]);
    else if (step && entries.length > 0) setAt((at + step + entries.length) % entries.length);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        ref={input}
        class="input"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={entries.length > 0 ? `${id}-${at}` : undefined}
        aria-label={t('tags.find')}
        placeholder={t('tags.find')}
        maxLength={40}
        value={typed}
        dir="auto"
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      {entries.length === 0 && <p class="hint popover-none">{t('tags.none')}</p>}
      <div
        class="tag-options"
        id={id}
        role="listbox"
        aria-label={t('tags.label')}
        aria-multiselectable="true"
      >
        {entries.map((entry, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox above takes the keys
          <div
            key={entry.name}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={entry.chosen}
            class={index === at ? 'tag-option at' : 'tag-option'}
            onMouseMove={() => setAt(index)}
            onClick={() => pick(entry)}
          >
            {entry.isNew ? (
              <>
                <Icon of={plus} size={13} />
                <span dir="auto">{t('tags.create', { name: entry.name })}</span>
              </>
            ) : (
              <>
                <span class={`tag-dot ${entry.color}`} aria-hidden="true" />
                <span class="tag-name" dir="auto">
                  {entry.name}
                </span>
                {entry.chosen && <Icon of={checkIcon} size={14} />}
              </>
            )}
          </div>
        ))}
      </div>
    </>
  );
}
