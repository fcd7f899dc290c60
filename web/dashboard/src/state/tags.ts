import { call } from '../api/http.ts';
import type { Tag, TagColor } from '../api/types.ts';
import { changeThread, loadedThreads, refreshThread } from './inbox.ts';
import { touch, useTopics } from './topics.ts';

/** The tags of each project that this tab has asked for. */
const known = new Map<string, Tag[]>();
const loading = new Map<string, Promise<void>>();

const topic = (project: string) => `tags:${project}`;

/** The project's tags, by name; asks for them the first time. */
export function useTags(project: string): readonly Tag[] {
  useTopics(topic(project));
  if (!known.has(project)) void loadTags(project).catch(() => {});
  return known.get(project) ?? [];
}

/** The tags of several projects, each name once: what conversations of all of them can be filtered by. */
export function useTagsOf(projects: readonly string[]): readonly Tag[] {
  useTopics(...projects.map(topic));
  for (const project of projects) {
    if (!known.has(project)) void loadTags(project).catch(() => {});
  }
  const byName = new Map<string, Tag>();
  for (const tag of projects.flatMap((project) => known.get(project) ?? [])) {
    if (!byName.has(tag.name)) byName.set(tag.name, tag);
  }
  const all = [...byName.values()];
  return projects.length > 1 ? all.sort((a, b) => a.name.localeCompare(b.name)) : all;
}

export function loadTags(project: string): Promise<void> {
  const under = loading.get(project) ?? load(project).finally(() => loading.delete(project));
  loading.set(project, under);
  return under;
}

async function load(project: string): Promise<void> {
  const before = known.get(project) ?? [];
  const { tags } = await call<{ tags: Tag[] }>('GET', `/projects/${project}/tags`);
  known.set(project, tags);
  touch(topic(project));
  renameInThreads(project, before, tags);
  askForUnknown(project, tags);
}

/** The server renames a tag on every thread at once and tells no thread of it: here they follow. */
function renameInThreads(project: string, before: Tag[], now: Tag[]): void {
  const names = new Map<string, string | null>();
  for (const tag of before) {
    const next = now.find((one) => one.id === tag.id)?.name ?? null;
    if (next !== tag.name) names.set(tag.name, next);
  }
  if (names.size === 0) return;
  for (const thread of loadedThreads(project)) {
    const tags = withNames(thread.tags, names);
    if (tags !== thread.tags) changeThread(thread.id, { tags });
  }
}

/** A thread that was read before a tag of it was renamed, and the tags after: only the server knows what became of the name. */
function askForUnknown(project: string, now: Tag[]): void {
  const names = new Set(now.map((tag) => tag.name));
  for (const thread of loadedThreads(project)) {
    if (thread.tags.some((tag) => !names.has(tag))) void refreshThread(project, thread.id);
  }
}

/** The same list when nothing in it has another name now; null takes a name away. */
export function withNames(tags: string[], names: Map<string, string | null>): string[] {
  if (!tags.some((tag) => names.has(tag))) return tags;
  const renamed = tags.map((tag) => (names.has(tag) ? names.get(tag) : tag));
  return renamed.filter((tag) => typeof tag === 'string').sort((a, b) => a.localeCompare(b));
}

/** An event: the project's tags are not what they were. An answer that is on its way may not know it yet. */
export function tagsChanged(project: string): void {
  const asked = loading.get(project);
  if (!asked && !known.has(project)) return;
  void (asked ?? Promise.resolve())
    .catch(() => {})
    .then(() => loadTags(project))
    .catch(() => {});
}

/** A name that is not known here was made by somebody else just now. */
export function colorOf(tags: readonly Tag[], name: string): TagColor {
  return tags.find((tag) => tag.name === name)?.color ?? 'grey';
}
