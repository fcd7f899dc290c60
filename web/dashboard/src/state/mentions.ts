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

const special = /[.*+?^${}()|[\]\\]/g;

/** The typed text with the chosen names replaced by their tokens, longer names first. */
export function toWire(text: string, mentions: Mention[]): string {
  const byLength = [...mentions].sort((a, b) => b.name.length - a.name.length);
  return byLength.reduce((wire, { id, name }) => {
    const whole = new RegExp(`@${name.replace(special, '\\$&')}(?![\\p{L}\\p{N}])`, 'gu');
    return wire.replace(whole, `@{${id}}`);
  }, text);
}

/** What to type for a text that was on the wire; a member whom nobody knows keeps the token. */
export function fromWire(
  body: string,
  nameOf: (member: string) => string | null,
): { text: string; mentions: Mention[] } {
  const mentions: Mention[] = [];
  const text = splitMentions(body)
    .map((part) => {
      const name = part.member && nameOf(part.member);
      if (!part.member || !name) return part.text;
      if (!mentions.some(({ id }) => id === part.member)) mentions.push({ id: part.member, name });
      return `@${name}`;
    })
    .join('');
  return { text, mentions };
}

/** The text with names in place of tokens, for one line of a list; a token that was cut off is left out. */
export function withNames(body: string, nameOf: (member: string) => string): string {
  return splitMentions(body)
    .map((part) => (part.member ? `@${nameOf(part.member)}` : part.text))
    .join('')
    .replace(/@\{[0-9a-fA-F-]{0,36}…?$/, '…');
}
