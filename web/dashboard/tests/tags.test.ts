import { beforeEach, expect, it, vi } from 'vitest';
import { adoptThread, findThread } from '../src/state/inbox.ts';
import { loadTags, tagsChanged } from '../src/state/tags.ts';
import { thread } from './samples.ts';

const project = 'p-tags';
const tag = (name: string) => ({ id: 'g1', name, color: 'grey' });

/** Answers in the order of `release`, each with what the server held when it was asked. */
function serve(server: { name: string }) {
  const waiting: (() => void)[] = [];
  vi.stubGlobal('fetch', (address: string) => {
    const answer = /threads/.test(address)
      ? { thread: { ...thread({ id: 't1' }), project_id: project, tags: [server.name] } }
      : { tags: [tag(server.name)] };
    return new Promise((resolve) => waiting.push(() => resolve(Response.json(answer))));
  });
  return { release: () => waiting.shift()?.(), waiting };
}

const tags = () => findThread('t1')?.tags;

beforeEach(() => {
  adoptThread({ ...thread({ id: 't1' }), project_id: project, tags: ['Old'] }, 'own');
});

it('a rename that is told while the tags are on their way is not lost', async () => {
  const server = { name: 'Old' };
  const { release, waiting } = serve(server);
  const asked = loadTags(project);
  server.name = 'New';
  tagsChanged(project);
  release();
  await asked;
  expect(tags()).toEqual(['Old']);
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  release();
  await vi.waitFor(() => expect(tags()).toEqual(['New']));
});

it('a thread whose tag is called otherwise by the time the tags come is asked for again', async () => {
  const { release, waiting } = serve({ name: 'Newer' });
  const asked = loadTags(project);
  release();
  await asked;
  await vi.waitFor(() => expect(waiting).toHaveLength(1));
  release();
  await vi.waitFor(() => expect(tags()).toEqual(['Newer']));
});
