// The checker is worth what it notices: each kind of fault, made on purpose, is counted as that kind.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kFlawless, Ledger } from './ledger.mjs';

const kThread = 'a';
const message = (seq) => ({ thread_id: kThread, seq, id: `id-${seq}`, body: `body ${seq}` });

// What the checker says of a reader who is told `events`, when messages 1 … 4 were acknowledged.
function verdict_of(events) {
  const ledger = new Ledger();
  for (const seq of [1, 2, 3, 4]) {
    ledger.attempt(message(seq).body);
    ledger.acknowledge(message(seq));
  }
  ledger.add_reader('reader', [kThread]);
  for (const event of events) ledger.see('reader', event);
  return ledger.verdict();
}
const all = [1, 2, 3, 4].map(message);

test('a reader who is told everything once and in order is flawless', () => {
  assert.deepEqual(verdict_of(all), kFlawless);
});

for (const [kind, events, counted] of [
  ['lost', all.slice(0, 3), { lost: 1 }],
  ['lost with the gap it leaves', all.toSpliced(1, 1), { lost: 1, gaps: 1 }],
  ['doubled', [...all, message(4)], { doubled: 1 }],
  ['doubled later', [...all, message(2)], { doubled: 1 }],
  ['unexpected', [...all, { ...message(5), body: 'nobody wrote this' }], { unexpected: 1 }],
  [
    'out of order, with the gap it left at first',
    [all[0], all[2], all[1], all[3]],
    { out_of_order: 1, gaps: 1 },
  ],
  ['stale text', all.with(1, { ...message(2), body: 'body 1' }), { stale: 1 }],
  ['another number', all.with(3, { ...message(4), seq: 3 }), { out_of_order: 1, stale: 1 }],
]) {
  test(`${kind} is counted`, () => {
    assert.deepEqual(verdict_of(events), { ...kFlawless, ...counted });
  });
}
