import type { ChatSession } from '@seggwat/shared/types';
import { describe, expect, it } from 'vitest';
import { settle } from '../../shared/tests/fake_clock.ts';
import { buildRows } from '../src/chat/rows.ts';
import { pageAddress } from '../src/live/page_address.ts';
import {
  ChatStore,
  emptyState,
  mergeMessages,
  takeMessage,
  takeRead,
  takeSession,
} from '../src/live/store.ts';
import { readToken } from '../src/live/token.ts';
import { UnreadCount } from '../src/live/unread.ts';
import { message } from './fakes.ts';

const seqs = (list: { seq: number }[] | undefined) => list?.map(({ seq }) => seq);

function session(from: number, to: number, more: Partial<ChatSession> = {}): ChatSession {
  const messages = Array.from({ length: to - from + 1 }, (_, index) => message(from + index));
  return {
    user: { id: 'ada', name: 'Ada', email: null, email_verified: false },
    thread: {
      id: 't',
      status: 'open',
      last_seq: to,
      user_read_seq: 0,
      team_read_seq: 0,
      created_at: '2026-01-01T00:00:00Z',
    },
    messages,
    cursor: 'c',
    unread: 0,
    team: { online: true, members: [], replies_by_mail: false },
    limits: { body: 10_000, attachment_bytes: 1, attachments: 5 },
    ...more,
  };
}

describe('the store', () => {
  it('tells its watchers once, however often it changes', async () => {
    const store = new ChatStore();
    let told = 0;
    const away = store.subscribe(() => told++);
    for (let count = 0; count < 1000; count++) store.update({ unread: count });
    await settle();
    expect(told).toBe(1);
    expect(store.state.unread).toBe(999);
    away();
    store.update({ unread: 0 });
    await settle();
    expect(told).toBe(1);
  });

  it('puts messages in by their number and replaces what is there', () => {
    const list = mergeMessages([message(1), message(3)], [message(2), message(3, 'member', 'new')]);
    expect(seqs(list)).toEqual([1, 2, 3]);
    expect(list[2]?.body).toBe('new');
  });

  it('joins a session to what is known, or drops what it does not reach', () => {
    const known = { ...emptyState(), messages: [message(1), message(2), message(3)] };
    expect(seqs(takeSession(known, session(4, 6)).messages)).toEqual([1, 2, 3, 4, 5, 6]);
    const far = takeSession(known, session(10, 12));
    expect(seqs(far.messages)).toEqual([10, 11, 12]);
    expect(far.hasMore).toBe(true);
  });

  it('keeps messages that came while the session was on its way', () => {
    const state = { ...emptyState(), messages: [message(7)] };
    expect(seqs(takeSession(state, session(4, 6)).messages)).toEqual([4, 5, 6, 7]);
  });

  it('never lets a read mark go back', () => {
    const state = { ...emptyState(), ...takeSession(emptyState(), session(1, 5)) };
    const read = { ...state, ...takeRead(state, 'team', 4) };
    expect({ ...read, ...takeRead(read, 'team', 2) }.thread?.team_read_seq).toBe(4);
    expect(takeSession(read, session(1, 5)).thread?.team_read_seq).toBe(4);
  });

  it('takes a confirmed message out of the outbox and does not show it twice', () => {
    const pending = { client_id: 'c1', body: 'm1', at: '', state: 'sending', code: '' } as const;
    const state = { ...emptyState(), phase: 'ready', outbox: [pending] } as const;
    const change = takeMessage({ ...state, outbox: [...state.outbox] }, message(1, 'user'));
    expect(change.outbox).toEqual([]);
    expect(seqs(change.messages)).toEqual([1]);
    expect(buildRows([message(1, 'user')], [pending])).toHaveLength(1);
  });
});

describe('the unread count', () => {
  it('counts each new message of the team once', () => {
    const count = new UnreadCount();
    count.begin(2);
    expect(count.message(message(5))).toBe(true);
    expect(count.message(message(5))).toBe(false);
    expect(count.value).toBe(3);
  });

  it('counts no changes of old messages, and takes off what was removed', () => {
    const count = new UnreadCount();
    count.begin(0);
    count.message(message(5));
    count.message({ ...message(4), edited_at: 'x' });
    expect(count.value).toBe(1);
    count.message({ ...message(5), deleted_at: 'x' });
    expect(count.value).toBe(0);
  });

  it('is cleared by reading and by writing', () => {
    const count = new UnreadCount();
    count.begin(1);
    count.message(message(5));
    count.message(message(6));
    count.read(5);
    expect(count.value).toBe(1);
    count.message(message(7, 'user'));
    expect(count.value).toBe(0);
    count.message(message(6));
    expect(count.value).toBe(0);
  });

  it('does not count again what the session has counted', () => {
    const count = new UnreadCount();
    count.begin(1, 5);
    count.message(message(5));
    expect(count.value).toBe(1);
  });
});

it('groups a sender within two minutes and starts anew each day', () => {
  const at = (minute: number, kind: 'user' | 'member', seq: number) => ({
    ...message(seq, kind),
    created_at: new Date(2026, 5, 10, 23, 50 + minute).toISOString(),
  });
  const rows = buildRows(
    [at(0, 'user', 1), at(1, 'user', 2), at(4, 'user', 3), at(5, 'member', 4), at(11, 'member', 5)],
    [],
  );
  expect(rows.map(({ first, last }) => [first, last])).toEqual([
    [true, false],
    [false, true],
    [true, true],
    [true, true],
    [true, true],
  ]);
  expect(rows.map(({ newDay }) => newDay)).toEqual([true, false, false, false, true]);
});

describe('a token', () => {
  const token = (claims: string) => `h.${Buffer.from(claims).toString('base64url')}.s`;

  it('says whom it is for and until when', () => {
    expect(readToken(token('{"sub":"ä/日","exp":12}'))).toEqual({ sub: 'ä/日', exp: 12 });
  });

  it('that cannot be read is none', () => {
    const bad = [
      '',
      'a.b.c',
      'x',
      token('7'),
      token('{"sub":1,"exp":1}'),
      token('{"sub":"","exp":1}'),
    ];
    expect(bad.map(readToken)).toEqual(bad.map(() => null));
  });
});

it('leaves campaign parameters alone in a page address', () => {
  expect(
    pageAddress('https://shop.test/a/b?token=x&utm_source=m&utm_medium=n#frag', 'Title'),
  ).toEqual({ url: 'https://shop.test/a/b?utm_source=m&utm_medium=n', title: 'Title' });
});
