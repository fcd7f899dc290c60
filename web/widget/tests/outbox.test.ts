import type { Message } from '@seggwat/shared/types';
import { describe, expect, it } from 'vitest';
import { FakeClock, settle } from '../../shared/tests/fake_clock.ts';
import type { Answer, Outgoing } from '../src/live/chat_api.ts';
import { Keep } from '../src/live/keep.ts';
import { Outbox, type Pending } from '../src/live/outbox.ts';
import { FakeStorage, message } from './fakes.ts';

type SendAnswer = Answer<{ message: Message }>;

const refusal = (status: number, code = '', retryAfterMs: number | null = null): SendAnswer => ({
  ok: false,
  status,
  code,
  retryAfterMs,
});

/** An outbox before a server whose answers the test decides; without a word it takes everything. */
function setUp(storage = new FakeStorage()) {
  const clock = new FakeClock();
  const keep = new Keep('project', 'ada', storage);
  const sent: Outgoing[] = [];
  const confirmed: Message[] = [];
  const answers: SendAnswer[] = [];
  const pauses: number[] = [];
  let shown: Pending[] = [];
  const outbox = new Outbox(
    keep,
    {
      send: async (outgoing) => {
        sent.push(outgoing);
        const accepted: SendAnswer = {
          ok: true,
          status: 201,
          data: { message: { ...message(sent.length, 'user'), client_id: outgoing.client_id } },
        };
        return answers.shift() ?? accepted;
      },
      onSent: (confirmation) => confirmed.push(confirmation),
      onChange: (pending) => {
        shown = pending;
      },
      onPaused: (until) => pauses.push(until),
      email: () => undefined,
    },
    undefined,
    clock,
  );
  const states = () => shown.map(({ body, state }) => `${body}: ${state}`);
  return { clock, keep, sent, confirmed, answers, pauses, outbox, states, storage };
}

describe('the outbox', () => {
  it('sends in order and forgets what was taken', async () => {
    const { outbox, sent, keep } = setUp();
    for (const body of ['one', 'two', 'three']) outbox.add(body, undefined);
    await settle();
    expect(sent.map(({ body }) => body)).toEqual(['one', 'two', 'three']);
    expect(keep.get('outbox')).toBeNull();
  });

  it('keeps the number of a message over every try', async () => {
    const { outbox, sent, answers, clock } = setUp();
    answers.push(refusal(0), refusal(503), refusal(500));
    outbox.add('again', undefined);
    await settle();
    await clock.advance(1_000);
    await clock.advance(2_000);
    outbox.retry(sent[0]?.client_id ?? '');
    await settle();
    expect(sent).toHaveLength(4);
    expect(new Set(sent.map(({ client_id }) => client_id)).size).toBe(1);
  });

  it('never overtakes a message that failed', async () => {
    const { outbox, sent, answers, states } = setUp();
    answers.push(refusal(500));
    outbox.add('one', undefined);
    await settle();
    expect(states()).toEqual(['one: failed']);
    outbox.add('two', undefined);
    await settle();
    expect(sent.map(({ body }) => body)).toEqual(['one', 'one', 'two']);
  });

  it('goes past a message that will never be taken, which stays until it is removed', async () => {
    const { outbox, sent, answers, states } = setUp();
    answers.push(refusal(400, 'body_invalid'));
    outbox.add('bad', undefined);
    outbox.add('good', undefined);
    await settle();
    expect(sent.map(({ body }) => body)).toEqual(['bad', 'good']);
    expect(states()).toEqual(['bad: rejected']);
    outbox.discard(sent[0]?.client_id ?? '');
    expect(states()).toEqual([]);
  });

  it('waits as long as the server asks for, and says until when', async () => {
    const { outbox, sent, answers, clock, pauses } = setUp();
    answers.push(refusal(429, 'rate_limited', 4_000));
    const now = clock.now();
    outbox.add('quick', undefined);
    await settle();
    expect(pauses).toEqual([now + 4_000]);
    await clock.advance(3_999);
    expect(sent).toHaveLength(1);
    await clock.advance(1);
    expect(sent).toHaveLength(2);
    expect(pauses.at(-1)).toBe(0);
  });

  it('stops at a refused token and goes on when flushed with the next', async () => {
    const { outbox, sent, answers, states } = setUp();
    answers.push(refusal(401, 'token_expired'));
    outbox.add('one', undefined);
    outbox.add('two', undefined);
    await settle();
    expect(sent).toHaveLength(1);
    expect(states()).toEqual(['one: waiting', 'two: waiting']);
    outbox.flush();
    await settle();
    expect(sent.map(({ body }) => body)).toEqual(['one', 'one', 'two']);
  });

  it('survives a reload', async () => {
    const first = setUp();
    first.answers.push(refusal(0));
    first.outbox.add('kept', undefined);
    await settle();
    first.outbox.stop();
    const second = setUp(first.storage);
    expect(second.outbox.list().map(({ body }) => body)).toEqual(['kept']);
    second.outbox.flush();
    await settle();
    expect(second.sent[0]?.client_id).toBe(first.sent[0]?.client_id);
  });

  it('sends nothing and writes nothing after it was stopped', async () => {
    const { outbox, sent, storage, clock, answers } = setUp();
    answers.push(refusal(0));
    outbox.add('one', undefined);
    await settle();
    outbox.stop();
    storage.clear();
    outbox.add('two', undefined);
    outbox.flush();
    await clock.advance(60_000);
    expect(sent).toHaveLength(1);
    expect(Object.keys(storage)).toEqual([]);
  });

  it('takes rubbish in the storage for nothing', () => {
    for (const rubbish of ['{', 'null', '7', '[1,{"body":2}]']) {
      const { keep, outbox } = setUp();
      keep.set('outbox', rubbish);
      expect(outbox.list()).toEqual([]);
    }
  });
});

describe('what is kept', () => {
  it('is wiped for one user, and for all others', () => {
    const storage = new FakeStorage();
    const ada = new Keep('p', 'ada', storage);
    const bob = new Keep('p', 'bob:x', storage);
    const elsewhere = new Keep('q', 'ada', storage);
    for (const keep of [ada, bob, elsewhere]) keep.set('draft', 'x');
    ada.wipeOthers('p');
    expect([ada, bob, elsewhere].map((keep) => storage.getItem(`${keep.prefix}draft`))).toEqual([
      'x',
      null,
      'x',
    ]);
    ada.wipe();
    expect(ada.get('draft')).toBeNull();
    expect(elsewhere.get('draft')).toBe('x');
  });

  it('lives in memory where there is no storage', () => {
    const keep = new Keep('p', 'ada', null);
    keep.set('draft', 'x');
    expect(keep.get('draft')).toBe('x');
  });
});
