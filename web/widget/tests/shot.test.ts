import { expect, it } from 'vitest';
import { History, isNothing, type Mark } from '../src/shot/drawing.ts';
import { faultOf, MOST_BYTES } from '../src/shot/picture.ts';

const mark = (x: number, more: Partial<Mark> = {}): Mark => ({
  tool: 'box',
  stroke: 'thin',
  points: [
    { x: 0, y: 0 },
    { x, y: 0 },
  ],
  ...more,
});

it('goes back and forth over what was drawn, and clearing is a step too', () => {
  const history = new History();
  const [one, two] = [mark(10), mark(20)];
  history.add(one);
  history.add(two);
  history.clear();
  expect(history.marks).toEqual([]);
  history.undo();
  expect(history.marks).toEqual([one, two]);
  history.undo();
  expect(history.marks).toEqual([one]);
  history.redo();
  history.redo();
  history.redo();
  expect([history.marks.length, history.canRedo]).toEqual([0, false]);
});

it('forgets what was undone when something else is drawn', () => {
  const history = new History();
  history.add(mark(10));
  history.add(mark(20));
  history.undo();
  history.add(mark(30));
  expect([history.canRedo, history.marks.length]).toEqual([false, 2]);
  history.undo();
  history.undo();
  history.undo();
  expect([history.canUndo, history.marks.length]).toEqual([false, 0]);
});

it('takes no mark that nobody meant', () => {
  const history = new History();
  history.clear();
  history.add(mark(2));
  history.add(mark(0, { tool: 'text', text: '  ' }));
  history.add(mark(0, { points: [] }));
  expect(history.canUndo).toBe(false);
  expect(isNothing(mark(0, { tool: 'pen' }))).toBe(false);
  expect(isNothing(mark(0, { tool: 'text', text: 'Here' }))).toBe(false);
});

it('names what is wrong with a picture by its bytes, not its type', async () => {
  const png = '\x89PNG\r\n';
  const blob = (start: string, size = 0) =>
    new Blob([Uint8Array.from(start, (char) => char.charCodeAt(0)), new Uint8Array(size)], {
      type: 'image/png',
    });
  expect(await faultOf(blob(''))).toBe('empty');
  expect(await faultOf(blob('GIF89a'))).toBe('type');
  expect(await faultOf(blob('<svg/>'))).toBe('type');
  expect(await faultOf(blob(png, MOST_BYTES - png.length + 1))).toBe('size');
  // There is nothing here that reads pictures: within the limit it is asked to.
  expect(await faultOf(blob(png, MOST_BYTES - png.length))).toBe('broken');
});
