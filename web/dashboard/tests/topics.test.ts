import { expect, it } from 'vitest';
import { subscribe, touch } from '../src/state/topics.ts';

const microtask = () => new Promise<void>((done) => queueMicrotask(done));

it('tells a listener once per turn, however many of its topics were touched', async () => {
  let told = 0;
  const undo = subscribe(['a', 'b'], () => {
    told += 1;
  });
  for (let round = 0; round < 1000; round += 1) touch('a', 'b');
  expect(told).toBe(0);
  await microtask();
  expect(told).toBe(1);
  undo();
});

it('tells nobody of topics they do not follow, and nobody who has left', async () => {
  let told = 0;
  const undo = subscribe(['a'], () => {
    told += 1;
  });
  touch('other');
  await microtask();
  undo();
  touch('a');
  await microtask();
  expect(told).toBe(0);
});

it('tells of what a listener touches in the next turn', async () => {
  const order: string[] = [];
  const undoFirst = subscribe(['first'], () => {
    order.push('first');
    touch('second');
  });
  const undoSecond = subscribe(['second'], () => order.push('second'));
  touch('first');
  await microtask();
  await microtask();
  expect(order).toEqual(['first', 'second']);
  undoFirst();
  undoSecond();
});
