/** A change of the text: what stands from `from` to `to` becomes `text`, and this is selected afterwards. */
export interface Edit {
  from: number;
  to: number;
  text: string;
  selection: { from: number; to: number };
}

export type Format = 'bold' | 'italic' | 'code' | 'link' | 'list';

const marks = { bold: '**', italic: '_', code: '`' } as const;

/** The edit that gives the selection a format, or takes it away where it has it. */
export function formatEdit(text: string, from: number, to: number, format: Format): Edit {
  if (format === 'list') return listEdit(text, from, to);
  if (format === 'link') return linkEdit(text, from, to, '');
  if (format === 'code' && text.slice(from, to).includes('\n')) return fenceEdit(text, from, to);
  return markEdit(text, from, to, marks[format]);
}

function markEdit(text: string, from: number, to: number, mark: string): Edit {
  const length = mark.length;
  const chosen = text.slice(from, to);
  const inside = chosen.startsWith(mark) && chosen.endsWith(mark) && chosen.length >= 2 * length;
  if (inside) {
    const bare = chosen.slice(length, -length);
    return { from, to, text: bare, selection: { from, to: from + bare.length } };
  }
  const around = text.slice(from - length, from) === mark && text.slice(to, to + length) === mark;
  if (around && from >= length) {
    const start = from - length;
    return {
      from: start,
      to: to + length,
      text: chosen,
      selection: { from: start, to: start + chosen.length },
    };
  }
  // A mark beside a blank is no mark: blanks at the ends stay outside.
  const lead = chosen.length - chosen.trimStart().length;
  const core = chosen.trim();
  const start = from + (core ? lead : chosen.length);
  return {
    from: start,
    to: start + core.length,
    text: mark + core + mark,
    selection: { from: start + length, to: start + length + core.length },
  };
}

function fenceEdit(text: string, from: number, to: number): Edit {
  const before = from > 0 && text[from - 1] !== '\n' ? '\n' : '';
  const after = to < text.length && text[to] !== '\n' ? '\n' : '';
  const chosen = text.slice(from, to).replace(/\n$/, '');
  const start = from + before.length + 4;
  return {
    from,
    to,
    text: `${before}\`\`\`\n${chosen}\n\`\`\`${after}`,
    selection: { from: start, to: start + chosen.length },
  };
}

/** With an address the chosen text leads there; without one the address is what is typed next. */
export function linkEdit(text: string, from: number, to: number, address: string): Edit {
  const label = text.slice(from, to);
  const shown = `[${label}](${address || 'https://'})`;
  const address_at = from + label.length + 3;
  const selection = label
    ? { from: address_at, to: from + shown.length - 1 }
    : { from: from + 1, to: from + 1 };
  return { from, to, text: shown, selection };
}

function listEdit(text: string, from: number, to: number): Edit {
  const start = text.lastIndexOf('\n', from - 1) + 1;
  const next = text.indexOf('\n', to);
  const end = next < 0 ? text.length : next;
  const lines = text.slice(start, end).split('\n');
  const listed = lines.every((line) => /^\s*- /.test(line));
  const changed = lines
    .map((line) => (listed ? line.replace(/^(\s*)- /, '$1') : `- ${line}`))
    .join('\n');
  const selection =
    from === to
      ? { from: start + changed.length, to: start + changed.length }
      : { from: start, to: start + changed.length };
  return { from: start, to: end, text: changed, selection };
}

/** What a pasted text does to a selection: an address makes a link of it; anything else is pasted as it is. */
export function pasteEdit(text: string, from: number, to: number, pasted: string): Edit | null {
  const address = pasted.trim();
  const chosen = text.slice(from, to);
  if (!chosen.trim() || chosen.includes('\n') || /^https?:\/\//.test(chosen)) return null;
  if (!/^https?:\/\/[^\s<>()]+$/.test(address)) return null;
  const edit = linkEdit(text, from, to, address);
  const end = from + edit.text.length;
  return { ...edit, selection: { from: end, to: end } };
}

const keys: Record<string, Format> = { b: 'bold', i: 'italic', e: 'code' };
const shiftedKeys: Record<string, Format> = { KeyU: 'link', Digit8: 'list' };

/** The format of a key pressed with Ctrl or ⌘. */
export function formatOfKey(
  event: Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>,
): Format | null {
  if ((!event.ctrlKey && !event.metaKey) || event.altKey) return null;
  if (event.shiftKey) return shiftedKeys[event.code] ?? null;
  return keys[event.key.toLowerCase()] ?? null;
}
