import { describe, expect, it } from 'vitest';
import type { Tag } from '../src/api/types.ts';
import { snoozePresets, toLocalInput } from '../src/screens/chat/snooze_times.ts';
import { pickerEntries } from '../src/screens/chat/tag_match.ts';
import { previewOf, threadAfter } from '../src/state/incoming.ts';
import { withNames } from '../src/state/tags.ts';
import { belongsTo, builtIn, recount } from '../src/state/thread_order.ts';
import { message, thread } from './samples.ts';

const named = (now: Date) =>
  Object.fromEntries(snoozePresets(now).map(({ key, at }) => [key, toLocalInput(at)]));

describe('the presets of a snooze', () => {
  it('are what one would name on a Wednesday morning', () => {
    expect(named(new Date(2026, 10, 25, 9, 10))).toEqual({
      later: '2026-11-25T12:30',
      tomorrow: '2026-11-26T09:00',
      monday: '2026-11-30T09:00',
      week: '2026-12-02T09:00',
    });
  });

  it('leave out later today in the evening, also over midnight', () => {
    expect(named(new Date(2026, 10, 25, 17, 40))).not.toHaveProperty('later');
    expect(named(new Date(2026, 10, 25, 23, 0))).not.toHaveProperty('later');
    expect(named(new Date(2026, 10, 25, 16, 59))).toHaveProperty('later', '2026-11-25T20:00');
  });

  it('name no moment twice', () => {
    for (let day = 1; day <= 28; day += 1) {
      const times = Object.values(named(new Date(2026, 1, day, 10)));
      expect(new Set(times).size).toBe(times.length);
      expect(times.every((time) => time > toLocalInput(new Date(2026, 1, day, 10)))).toBe(true);
    }
  });

  it('take the next Monday and never today', () => {
    const monday = named(new Date(2026, 10, 30, 8));
    expect(monday.monday).toBe('2026-12-07T09:00');
    expect(monday).not.toHaveProperty('week');
    expect(named(new Date(2026, 10, 29, 8))).not.toHaveProperty('monday');
  });
});

const tag = (name: string, color: Tag['color'] = 'red'): Tag => ({
  id: name,
  name,
  color,
  threads: 0,
  created_at: '2026-01-01T00:00:00Z',
});

describe('the tag picker', () => {
  const all = [tag('Billing'), tag('Bug'), tag('VIP')];
  const names = (chosen: string[], typed: string) =>
    pickerEntries(all, chosen, typed).map((entry) => (entry.isNew ? `+${entry.name}` : entry.name));

  it('shows what is on the thread first', () => {
    expect(names(['VIP'], '')).toEqual(['VIP', 'Billing', 'Bug']);
  });

  it('finds in any case and offers what is new last', () => {
    expect(names([], 'B')).toEqual(['Billing', 'Bug', '+B']);
    expect(names([], 'ling')).toEqual(['Billing', '+ling']);
  });

  it('does not offer to make what is there in another case', () => {
    expect(names([], ' vip ')).toEqual(['VIP']);
  });
});

describe('renamed tags', () => {
  it('change on the threads that have them, and removed ones go', () => {
    const changes = new Map<string, string | null>([
      ['VIP', 'Key account'],
      ['Bug', null],
    ]);
    expect(withNames(['Bug', 'VIP'], changes)).toEqual(['Key account']);
    const untouched = ['Other'];
    expect(withNames(untouched, changes)).toBe(untouched);
  });
});

describe('an unsent message', () => {
  const gone = message({ seq: 3, body: '', deleted_at: '2026-01-01T10:02:00Z' });

  it('leaves no text in the preview and says so', () => {
    expect(previewOf(gone)).toMatchObject({ preview: '', deleted: true, seq: 3 });
    expect(threadAfter(thread(), gone, 'ada')).toMatchObject({ last_message: { deleted: true } });
  });
});

describe('a snoozed thread', () => {
  const snoozed = thread({ status: 'snoozed', assignee: { id: 'ada', name: 'Ada' } });

  it('stands in its own view and in no open one', () => {
    expect(belongsTo(snoozed, builtIn.snoozed, 'ada')).toBe(true);
    for (const filter of ['open', 'mine', 'unassigned', 'resolved'] as const) {
      expect(belongsTo(snoozed, builtIn[filter], 'ada')).toBe(false);
    }
  });

  it('moves the counts', () => {
    const counts = { open: 2, mine: 1, unassigned: 1, snoozed: 0, unread: 0 };
    const before = thread({ assignee: { id: 'ada', name: 'Ada' } });
    expect(recount(counts, before, snoozed, 'ada')).toMatchObject({ open: 1, mine: 0, snoozed: 1 });
  });
});
