/** A mention travels as `@{MEMBER_ID}`; people see and type `@Name`. */
export interface Mention {
  id: string;
  name: string;
}

const token = /@\{([0-9a-fA-F-]{36})\}/g;

export function splitMentions(text: string): { text: string; member?: string }[] {
  const parts: { text: string; member?: string }[] = [];
  let from = 0;
  for (const match of text.matchAll(token)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index) });
    parts.push({ text: match[0], member: match[1] });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from) });
  return parts;
}

/** The typed text with the chosen names replaced by their tokens, longer names first. */
export function toWire(text: string, mentions: Mention[]): string {
  const byLength = [...mentions].sort((a, b) => b.name.length - a.name.length);
  return byLength.reduce((wire, { id, name }) => wire.replaceAll(`@${name}`, `@{${id}}`), text);
}

/** The beginning of a mention right before the caret: `@` and what has been typed of the name. */
export function mentionAt(text: string, caret: number): { from: number; typed: string } | null {
  const match = /(?:^|\s)@([\p{L}\p{N}._-]{0,30})$/u.exec(text.slice(0, caret));
  if (!match) return null;
  const typed = match[1] ?? '';
  return { from: caret - typed.length - 1, typed };
}
