import type { UploadList } from '@seggwat/shared/uploads';
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Thread } from '../../../api/types.ts';
import { uploadLimit, uploadsOf } from '../../../state/uploads.ts';
import { useFiles } from './use_files.ts';

export interface Uploads {
  list: UploadList;
  part: ReturnType<typeof useFiles>;
  /** More were chosen than go with one message. */
  tooMany: boolean;
  add: (files: File[]) => void;
  /** Takes pasted files; answers whether there were some. */
  takePaste: (event: ClipboardEvent) => boolean;
}

/** The files of the reply being written: chosen, pasted, or dropped anywhere on the conversation. */
export function useUploads(thread: Thread, area: RefObject<HTMLElement | null>): Uploads {
  const list = uploadsOf(thread);
  const [, redraw] = useState({});
  const [tooMany, setTooMany] = useState(false);
  useEffect(() => list.subscribe(() => redraw({})), [list]);
  const add = (files: File[]) => {
    if (files.length === 0) return;
    setTooMany(list.add(files) > 0);
    area.current?.focus();
  };
  const takePaste = (event: ClipboardEvent) => {
    // A table copied from an office program comes as text and as a picture: text is meant.
    const data = event.clipboardData;
    const files = data?.types.includes('text/plain') ? [] : [...(data?.files ?? [])];
    if (files.length === 0) return false;
    event.preventDefault();
    add(files);
    return true;
  };
  useDrop(area, add);
  const part = useFiles(list.items.length > 0);
  return { list, part, tooMany: tooMany && list.items.length >= uploadLimit, add, takePaste };
}

function useDrop(area: RefObject<HTMLElement | null>, take: (files: File[]) => void): void {
  const latest = useRef(take);
  latest.current = take;
  useLayoutEffect(() => {
    const pane = area.current?.closest<HTMLElement>('.thread-pane');
    if (!pane) return;
    const end = new AbortController();
    const on = (name: 'dragover' | 'dragleave' | 'drop', hear: (event: DragEvent) => void) =>
      pane.addEventListener(name, hear, { signal: end.signal });
    const mark = (over: boolean) => pane.classList.toggle('drop', over);
    on('dragover', (event) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      mark(true);
    });
    on('dragleave', (event) => mark(pane.contains(event.relatedTarget as Node | null)));
    on('drop', (event) => {
      mark(false);
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length > 0) event.preventDefault();
      latest.current(files);
    });
    return () => {
      end.abort();
      mark(false);
    };
  }, [area]);
}
