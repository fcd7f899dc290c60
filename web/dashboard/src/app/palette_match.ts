export interface PaletteEntry {
  id: string;
  label: string;
  group: string;
  /** Further text that is searched but not shown. */
  search?: string;
  run: () => void;
}

const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/**
 * The entries that contain every wanted word, whatever its case and accents;
 * those whose label begins with the words come first, else the order is kept.
 */
export function matchEntries(entries: PaletteEntry[], wanted: string): PaletteEntry[] {
  const text = plain(wanted.trim());
  if (!text) return entries;
  const words = text.split(/\s+/);
  const rank = (entry: PaletteEntry): number => {
    const label = plain(entry.label);
    if (label.startsWith(text)) return 0;
    if (words.every((word) => label.includes(word))) return 1;
    const all = `${label} ${plain(`${entry.search ?? ''} ${entry.group}`)}`;
    return words.every((word) => all.includes(word)) ? 2 : 3;
  };
  return entries
    .map((entry) => ({ entry, rank: rank(entry) }))
    .filter((item) => item.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((item) => item.entry);
}
