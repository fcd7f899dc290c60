/** The beginning of something that is being typed and can be completed: where its mark stands, and what follows it. */
export interface Typed {
  from: number;
  typed: string;
}

function typedAt(pattern: RegExp, text: string, caret: number): Typed | null {
  const match = pattern.exec(text.slice(0, caret));
  if (!match) return null;
  const typed = match[1] ?? '';
  return { from: caret - typed.length - 1, typed };
}

/** `@` at the beginning of a word, and the beginning of a name. */
export function mentionAt(text: string, caret: number): Typed | null {
  return typedAt(/(?:^|\s)@([\p{L}\p{N}._-]{0,30})$/u, text, caret);
}

/** `/` at the beginning of a word, and the beginning of a shortcut. */
export function slashAt(text: string, caret: number): Typed | null {
  return typedAt(/(?:^|\s)\/([^\s/]{0,40})$/u, text, caret);
}
