import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { currentLanguage, type Language, t } from '../../../i18n/index.ts';
import { readStored, writeStored } from '../../../state/preferences.ts';
import { type Emoji, type EmojiGroup, gridStep, readGroups, searchEmoji } from './emoji_search.ts';

export interface PickerProps {
  onPick: (emoji: string) => void;
  onClose: () => void;
}

const columns = 8;
const found = 64;
const recentKey = 'seggwat.emoji';
const recentMost = 16;

const lists: Record<Language, () => Promise<{ default: Record<string, string[]> }>> = {
  en: () => import('../../../emoji/en.json'),
  de: () => import('../../../emoji/de.json'),
  sv: () => import('../../../emoji/sv.json'),
  fr: () => import('../../../emoji/fr.json'),
};

type GroupName =
  | 'smileys'
  | 'people'
  | 'nature'
  | 'food'
  | 'travel'
  | 'activities'
  | 'objects'
  | 'symbols'
  | 'flags';

/** Emoji by group or by a word, in the language of the dashboard; all of it by keyboard. */
export default function EmojiPicker({ onPick, onClose }: PickerProps) {
  const groups = useGroups();
  const [wanted, setWanted] = useState('');
  const [group, setGroup] = useState('smileys');
  const [at, setAt] = useState(0);
  const shown = useShown(groups, wanted, group);
  const current = Math.min(at, Math.max(0, shown.length - 1));
  const pick = (emoji: Emoji | undefined) => {
    if (!emoji) return;
    remember(emoji.char);
    onPick(emoji.char);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    const inText = /^(Arrow(Left|Right)|Home|End)$/.test(event.key) && wanted !== '';
    const next = inText ? null : gridStep(event.key, current, shown.length, columns);
    if (next !== null) setAt(next);
    else if (event.key === 'Enter') pick(shown[current]);
    else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  useEffect(
    () => document.getElementById(`emoji-${current}`)?.scrollIntoView({ block: 'nearest' }),
    [current],
  );
  const choose = (id: string) => {
    setGroup(id);
    setWanted('');
    setAt(0);
  };
  return (
    <div class="emoji-panel" role="dialog" aria-label={t('emoji.title')}>
      <SearchField
        wanted={wanted}
        active={shown.length > 0 ? `emoji-${current}` : undefined}
        onWanted={(text) => {
          setWanted(text);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Groups
        groups={groups}
        chosen={wanted ? '' : group}
        onChoose={choose}
        onKeyDown={onKeyDown}
      />
      <Grid emoji={shown} at={current} onPick={pick} />
      <p class="emoji-name meta" aria-hidden="true">
        {shown[current]?.name ?? t('emoji.none')}
      </p>
    </div>
  );
}

function useGroups(): EmojiGroup[] {
  const [groups, setGroups] = useState<EmojiGroup[]>([]);
  useEffect(() => {
    let gone = false;
    void lists[currentLanguage()]().then((list) => gone || setGroups(readGroups(list.default)));
    return () => {
      gone = true;
    };
  }, []);
  return groups;
}

function useShown(groups: EmojiGroup[], wanted: string, group: string): Emoji[] {
  return useMemo(() => {
    if (wanted.trim()) return searchEmoji(groups, wanted, found);
    const own = groups.find(({ id }) => id === group)?.emoji ?? [];
    if (group !== 'smileys') return own;
    const all = groups.flatMap(({ emoji }) => emoji);
    const recent = recentEmoji().flatMap((char) => all.find((one) => one.char === char) ?? []);
    return [...recent, ...own.filter((one) => !recent.includes(one))];
  }, [groups, wanted, group]);
}

function recentEmoji(): string[] {
  const stored = readStored<unknown>(recentKey);
  return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : [];
}

function remember(char: string): void {
  writeStored(
    recentKey,
    [char, ...recentEmoji().filter((one) => one !== char)].slice(0, recentMost),
  );
}

interface SearchProps {
  wanted: string;
  active: string | undefined;
  onWanted: (text: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function SearchField({ wanted, active, onWanted, onKeyDown }: SearchProps) {
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <input
      ref={field}
      class="input emoji-search"
      role="combobox"
      aria-expanded="true"
      aria-controls="emoji-grid"
      aria-activedescendant={active}
      aria-label={t('emoji.search')}
      placeholder={t('emoji.search')}
      value={wanted}
      onInput={(event) => onWanted(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

interface GroupsProps {
  groups: EmojiGroup[];
  chosen: string;
  onChoose: (id: string) => void;
  onKeyDown: (event: KeyboardEvent) => void;
}

function Groups({ groups, chosen, onChoose, onKeyDown }: GroupsProps) {
  const closeByKey = (event: KeyboardEvent) => event.key === 'Escape' && onKeyDown(event);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only Escape of the buttons bubbles here
    <div class="emoji-groups" role="presentation" onKeyDown={closeByKey}>
      {groups.map(({ id, emoji }) => (
        <button
          key={id}
          type="button"
          aria-pressed={id === chosen}
          aria-label={t(`emoji.${id as GroupName}`)}
          title={t(`emoji.${id as GroupName}`)}
          onClick={() => onChoose(id)}
        >
          {emoji[0]?.char}
        </button>
      ))}
    </div>
  );
}

interface GridProps {
  emoji: Emoji[];
  at: number;
  onPick: (emoji: Emoji) => void;
}

function Grid({ emoji, at, onPick }: GridProps) {
  return (
    <div class="emoji-grid" id="emoji-grid" role="listbox" aria-label={t('emoji.title')}>
      {emoji.map((one, index) => (
        <div
          key={one.char}
          id={`emoji-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          aria-label={one.name}
          title={one.name}
          onMouseDown={(event) => {
            event.preventDefault();
            onPick(one);
          }}
        >
          {one.char}
        </div>
      ))}
    </div>
  );
}
