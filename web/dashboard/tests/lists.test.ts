import { beforeEach, expect, it, vi } from 'vitest';
import type { Thread } from '../src/api/types.ts';
import {
  adoptThread,
  changeThread,
  countsOf,
  listOf,
  loadMore,
  loadToEnd,
  pinThread,
  reloadLists,
} from '../src/state/inbox.ts';
import { messageArrived, threadChanged } from '../src/state/incoming.ts';
import { adoptSession } from '../src/state/session.ts';
import { message, thread } from './samples.ts';

const start = Date.parse('2026-01-01T00:00:00Z');
const at = (second: number) => new Date(start + second * 1000).toISOString();

function stored(number: number): Thread {
  const last_message = {
    seq: 1,
    author_kind: 'user' as const,
    preview: '',
    created_at: at(number),
  };
  return thread({ id: `t${number}`, last_seq: 1, last_message, updated_at: at(number), unread: 0 });
}

/** Answers as the server does: by pages from the newest, with counts on the first. */
function serve(total: number): { requests: string[] } {
  const all = Array.from({ length: total }, (_, index) => stored(total - index));
  const requests: string[] = [];
  vi.stubGlobal('fetch', async (address: string) => {
    requests.push(address);
    const url = new URL(address, 'http://server');
    const one = /threads\/(t\d+)$/.exec(url.pathname);
    if (one) {
      const found = { ...stored(Number(one[1]?.slice(1))), unread: 1 };
      return Response.json({ thread: found });
    }
    const from = Number(url.searchParams.get('cursor') ?? 0);
    const to = from + Number(url.searchParams.get('limit'));
    return Response.json({
      threads: all.slice(from, to),
      next_cursor: to < total ? String(to) : null,
      ...(from === 0 ? { counts: { open: total, mine: 0, unassigned: total, unread: 0 } } : {}),
    });
  });
  return { requests };
}

beforeEach(() => {
  reloadLists();
  pinThread(null);
  const me = {
    user_id: 'ada',
    email: 'ada@team.example',
    display_name: 'Ada',
    org_id: 'o',
    org_name: 'O',
    role: 'Owner' as const,
    projects: null,
    locale: null,
  };
  adoptSession({ me, csrf_token: 'x' });
});

it('loads ten thousand conversations to the end, in order, and none twice', async () => {
  const { requests } = serve(10_000);
  const list = listOf('p1', 'open');
  await loadToEnd(list);
  expect(list.ids).toHaveLength(10_000);
  expect(list.ids[0]).toBe('t10000');
  expect(list.ids.at(-1)).toBe('t1');
  expect(new Set(list.ids).size).toBe(10_000);
  expect(requests.length).toBeLessThan(110);
});

it('shares one request between two wishes for the next page', async () => {
  const { requests } = serve(80);
  const list = listOf('p1', 'open');
  await Promise.all([loadMore(list), loadMore(list)]);
  expect(requests).toHaveLength(1);
  expect(list.ids).toHaveLength(50);
});

it('moves a thread to the top with its message and counts it unread', async () => {
  serve(60);
  const list = listOf('p1', 'open');
  await loadMore(list);
  messageArrived(message({ thread_id: 't30', seq: 2, created_at: at(1000) }));
  expect(list.ids[0]).toBe('t30');
  expect(list.ids).toHaveLength(50);
  expect(countsOf('p1')).toMatchObject({ open: 60, unread: 1 });
});

it('keeps a thread that belongs below the loaded part out of the list', async () => {
  serve(60);
  const list = listOf('p1', 'open');
  await loadMore(list);
  adoptThread({ ...stored(1), id: 'old' }, 'event');
  expect(list.ids).not.toContain('old');
});

it('asks for a thread that it does not know, and for each only once in a burst', async () => {
  const { requests } = serve(5);
  const list = listOf('p1', 'open');
  await loadToEnd(list);
  for (let seq = 1; seq <= 20; seq += 1) {
    messageArrived(message({ thread_id: 't99', project_id: 'p1', seq, created_at: at(99) }));
  }
  threadChanged(stored(99));
  await vi.waitFor(() => expect(list.ids[0]).toBe('t99'));
  expect(requests.filter((address) => address.endsWith('/t99')).length).toBeLessThanOrEqual(2);
});

it('takes a resolved thread out of the open list, but not while it is open on the screen', async () => {
  serve(5);
  const list = listOf('p1', 'open');
  await loadToEnd(list);
  pinThread('t3');
  changeThread('t3', { status: 'resolved' });
  expect(list.ids).toContain('t3');
  expect(countsOf('p1')?.open).toBe(4);
  pinThread('t4');
  expect(list.ids).not.toContain('t3');
});
