import { expect, test } from 'vitest';
import type { Attachment } from '../src/types.ts';
import { canRetry, fit, isOver, sizeText, type Uploaded, UploadList } from '../src/uploads.ts';

const attachment = (name: string): Attachment => ({
  id: `id of ${name}`,
  name,
  type: 'text/plain',
  size: 1,
  url: '/x',
});

/** Uploads that end when the test says so. */
function makeList(count = 5) {
  const going = new Map<string, { end: (answer: Uploaded) => void; signal: AbortSignal }>();
  const list = new UploadList(
    (file, onProgress, signal) =>
      new Promise((end) => {
        onProgress(0.5);
        going.set(file.name, { end, signal });
      }),
    () => ({ bytes: 10, count }),
  );
  const settle = async (name: string, answer: Uploaded) => {
    going.get(name)?.end(answer);
    await new Promise((done) => setTimeout(done));
  };
  return { list, going, settle };
}
const file = (name: string, text = 'x') => new File([text], name, { type: 'text/plain' });

test('files go up at once and the message waits for all of them', async () => {
  const { list, settle } = makeList();
  let changes = 0;
  list.subscribe(() => changes++);
  expect(list.complete).toBe(true);
  list.add([file('a'), file('b')]);
  expect(list.items.map(({ state, progress }) => [state, progress])).toEqual([
    ['sending', 0.5],
    ['sending', 0.5],
  ]);
  await settle('b', { ok: true, data: attachment('b') });
  expect(list.complete).toBe(false);
  await settle('a', { ok: true, data: attachment('a') });
  expect(list.complete).toBe(true);
  expect(list.take().map(({ name }) => name)).toEqual(['a', 'b']);
  expect(list.items).toEqual([]);
  expect(changes).toBeGreaterThan(3);
});

test('a file that is too large or empty never goes out', () => {
  const { list, going } = makeList();
  list.add([file('large', 'x'.repeat(11)), file('empty', ''), file('right', 'x'.repeat(10))]);
  expect(list.items.map(({ code }) => code)).toEqual(['too_large', 'file_empty', '']);
  expect([...going.keys()]).toEqual(['right']);
  expect(list.items.map(canRetry)).toEqual([false, false, true]);
});

test('what does not fit the message is left out', () => {
  const { list } = makeList(2);
  expect(list.add([file('a')])).toBe(0);
  expect(list.add([file('b'), file('c'), file('d')])).toBe(2);
  expect(list.items.map(({ name }) => name)).toEqual(['a', 'b']);
});

test('a failed upload can be tried again, a removed one is stopped', async () => {
  const { list, going, settle } = makeList();
  list.add([file('a'), file('b')]);
  await settle('a', { ok: false, status: 0, code: '' });
  expect(list.items[0]?.state).toBe('failed');
  list.retry(list.items[0]?.key ?? '');
  await settle('a', { ok: true, data: attachment('a') });
  expect(list.items[0]?.state).toBe('ready');
  list.remove(list.items[1]?.key ?? '');
  expect(going.get('b')?.signal.aborted).toBe(true);
  await settle('b', { ok: true, data: attachment('b') });
  expect(list.attachments.map(({ name }) => name)).toEqual(['a']);
});

test('what was up before a reload is there again', () => {
  const { list } = makeList();
  list.restore([attachment('a')]);
  expect(list.complete).toBe(true);
  expect(list.take()).toEqual([attachment('a')]);
});

test('sizes, links and pictures are read and drawn right', () => {
  const numbers = new Intl.NumberFormat('en');
  expect(
    [0, 999, 1000, 12_345, 999_499, 999_500, 3_440_000].map((n) => sizeText(n, numbers)),
  ).toEqual(['0 B', '999 B', '1 kB', '12 kB', '999 kB', '1 MB', '3.4 MB']);
  const now = 1_800_000_000_000;
  expect(isOver('/f?exp=1800000010&sig=x', now)).toBe(false);
  expect(isOver('/f?exp=1800000004&sig=x', now)).toBe(true);
  const most = { width: 240, height: 280 };
  expect(fit({ width: 600, height: 300 }, most)).toEqual({ width: 240, height: 120 });
  expect(fit({ width: 100, height: 1000 }, most)).toEqual({ width: 28, height: 280 });
  expect(fit({ width: 10, height: 10 }, most)).toEqual({ width: 10, height: 10 });
  expect(fit({ width: 5000, height: 1 }, most)).toEqual({ width: 240, height: 1 });
});
