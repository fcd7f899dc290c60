import type { Tag, TagColor } from '../../api/types.ts';

export interface PickerEntry {
  name: string;
  color: TagColor;
  chosen: boolean;
  /** Nobody has used this name yet. */
  isNew: boolean;
}

const fold = (text: string) => text.normalize('NFKC').toLocaleLowerCase().trim();

/** What the picker offers for what was typed: those on the thread first, the name itself last if it is new. */
export function pickerEntries(all: readonly Tag[], chosen: string[], typed: string): PickerEntry[] {
  const wanted = fold(typed);
  const found = all
    .filter((tag) => fold(tag.name).includes(wanted))
    .map(({ name, color }) => ({ name, color, chosen: chosen.includes(name), isNew: false }));
  found.sort((a, b) => Number(b.chosen) - Number(a.chosen) || a.name.localeCompare(b.name));
  const there = all.some((tag) => fold(tag.name) === wanted);
  if (wanted && !there) {
    found.push({ name: typed.trim(), color: 'grey', chosen: false, isNew: true });
  }
  return found;
}
