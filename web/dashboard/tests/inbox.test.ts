import { describe, expect, it } from 'vitest';
import type { Thread, ViewFilter } from '../src/api/types.ts';
import { shiftOf, tabStopOf } from '../src/screens/chat/list_scroll.ts';
import { adoptAnswer, adoptThread, changeThread, findThread } from '../src/state/inbox.ts';
import { previewOf, threadAfter, unreadAfter } from '../src/state/incoming.ts';
import {
  belongsTo,
  builtIn,
  compareThreads,
  compareTimes,
  isAsked,
  placeOf,
  queryOf,
  recount,
} from '../src/state/thread_order.ts';
import { message, thread } from './samples.ts';

const ada = { kind: 'member', id: 'ada', name: 'Ada' } as const;

describe('the thread after a message', () => {
  it('counts a message of the user as unread', () => {
    expect(threadAfter(thread({ unread: 1 }), message(), 'ada')).toMatchObject({
      last_seq: 4,
      unread: 2,
      last_message: { preview: 'hello', author_kind: 'user' },
    });
  });

  it('is read by the member who posts', () => {
    const after = threadAfter(thread({ unread: 2 }), message({ author: ada }), 'ada');
    expect(after).toMatchObject({ unread: 0, team_read_seq: 4 });
  });

  it('stays unread for others when a colleague posts', () => {
    expect(threadAfter(thread({ unread: 2 }), message({ author: ada }), 'ben')).not.toHaveProperty(
      'unread',
    );
  });

  it('is not moved by a note or by a message it knows already', () => {
    expect(threadAfter(thread(), message({ internal: true, seq: 3, note: 1 }), 'ada')).toBeNull();
    expect(threadAfter(thread(), message({ seq: 2 }), 'ada')).toBeNull();
  });

  it('counts nothing twice when its newest message changes', () => {
    const after = threadAfter(thread({ unread: 1 }), message({ seq: 3, body: '' }), 'ada');
    expect(after).toEqual({ last_message: previewOf(message({ seq: 3, body: '' })) });
  });
});

describe('an answer of the server', () => {
  it('does not undo what events have told since it was written', () => {
    const before = thread({ id: 'raced' });
    adoptThread(before, 'answer');
    changeThread(before.id, { last_seq: before.last_seq + 1, status: 'open' });
    expect(adoptAnswer({ ...before, status: 'resolved' })).toBe(false);
    expect(findThread(before.id)).toMatchObject({
      status: 'open',
      last_seq: before.last_seq + 1,
    });
  });

  it('is taken when it is as new as what is known', () => {
    const before = thread({ id: 'quiet' });
    adoptThread(before, 'answer');
    expect(adoptAnswer({ ...before, status: 'resolved' })).toBe(true);
    expect(findThread(before.id)?.status).toBe('resolved');
  });
});

describe('what is unread after a mark', () => {
  const items = [1, 2, 3, 4].map((seq) =>
    message({ seq, author: seq === 3 ? ada : message().author }),
  );

  it('counts messages of the user alone', () => {
    expect(unreadAfter(items, 1, 4)).toBe(2);
    expect(unreadAfter(items, 4, 4)).toBe(0);
  });

  it('is unknown when the messages are not all loaded', () => {
    expect(unreadAfter(items.slice(2), 1, 4)).toBeNull();
    expect(unreadAfter(undefined, 1, 4)).toBeNull();
  });

  it('leaves deleted messages out', () => {
    const deleted = [message({ seq: 4, deleted_at: '2026-01-01T10:02:00Z' })];
    expect(unreadAfter(deleted, 3, 4)).toBe(0);
  });
});

describe('the order of the list', () => {
  const at = (id: string, minute: number): Thread =>
    thread({
      id,
      last_message: {
        seq: 1,
        author_kind: 'user',
        preview: '',
        created_at: `2026-01-01T10:${String(minute).padStart(2, '0')}:00Z`,
      },
    });

  it('is newest activity first, whatever the order of arrival', () => {
    const all = [at('a', 5), at('b', 9), at('c', 1)];
    expect([...all].sort(compareThreads).map((one) => one.id)).toEqual(['b', 'a', 'c']);
  });

  it('knows that a time with a fraction is later than the bare second', () => {
    expect(compareTimes('2026-01-01T10:00:00.001Z', '2026-01-01T10:00:00Z')).toBeGreaterThan(0);
    expect(compareTimes('2026-01-01T10:00:00Z', '2026-01-01T10:00:00.999Z')).toBeLessThan(0);
  });

  it('finds the place of a thread among thousands', () => {
    const threads = new Map<string, Thread>();
    const ids: string[] = [];
    for (let minute = 59; minute >= 0; minute -= 2) {
      const one = at(`t${minute}`, minute);
      threads.set(one.id, one);
      ids.push(one.id);
    }
    expect(ids[placeOf(ids, at('new', 30), threads)]).toBe('t29');
    expect(placeOf(ids, at('first', 60), threads)).toBe(0);
  });
});

describe('counts', () => {
  const none = { open: 5, mine: 1, unassigned: 2, snoozed: 0, unread: 3 };

  it('move with an assignment', () => {
    const before = thread();
    const after = thread({ assignee: { id: 'ada', name: 'Ada' } });
    expect(recount(none, before, after, 'ada')).toEqual({
      open: 5,
      mine: 2,
      unassigned: 1,
      snoozed: 0,
      unread: 3,
    });
  });

  it('never fall below zero', () => {
    const empty = { open: 0, mine: 0, unassigned: 0, snoozed: 0, unread: 0 };
    expect(recount(empty, thread(), thread({ status: 'resolved' }), 'ada')).toEqual(empty);
  });

  it('belong to open threads where the filter says so', () => {
    const resolved = thread({
      status: 'resolved',
      assignee: { id: 'ada', name: 'Ada' },
      unread: 1,
    });
    expect(belongsTo(resolved, builtIn.mine, 'ada')).toBe(false);
    expect(belongsTo(resolved, builtIn.unread, 'ada')).toBe(true);
    expect(belongsTo(resolved, builtIn.all, 'ada')).toBe(true);
  });

  it('move with a snooze', () => {
    const snoozed = thread({ status: 'snoozed' });
    expect(recount(none, thread(), snoozed, 'ada')).toMatchObject({ open: 4, snoozed: 1 });
  });
});

describe('a saved view', () => {
  const now = Date.parse('2026-02-10T12:00:00Z');
  const old = thread({ last_message: null, created_at: '2026-02-01T12:00:00Z' });

  it('asks the server what it means', () => {
    const filter = { status: 'open', assignee: 'me', unread: true, days: 7, projects: ['a', 'b'] };
    expect(queryOf(filter as ViewFilter, now)).toEqual({
      status: 'open',
      assignee: 'me',
      unread: '1',
      since: '2026-02-03T12:00:00Z',
      project: 'a,b',
    });
    expect(queryOf({ status: 'all' }, now)).toEqual({});
  });

  it('holds only what is recent, of its projects and its people', () => {
    expect(belongsTo(old, { days: 7 }, 'ada', now)).toBe(false);
    expect(belongsTo(old, { days: 30 }, 'ada', now)).toBe(true);
    expect(belongsTo(old, { projects: ['elsewhere'] }, 'ada', now)).toBe(false);
    expect(belongsTo(old, { assignee: 'none' }, 'ada', now)).toBe(true);
    expect(belongsTo(old, { assignee: 'ben' }, 'ada', now)).toBe(false);
    expect(belongsTo(old, { tag: 'vip' }, 'ada', now)).toBe(false);
  });

  it('is left to the server when only that knows', () => {
    expect(isAsked(builtIn.mentions)).toBe(true);
    expect(isAsked({ q: 'refund' })).toBe(true);
    expect(isAsked(builtIn.open)).toBe(false);
  });
});

describe('the place of the list on the screen', () => {
  it('follows rows that came in above', () => {
    expect(shiftOf(['c', 'd', 'e'], 2, ['x', 'a', 'b', 'c', 'd', 'e'])).toBe(1);
  });

  it('does not follow a visible row that moved to the top', () => {
    expect(shiftOf(['c', 'd', 'e'], 2, ['d', 'a', 'b', 'c', 'e'])).toBe(0);
    expect(shiftOf(['c', 'd', 'e', 'f'], 2, ['f', 'a', 'b', 'c', 'd', 'e'])).toBe(1);
  });
});

describe('the row that Tab reaches', () => {
  const drawn = ['a', 'b', 'c'];

  it('is the one the keys stand on, else the open one', () => {
    expect(tabStopOf(drawn, 'c', 'b')).toBe('c');
    expect(tabStopOf(drawn, null, 'b')).toBe('b');
  });

  it('is a row that is drawn, whatever is open', () => {
    expect(tabStopOf(drawn, 'far away', 'b')).toBe('b');
    expect(tabStopOf(drawn, null, 'no such thread')).toBe('a');
    expect(tabStopOf([], null, 'a')).toBeUndefined();
  });
});
