import type { Message, Thread } from '../src/api/types.ts';

export function thread(change: Partial<Thread> = {}): Thread {
  return {
    id: 't1',
    project_id: 'p1',
    user: {
      id: 'u1',
      name: 'Mira',
      email: null,
      email_verified: false,
      attributes: {},
      blocked: false,
    },
    status: 'open',
    assignee: null,
    tags: [],
    unread: 0,
    last_seq: 3,
    user_read_seq: 3,
    team_read_seq: 3,
    last_message: {
      seq: 3,
      author_kind: 'user',
      preview: 'hello',
      created_at: '2026-01-01T10:00:00Z',
    },
    created_at: '2026-01-01T09:00:00Z',
    updated_at: '2026-01-01T10:00:00Z',
    ...change,
  };
}

export function message(change: Partial<Message> = {}): Message {
  return {
    id: `m${change.seq ?? 4}.${change.note ?? 0}`,
    thread_id: 't1',
    project_id: 'p1',
    seq: 4,
    author: { kind: 'user', id: 'u1', name: 'Mira' },
    body: 'hello',
    client_id: 'c',
    attachments: [],
    created_at: '2026-01-01T10:01:00Z',
    internal: false,
    note: 0,
    state: 'seen',
    ...change,
  };
}
