import { type Inline, parseInline } from './markdown_inline.ts';

export { type Inline, parseInline, safeHref } from './markdown_inline.ts';

export type Block =
  | { kind: 'paragraph'; lines: Inline[][] }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; blocks: Block[] }
  | { kind: 'list'; ordered: boolean; start: number; items: Inline[][] };

const FENCE = /^ {0,3}```/;
const QUOTE = /^ {0,3}> ?/;
const BULLET = /^ {0,3}[-*+] +(?=\S)/;
const NUMBER = /^ {0,3}(\d{1,9})[.)] +(?=\S)/;
const MAX_QUOTE_DEPTH = 4;

/**
 * Reads the small Markdown subset of messages: bold, italic, strike, code, fences, lists, quotes,
 * links. Everything else, HTML too, stays the text it is. Line breaks are kept as written.
 */
export function parseMarkdown(text: string, depth = 0): Block[] {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const blocks: Block[] = [];
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? '';
    if (line.trim() === '') at++;
    else if (FENCE.test(line)) at = readFence(lines, at, blocks);
    else if (QUOTE.test(line) && depth < MAX_QUOTE_DEPTH) at = readQuote(lines, at, blocks, depth);
    else if (BULLET.test(line) || NUMBER.test(line)) at = readList(lines, at, blocks);
    else at = readParagraph(lines, at, blocks, depth);
  }
  return blocks;
}

function readFence(lines: string[], from: number, blocks: Block[]): number {
  let end = from + 1;
  while (end < lines.length && !FENCE.test(lines[end] ?? '')) end++;
  blocks.push({ kind: 'code', text: lines.slice(from + 1, end).join('\n') });
  return end + 1;
}

function readQuote(lines: string[], from: number, blocks: Block[], depth: number): number {
  let end = from;
  while (end < lines.length && QUOTE.test(lines[end] ?? '')) end++;
  const inner = lines.slice(from, end).map((line) => line.replace(QUOTE, ''));
  blocks.push({ kind: 'quote', blocks: parseMarkdown(inner.join('\n'), depth + 1) });
  return end;
}

function readList(lines: string[], from: number, blocks: Block[]): number {
  const number = NUMBER.exec(lines[from] ?? '');
  const marker = number ? NUMBER : BULLET;
  const items: Inline[][] = [];
  let at = from;
  while (at < lines.length && marker.test(lines[at] ?? '')) {
    items.push(parseInline((lines[at] ?? '').replace(marker, '')));
    at++;
  }
  blocks.push({ kind: 'list', ordered: number !== null, start: Number(number?.[1] ?? 1), items });
  return at;
}

function readParagraph(lines: string[], from: number, blocks: Block[], depth: number): number {
  let end = from + 1;
  while (end < lines.length && !beginsBlock(lines[end] ?? '', depth)) end++;
  blocks.push({ kind: 'paragraph', lines: lines.slice(from, end).map(parseInline) });
  return end;
}

function beginsBlock(line: string, depth: number): boolean {
  return (
    line.trim() === '' ||
    FENCE.test(line) ||
    (QUOTE.test(line) && depth < MAX_QUOTE_DEPTH) ||
    BULLET.test(line) ||
    NUMBER.test(line)
  );
}

type Attributes = Record<string, string>;
/** Makes an element; Preact's `h` fits, and so does the DOM builder below. */
export type Make<N> = (
  tag: string,
  attributes: Attributes | null,
  ...children: (N | string)[]
) => N;

/** Builds the text with any element factory. The factory only ever sees fixed tag names. */
export function buildMarkdown<N>(text: string, make: Make<N>): N[] {
  return parseMarkdown(text).map((block) => buildBlock(block, make));
}

function buildBlock<N>(block: Block, make: Make<N>): N {
  switch (block.kind) {
    case 'code':
      return make('pre', null, make('code', null, block.text));
    case 'quote':
      return make('blockquote', null, ...block.blocks.map((inner) => buildBlock(inner, make)));
    case 'list': {
      const items = block.items.map((item) =>
        make('li', { dir: 'auto' }, ...buildInlines(item, make)),
      );
      return block.ordered
        ? make('ol', { start: String(block.start) }, ...items)
        : make('ul', null, ...items);
    }
    case 'paragraph': {
      const children: (N | string)[] = [];
      for (const [index, line] of block.lines.entries()) {
        if (index > 0) children.push(make('br', null));
        children.push(...buildInlines(line, make));
      }
      return make('p', { dir: 'auto' }, ...children);
    }
  }
}

function buildInlines<N>(parts: Inline[], make: Make<N>): (N | string)[] {
  return parts.map((part) => {
    if (part.kind === 'text') return part.text;
    if (part.kind === 'code') return make('code', null, part.text);
    const inner = buildInlines(part.children, make);
    if (part.kind !== 'link') return make(TAGS[part.kind], null, ...inner);
    return make(
      'a',
      { href: part.href, target: '_blank', rel: 'noopener noreferrer nofollow' },
      ...inner,
    );
  });
}

const TAGS = { bold: 'strong', italic: 'em', strike: 's' } as const;

/** The text as DOM nodes of the given document, made by `createElement` alone. */
export function renderMarkdown(text: string, owner: Document = document): DocumentFragment {
  const fragment = owner.createDocumentFragment();
  const make: Make<Node> = (tag, attributes, ...children) => {
    const element = owner.createElement(tag);
    for (const [name, value] of Object.entries(attributes ?? {})) element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  fragment.append(...buildMarkdown(text, make));
  return fragment;
}

/** The text without its marks, on one line: for previews and titles. */
export function plainText(text: string): string {
  const words = (parts: Inline[]): string =>
    parts.map((part) => ('text' in part ? part.text : words(part.children))).join('');
  const lines = (blocks: Block[]): string[] =>
    blocks.flatMap((block) => {
      if (block.kind === 'code') return [block.text];
      if (block.kind === 'quote') return lines(block.blocks);
      return (block.kind === 'list' ? block.items : block.lines).map(words);
    });
  return lines(parseMarkdown(text)).join(' ').replace(/\s+/g, ' ').trim();
}
