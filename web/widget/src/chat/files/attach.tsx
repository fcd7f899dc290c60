import { useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from '../../hub/icons.tsx';
import type { Conversation } from '../../live/conversation.ts';
import type { WidgetTexts } from '../../texts.ts';
import { uploadsOf } from './files.tsx';

const clip =
  'm20 11.5-8.3 8.3a5 5 0 0 1-7-7l8.4-8.4a3.4 3.4 0 0 1 4.8 4.8l-8.4 8.3a1.7 1.7 0 0 1-2.4-2.4l7.7-7.7';

/** Picks files; and takes those that are pasted, or dropped anywhere on the widget, while the composer is there. */
export function Attach({ chat, texts }: { chat: Conversation; texts: WidgetTexts }) {
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    const { root } = chat.core;
    const end = new AbortController();
    const mark = (over: boolean) => root.querySelector('.panel')?.classList.toggle('drop', over);
    const on = (name: string, hear: (event: Event) => void) =>
      root.addEventListener(name, hear, { signal: end.signal });
    const take = (event: Event, data: DataTransfer | null) => {
      mark(false);
      if (data?.files.length) event.preventDefault();
      if (data?.files.length) uploadsOf(chat).add([...data.files]);
    };
    on('paste', (event) => {
      // A table copied from an office program comes as text and as a picture: text is meant.
      const data = (event as ClipboardEvent).clipboardData;
      if (!data?.types.includes('text/plain')) take(event, data);
    });
    on('dragover', (event) => {
      if (!(event as DragEvent).dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      mark(true);
    });
    on('dragleave', (event) => {
      if (!(event as DragEvent).relatedTarget) mark(false);
    });
    on('drop', (event) => take(event, (event as DragEvent).dataTransfer));
    return () => {
      end.abort();
      mark(false);
    };
  }, [chat]);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ currentTarget }) => {
          uploadsOf(chat).add([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
          chat.core.root.querySelector('textarea')?.focus();
        }}
      />
      <button
        type="button"
        class="round"
        aria-label={texts.t('attach')}
        onClick={() => input.current?.click()}
      >
        <Icon path={clip} />
      </button>
    </>
  );
}
