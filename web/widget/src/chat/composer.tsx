import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../hub/icons.tsx';
import type { Conversation } from '../live/conversation.ts';
import type { ChatState } from '../live/store.ts';
import type { WidgetTexts } from '../texts.ts';
import { useUploads } from './use_files.ts';

const MAX_LINES = 6;

interface ComposerProps {
  chat: Conversation;
  texts: WidgetTexts;
  limits: ChatState['limits'];
}

/** The unsent text: kept over closing and reloading, shared with the other tabs. */
function useDraft(chat: Conversation, field: { current: HTMLTextAreaElement | null }) {
  const { keep } = chat;
  const [draft, setDraft] = useState(() => keep.get('draft') ?? '');
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent) => {
      if (key !== `${keep.prefix}draft`) return;
      const focused = (field.current?.getRootNode() as ShadowRoot | undefined)?.activeElement;
      if (focused !== field.current || !document.hasFocus()) setDraft(newValue ?? '');
    };
    addEventListener('storage', follow);
    return () => removeEventListener('storage', follow);
  }, [keep, field]);
  const change = (text: string) => {
    setDraft(text);
    if (text) keep.set('draft', text);
    else keep.remove('draft');
  };
  return [draft, change] as const;
}

function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = 'auto';
  const line = Number.parseFloat(getComputedStyle(field).lineHeight) || 22;
  const frame = field.offsetHeight - field.clientHeight + 20;
  field.style.height = `${Math.min(field.scrollHeight, line * MAX_LINES + frame)}px`;
}

/** Something a reader could see: not only blanks or invisible characters. */
export function hasText(text: string): boolean {
  return /[^\p{White_Space}\p{Cf}\p{Cc}\p{Default_Ignorable_Code_Point}]/u.test(text);
}

export function Composer({ chat, texts, limits }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [draft, change] = useDraft(chat, field);
  useLayoutEffect(() => grow(field.current), [draft]);
  useLayoutEffect(() => field.current?.focus({ preventScroll: true }), []);
  const over = [...draft].length - limits.body;
  const { files, list } = useUploads(chat, !!limits.attachments);
  const attached = list?.items.length ?? 0;
  const ready = (hasText(draft) || attached > 0) && over <= 0 && list?.complete !== false;
  const send = () => {
    if (!ready) return;
    chat.send(draft.trim(), list?.take());
    change('');
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    // 229 is what some browsers report for the Enter that ends a composition.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229)
      return;
    event.preventDefault();
    send();
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {over > 0 && <p class="hint wrong">{texts.t('over', { count: over })}</p>}
      {files && list && <files.Tray uploads={list} texts={texts} />}
      <div class="compose">
        {files ? <files.Attach chat={chat} texts={texts} /> : <span class="round" />}
        <textarea
          ref={field}
          rows={1}
          dir="auto"
          data-autofocus
          placeholder={texts.t('write')}
          aria-label={texts.t('write')}
          enterkeyhint="send"
          value={draft}
          onInput={(event) => {
            change(event.currentTarget.value);
            if (event.currentTarget.value) chat.typing();
          }}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="go" disabled={!ready} aria-label={texts.t('send')}>
          <Icon name="send" />
        </button>
      </div>
    </form>
  );
}
