export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'bold' | 'italic' | 'strike'; children: Inline[] }
  | { kind: 'link'; href: string; children: Inline[] };

const MAX_DEPTH = 6;
const MARKS = [
  { mark: '**', kind: 'bold' },
  { mark: '__', kind: 'bold' },
  { mark: '~~', kind: 'strike' },
  { mark: '*', kind: 'italic' },
  { mark: '_', kind: 'italic' },
] as const;
const BARE = /^(?:https?:\/\/|mailto:)[^\s<>"'`]+/i;
const WORD = /[\p{L}\p{N}]/u;

/**
 * The address as a link may carry it, or null. Only http, https and mailto pass, and only when
 * written out in full: no relative, protocol-relative or control-character forms. A host in
 * another script comes back as punycode, so that look-alikes show.
 */
export function safeHref(text: string): string | null {
  if (!/^(?:https?:\/\/|mailto:)/i.test(text) || hasControl(text)) return null;
  try {
    const url = new URL(text);
    if (url.protocol === 'mailto:') return url.pathname.includes('@') ? url.href : null;
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
    return url.hostname && !url.username && !url.password ? url.href : null;
  } catch {
    return null;
  }
}

function hasControl(text: string): boolean {
  for (const char of text) {
    const code = char.charCodeAt(0);
    if (code <= 32 || (code >= 127 && code <= 160)) return true;
  }
  return false;
}

/** Reads the marks inside one line. Unclosed marks stay text. */
export function parseInline(text: string): Inline[] {
  return readInline(text, 0);
}

function readInline(text: string, depth: number): Inline[] {
  const parts: Inline[] = [];
  let plain = '';
  let at = 0;
  while (at < text.length) {
    if (text[at] === '\\' && /[\\`*_~[\]()>-]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
      continue;
    }
    const found = readSpan(text, at, depth);
    if (!found) {
      plain += text[at++];
      continue;
    }
    if (plain) parts.push({ kind: 'text', text: plain });
    plain = '';
    parts.push(found.part);
    at = found.end;
  }
  if (plain) parts.push({ kind: 'text', text: plain });
  return parts;
}

type Span = { part: Inline; end: number } | null;

function readSpan(text: string, at: number, depth: number): Span {
  const char = text[at] ?? '';
  if (char === '`') return readCode(text, at);
  if (depth >= MAX_DEPTH) return null;
  if (char === '[') return readLink(text, at, depth);
  if (char === '*' || char === '_' || char === '~') return readMark(text, at, depth);
  if (/[hm]/i.test(char) && !WORD.test(text[at - 1] ?? '')) return readBareLink(text, at);
  return null;
}

function readCode(text: string, at: number): Span {
  const end = text.indexOf('`', at + 1);
  if (end <= at + 1) return null;
  return { part: { kind: 'code', text: text.slice(at + 1, end) }, end: end + 1 };
}

function readMark(text: string, at: number, depth: number): Span {
  for (const { mark, kind } of MARKS) {
    if (!text.startsWith(mark, at)) continue;
    const inside = at + mark.length;
    const end = closing(text, inside, mark);
    if (end < 0) continue;
    const children = readInline(text.slice(inside, end), depth + 1);
    return { part: { kind, children }, end: end + mark.length };
  }
  return null;
}

/** Where the mark closes: not after a space, and `_` only at a word's edge (`snake_case`). */
function closing(text: string, inside: number, mark: string): number {
  if (/\s/.test(text[inside] ?? ' ')) return -1;
  const wordy = mark[0] === '_';
  if (wordy && WORD.test(text[inside - mark.length - 1] ?? '')) return -1;
  for (let end = text.indexOf(mark, inside + 1); end > 0; end = text.indexOf(mark, end + 1)) {
    // Of three stars the last two close the outer mark.
    if (mark.length === 2 && text[end + 2] === mark[0]) end++;
    const after = text[end + mark.length] ?? '';
    if (/\s/.test(text[end - 1] ?? ' ')) continue;
    if (wordy && WORD.test(after)) continue;
    if (mark.length === 1 && (after === mark || text[end - 1] === mark)) continue;
    return end;
  }
  return -1;
}

function readLink(text: string, at: number, depth: number): Span {
  const middle = text.indexOf('](', at);
  const end = middle < 0 ? -1 : text.indexOf(')', middle);
  if (end < 0 || middle === at + 1) return null;
  const href = safeHref(text.slice(middle + 2, end));
  if (!href) return null;
  const label = text.slice(at + 1, middle);
  if (label.includes('[')) return null;
  const children = readInline(label, depth + 1).flatMap((part) =>
    part.kind === 'link' ? part.children : [part],
  );
  return { part: { kind: 'link', href, children }, end: end + 1 };
}

/** A web address in running text, without the punctuation that ends the sentence. */
function readBareLink(text: string, at: number): Span {
  let raw = BARE.exec(text.slice(at))?.[0];
  if (!raw) return null;
  raw = raw.replace(/[.,;:!?*_~\]]+$/, '');
  while (raw.endsWith(')') && raw.split(')').length > raw.split('(').length) raw = raw.slice(0, -1);
  const href = safeHref(raw);
  if (!href) return null;
  const ascii = [...raw].every((char) => char.charCodeAt(0) < 128);
  const part: Inline = {
    kind: 'link',
    href,
    children: [{ kind: 'text', text: ascii ? raw : href }],
  };
  return { part, end: at + raw.length };
}
