import { postFile, UploadList } from '@seggwat/shared/uploads';
import { csrf } from '../api/http.ts';
import type { Attachment, Thread } from '../api/types.ts';
import { readStored, writeStored } from './preferences.ts';
import { me } from './session.ts';

const limits = { bytes: 10 * 1024 * 1024, count: 5 };

const lists = new Map<string, UploadList>();

/** The files of the message being written in a thread: they outlive a change of thread, and a reload once they are up. */
export function uploadsOf({ id, project_id }: Pick<Thread, 'id' | 'project_id'>): UploadList {
  const known = lists.get(id);
  if (known) return known;
  const address = `/api/v1/projects/${project_id}/threads/${id}/attachments`;
  const list = new UploadList(
    (file, onProgress, signal) =>
      postFile(address, { 'X-CSRF-Token': csrf() }, file, onProgress, signal),
    () => limits,
  );
  const key = `seggwat.files.${me().user_id}.${id}`;
  lists.set(id, list);
  list.restore(readStored<Attachment[]>(key) ?? []);
  list.subscribe(() => writeStored(key, list.attachments.length > 0 ? list.attachments : null));
  return list;
}

export const uploadLimit = limits.count;
