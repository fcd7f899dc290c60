/** One emoji with its name and all the words it is found by, in lower case. */
export interface Emoji {
  char: string;
  name: string;
  words: string;
}
export interface EmojiGroup {
  id: string;
  emoji: Emoji[];
}

/** Reads the lists of `emoji/LANGUAGE.json`. */
export function readGroups(lists: Record<string, string[]>): EmojiGroup[] {
  return Object.entries(lists).map(([id, lines]) => ({ id, emoji: lines.map(readLine) }));
}

function readLine(line: string): Emoji {
  const [char = '', name = '', more = ''] = line.split('|');
  return { char, name, words: `${name} ${more}`.toLowerCase() };
}

/** Every typed word must begin a word of the emoji; those whose name begins with it come first. */
export function searchEmoji(groups: EmojiGroup[], typed: string, limit: number): Emoji[] {
  const wanted = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const begins = (text: string, word: string) => ` ${text}`.includes(` ${word}`);
  const found = groups
    .flatMap((group) => group.emoji)
    .filter((emoji) => wanted.every((word) => begins(emoji.words, word)));
  const first = wanted[0] ?? '';
  const rank = (emoji: Emoji) => (emoji.name.toLowerCase().startsWith(first) ? 0 : 1);
  return found.sort((a, b) => rank(a) - rank(b)).slice(0, limit);
}

/** The place that an arrow, Home or End leads to in a grid; null for another key. */
export function gridStep(key: string, at: number, count: number, columns: number): number | null {
  const steps: Record<string, number> = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1,
    ArrowDown: at + columns,
    ArrowUp: at - columns,
    Home: 0,
    End: count - 1,
  };
  const next = steps[key];
  if (next === undefined) return null;
  return Math.min(Math.max(next, 0), count - 1);
}
