import { describe, expect, it } from 'vitest';
import type { SavedReply } from '../src/api/types.ts';
import { gridStep, readGroups, searchEmoji } from '../src/screens/chat/composer/emoji_search.ts';
import {
  type Format,
  formatEdit,
  formatOfKey,
  pasteEdit,
} from '../src/screens/chat/composer/format_text.ts';
import { slashAt } from '../src/screens/chat/composer/triggers.ts';
import { fromWire, withNames } from '../src/state/mentions.ts';
import { fillReply, firstName, unknownVariables } from '../src/state/reply_variables.ts';
import { findReplies } from '../src/state/saved_replies.ts';

/** `[` and `]` are the ends of the selection. */
function formatted(marked: string, format: Format): string {
  const from = marked.indexOf('[');
  const to = marked.indexOf(']') - 1;
  const text = marked.replace('[', '').replace(']', '');
  const edit = formatEdit(text, from, to, format);
  const next = text.slice(0, edit.from) + edit.text + text.slice(edit.to);
  const { from: a, to: b } = edit.selection;
  return `${next.slice(0, a)}[${next.slice(a, b)}]${next.slice(b)}`;
}

describe('formatting', () => {
  it('puts marks around the selection and takes them away again', () => {
    expect(formatted('make [this] bold', 'bold')).toBe('make **[this]** bold');
    expect(formatted('make **[this]** bold', 'bold')).toBe('make [this] bold');
    expect(formatted('make [**this**] bold', 'bold')).toBe('make [this] bold');
    expect(formatted('[x]', 'italic')).toBe('_[x]_');
    expect(formatted('run [ls] now', 'code')).toBe('run `[ls]` now');
  });

  it('leaves blanks at the ends outside, where marks would be no marks', () => {
    expect(formatted('a[ b ]c', 'bold')).toBe('a **[b]** c');
  });

  it('without a selection lets the text be typed between the marks', () => {
    expect(formatted('a []', 'bold')).toBe('a **[]**');
  });

  it('makes a fence of several lines of code', () => {
    expect(formatted('see [a\nb]', 'code')).toBe('see \n```\n[a\nb]\n```');
  });

  it('makes list items of the chosen lines, and lines of list items', () => {
    expect(formatted('x\n[one\ntwo]', 'list')).toBe('x\n[- one\n- two]');
    expect(formatted('[- one\n- two]', 'list')).toBe('[one\ntwo]');
    expect(formatted('one[]', 'list')).toBe('- one[]');
  });

  it('selects what a link still needs', () => {
    expect(formatted('see [here]', 'link')).toBe('see [here]([https://])');
    expect(formatted('see []', 'link')).toBe('see [[]](https://)');
  });

  it('makes a link of an address pasted over a text, and of nothing else', () => {
    expect(pasteEdit('see here', 4, 8, ' https://shop.example/a ')?.text).toBe(
      '[here](https://shop.example/a)',
    );
    expect(pasteEdit('see here', 4, 4, 'https://shop.example')).toBeNull();
    expect(pasteEdit('see here', 4, 8, 'javascript:alert(1)')).toBeNull();
    expect(pasteEdit('https://a.example', 0, 17, 'https://b.example')).toBeNull();
  });

  it('knows its keys', () => {
    const key = { ctrlKey: true, metaKey: false, shiftKey: false, altKey: false, code: '' };
    expect(formatOfKey({ ...key, key: 'b' })).toBe('bold');
    expect(formatOfKey({ ...key, key: 'B', ctrlKey: false, metaKey: true })).toBe('bold');
    expect(formatOfKey({ ...key, key: 'U', code: 'KeyU', shiftKey: true })).toBe('link');
    expect(formatOfKey({ ...key, key: 'b', ctrlKey: false })).toBeNull();
    expect(formatOfKey({ ...key, key: 'k' })).toBeNull();
  });
});

describe('saved replies', () => {
  const values = {
    'user.name': 'Mira Lund',
    'user.first_name': 'Mira',
    'user.email': null,
    'member.name': 'Ada',
    'member.first_name': 'Ada',
    'project.name': 'Shop',
  };

  it('fill what is known', () => {
    expect(
      fillReply('Hello {{user.first_name}}, {{ member.name }} of {{project.name}}.', values),
    ).toBe('Hello Mira, Ada of Shop.');
  });

  it('take the word after | for what is not known, or leave nothing', () => {
    const unknown = { ...values, 'user.first_name': ' ' };
    expect(fillReply('Hello {{user.first_name|there}}!', unknown)).toBe('Hello there!');
    expect(fillReply('Hello {{user.first_name}}, hi', unknown)).toBe('Hello, hi');
    expect(fillReply('a\n{{user.email}}\nb', values)).toBe('a\n\nb');
  });

  it('do not fill what a value brings with it', () => {
    const hostile = { ...values, 'user.first_name': '{{user.email|x}} $& $1' };
    expect(fillReply('Hi {{user.first_name}}', hostile)).toBe('Hi {{user.email|x}} $& $1');
  });

  it('leave and name what is no variable', () => {
    expect(fillReply('{{user.nmae}} {{toString}}', values)).toBe('{{user.nmae}} {{toString}}');
    expect(unknownVariables('{{user.nmae}} {{user.name}} {{user.nmae|x}}')).toEqual(['user.nmae']);
  });

  it('greet by a first name and never by an address', () => {
    expect(firstName(' Ada  Lovelace')).toBe('Ada');
    expect(firstName('ada@example.com')).toBeNull();
    expect(firstName(null)).toBeNull();
  });

  it('are found by shortcut first, then by text, in their project alone', () => {
    const reply = (shortcut: string, body: string, project_id: string | null = null) =>
      ({ id: shortcut, shortcut, body, project_id }) as SavedReply;
    const all = [
      reply('hello', 'We refund'),
      reply('late-refund', 'x'),
      reply('Refund', 'x'),
      reply('refund-b', 'x', 'blog'),
    ];
    const found = findReplies(all, 'shop', 'refund').map(({ shortcut }) => shortcut);
    expect(found).toEqual(['Refund', 'late-refund', 'hello']);
  });

  it('are asked for by a slash at the beginning of a word', () => {
    expect(slashAt('/', 1)).toEqual({ from: 0, typed: '' });
    expect(slashAt('hello /re', 9)).toEqual({ from: 6, typed: 're' });
    expect(slashAt('and/or', 6)).toBeNull();
    expect(slashAt('https://x', 9)).toBeNull();
    expect(slashAt('/a b', 4)).toBeNull();
  });
});

describe('mentions in a draft', () => {
  const ada = '0190a1b2-0000-7000-8000-000000000001';
  const nameOf = (id: string) => (id === ada ? 'Ada' : null);

  it('come back as names that are still mentions', () => {
    expect(fromWire(`Ask @{${ada}}, @{${ada}}`, nameOf)).toEqual({
      text: 'Ask @Ada, @Ada',
      mentions: [{ id: ada, name: 'Ada' }],
    });
  });

  it('stand as names in one line, and a token that was cut off is left out', () => {
    expect(withNames(`Ask @{${ada}}`, () => 'Ada')).toBe('Ask @Ada');
    expect(withNames('Ask @{0190a1b2-00…', () => 'Ada')).toBe('Ask …');
  });
});

describe('emoji', () => {
  const groups = readGroups({
    smileys: ['😀|grinning face|happy smile', '😢|crying face|sad tear'],
    people: ['👍|thumbs up|yes good'],
  });

  it('are found by the beginnings of their words', () => {
    expect(searchEmoji(groups, 'fa hap', 9).map(({ char }) => char)).toEqual(['😀']);
    expect(searchEmoji(groups, 'UP', 9).map(({ char }) => char)).toEqual(['👍']);
    expect(searchEmoji(groups, 'ppy', 9)).toEqual([]);
  });

  it('are walked by arrows that stop at the ends', () => {
    expect(gridStep('ArrowDown', 1, 20, 8)).toBe(9);
    expect(gridStep('ArrowDown', 15, 20, 8)).toBe(19);
    expect(gridStep('ArrowUp', 3, 20, 8)).toBe(0);
    expect(gridStep('End', 3, 20, 8)).toBe(19);
    expect(gridStep('x', 3, 20, 8)).toBeNull();
  });
});
