import { useEffect, useState } from 'preact/hooks';
import type { Conversation } from '../live/conversation.ts';

/** All that has to do with files; most conversations never need it. */
export type FilesPart = typeof import('./files/files.tsx');

let part: FilesPart | null = null;

export async function loadFiles(root: ShadowRoot): Promise<FilesPart> {
  part ??= await import('./files/files.tsx');
  part.prepare(root);
  return part;
}

/** The part once it is here. It is fetched when it is `needed`. */
export function useFiles(chat: Conversation, needed: boolean): FilesPart | null {
  const [, redraw] = useState(part);
  useEffect(() => {
    if (needed) loadFiles(chat.core.root).then(redraw, () => {});
  }, [chat, needed]);
  part?.prepare(chat.core.root);
  return part;
}

/** The uploads of the message being written, once what they need is here. */
export function useUploads(chat: Conversation, allowed: boolean) {
  const [, redraw] = useState({});
  const files = useFiles(chat, allowed);
  const list = files?.uploadsOf(chat);
  useEffect(() => {
    const follow = () => redraw({});
    // What happened before this effect ran was told to nobody.
    follow();
    return list?.subscribe(follow);
  }, [list]);
  return { files, list };
}
