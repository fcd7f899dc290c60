import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Suggestions } from './use_suggestions.ts';

interface Props<T> {
  id: string;
  label: string;
  list: Suggestions<T>;
  keyOf: (option: T) => string;
  children: (option: T) => ComponentChildren;
  /** Stands above or below the options and is no option itself. */
  head?: ComponentChildren;
  foot?: ComponentChildren;
}

/** What can be taken by keyboard or pointer while something is typed into the box below. */
export function SuggestionList<T>({ id, label, list, keyOf, children, head, foot }: Props<T>) {
  useEffect(() => {
    if (list.open)
      document.getElementById(`${id}-${list.at}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, list.open, list.at]);
  if (!list.open) return null;
  return (
    <div class="suggestions">
      {head}
      <div class="suggestion-options" id={id} role="listbox" aria-label={label}>
        {list.found.map((option, index) => (
          <div
            key={keyOf(option)}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === list.at}
            class="suggestion"
            onMouseDown={(event) => {
              event.preventDefault();
              list.choose(option);
            }}
          >
            {children(option)}
          </div>
        ))}
      </div>
      {foot}
    </div>
  );
}
