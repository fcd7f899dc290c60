import { Texts } from '@seggwat/shared/i18n';
import { describe, expect, it } from 'vitest';
import type { MessageState } from '../src/api/types.ts';
import en from '../src/i18n/en.ts';
import { timeIn } from '../src/i18n/format.ts';
import { mentionAt } from '../src/screens/chat/composer/triggers.ts';
import { rowsOf } from '../src/screens/chat/log_rows.ts';
import { describeBrowser, displayName, shortAddress } from '../src/screens/chat/person.ts';
import { placeMessage } from '../src/state/conversation.ts';
import { splitMentions, toWire } from '../src/state/mentions.ts';
import { withNotification } from '../src/state/notifications.ts';
import { message } from './samples.ts';

const places = (items: { seq: number; note: number }[]) =>
  items.map((one) => `${one.seq}.${one.note}`);

describe('the order of a conversation', () => {
  it('is (seq, note), whatever the order of arrival', () => {
    const items = [message({ seq: 1 })];
    for (const one of [
      message({ seq: 3 }),
      message({ seq: 2 }),
      message({ seq: 2, note: 1, internal: true }),
    ]) {
      placeMessage(items, one);
    }
    expect(places(items)).toEqual(['1.0', '2.0', '2.1', '3.0']);
  });

  it('replaces a message that changed', () => {
    const items = [message({ seq: 1 }), message({ seq: 2 })];
    placeMessage(items, message({ seq: 1, body: 'changed' }));
    expect(items.map((one) => one.body)).toEqual(['changed', 'hello']);
  });
});

describe('rowsOf', () => {
  const at = (minute: number, second = 0) => new Date(2026, 0, 1, 10, minute, second).toISOString();

  it('groups one author within two minutes', () => {
    const rows = rowsOf([
      message({ seq: 1, created_at: at(0) }),
      message({ seq: 2, created_at: at(1) }),
      message({ seq: 3, created_at: at(5) }),
    ]);
    expect(rows.map(({ first, last }) => [first, last])).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  it('shows how far each of ours has come, once where several have come as far', () => {
    const author = { kind: 'member', id: 'ada', name: 'Ada' } as const;
    const ours = (seq: number, state: MessageState) =>
      message({ seq, state, author, created_at: at(0, seq) });
    const rows = rowsOf(
      [
        ours(1, 'delivered'),
        ours(2, 'delivered'),
        ours(3, 'mail_failed'),
        ours(4, 'stored'),
        ours(5, 'stored'),
      ],
      1,
    );
    expect(rows.map(({ state, showsState }) => (showsState ? state : ''))).toEqual([
      'seen',
      'delivered',
      'mail_failed',
      '',
      'stored',
    ]);
    expect(rowsOf([message({ seq: 1, created_at: at(0) })])[0]?.showsState).toBe(false);
  });

  it('starts a new day once', () => {
    const rows = rowsOf([
      message({ seq: 1, created_at: new Date(2026, 0, 1, 23, 59, 50).toISOString() }),
      message({ seq: 2, created_at: new Date(2026, 0, 2, 0, 0, 10).toISOString() }),
    ]);
    expect(rows.map((row) => row.newDay)).toEqual([true, true]);
    expect(rows[0]?.last).toBe(true);
  });

  it('keeps a note apart from a reply by the same member', () => {
    const author = { kind: 'member', id: 'ada', name: 'Ada' } as const;
    const rows = rowsOf([
      message({ seq: 1, author, created_at: at(0) }),
      message({ seq: 1, note: 1, internal: true, author, created_at: at(0, 20) }),
    ]);
    expect(rows.map((row) => row.first)).toEqual([true, true]);
  });
});

describe('the time where somebody is', () => {
  it('names the day where it is another one, and is empty for a zone nobody knows', () => {
    const texts = new Texts('en', en, 'en-GB');
    const noon = new Date('2026-01-15T12:00:00Z');
    const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    expect(timeIn('Asia/Tokyo', noon, texts)).toContain('21:00');
    expect(timeIn(here, noon, texts)).not.toMatch(/[A-Z]/);
    expect(timeIn('Pacific/Kiritimati', noon, texts)).toMatch(/^Fri 0?2:00/);
    expect(timeIn('Nowhere/Land', noon, texts)).toBe('');
  });
});

describe('mentions', () => {
  const id = '01900000-0000-7000-8000-000000000011';

  it('travel as ids and leave other text alone', () => {
    const text = 'Ask @Ada Lindqvist or @Ada, not ada@example.org';
    const wire = toWire(text, [
      { id: 'x', name: 'Ada' },
      { id, name: 'Ada Lindqvist' },
    ]);
    expect(wire).toBe(`Ask @{${id}} or @{x}, not ada@example.org`);
  });

  it('are found in a stored note', () => {
    expect(splitMentions(`hi @{${id}}!`)).toEqual([
      { text: 'hi ' },
      { text: `@{${id}}`, member: id },
      { text: '!' },
    ]);
    expect(splitMentions('@{not-an-id}')).toEqual([{ text: '@{not-an-id}' }]);
  });

  it('are offered right behind an @ that begins a word', () => {
    expect(mentionAt('hello @ad', 9)).toEqual({ from: 6, typed: 'ad' });
    expect(mentionAt('mail@ad', 7)).toBeNull();
    expect(mentionAt('hello @ad there', 15)).toBeNull();
  });
});

describe('notifications', () => {
  const item = {
    id: 't1',
    kind: 'message' as const,
    project_id: 'p1',
    title: 'Mira',
    preview: '',
    count: 1,
    created_at: '2026-01-01T10:00:00Z',
  };

  it('count an entry once, however often it changes', () => {
    const first = withNotification([], item);
    const second = withNotification(first.items, { ...item, count: 2 });
    expect([first.added, second.added]).toEqual([1, 0]);
    expect(second.items).toHaveLength(1);
  });

  it('become unread again after they were read', () => {
    const read = withNotification([item], { ...item, read_at: '2026-01-01T10:05:00Z' });
    expect(read.added).toBe(-1);
    expect(withNotification(read.items, item).added).toBe(1);
  });
});

describe('a person', () => {
  it('is called by name, address or id', () => {
    expect(displayName({ id: 'u1', name: ' ', email: null })).toBe('u1');
    expect(displayName({ id: 'u1', name: null, email: 'a@b.c' })).toBe('a@b.c');
  });

  it('has a browser in a few words', () => {
    const edge =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0';
    const iphone =
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1';
    expect(describeBrowser(edge)).toBe('Edge 140, Windows');
    expect(describeBrowser(iphone)).toBe('Safari 18, iOS');
    expect(describeBrowser('curl/8.5')).toBe('curl/8.5');
  });

  it('wrote from a page that is shown without its query', () => {
    expect(shortAddress('https://shop.example/cart?token=1#x')).toBe('shop.example/cart');
    expect(shortAddress('javascript:alert(1)')).toBe('alert(1)');
    expect(shortAddress('no address')).toBe('no address');
  });
});
