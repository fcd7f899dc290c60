import { uuid } from '@seggwat/shared/uuid';
import { useRef, useState } from 'preact/hooks';
import type { Thread } from '../../../api/types.ts';
import { useShortcuts } from '../../../app/use_shortcuts.ts';
import { t } from '../../../i18n/index.ts';
import { toWire } from '../../../state/mentions.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { sendMessage } from '../../../state/sending.ts';
import { useUploads } from '../files/use_uploads.ts';
import { MessageText } from '../MessageText.tsx';
import { displayName } from '../person.ts';
import { ComposerFoot } from './ComposerFoot.tsx';
import { FormatBar } from './FormatBar.tsx';
import { formatEdit, formatOfKey, pasteEdit } from './format_text.ts';
import { applyEdit, insertText } from './insert_text.ts';
import { MentionList, mentionListId, useMentions } from './Mentions.tsx';
import { MentionWarning } from './MentionWarning.tsx';
import { Modes } from './Modes.tsx';
import { ReplyList, savedListId, useReplyList } from './SavedReplies.tsx';
import { useAutoHeight } from './use_auto_height.ts';
import { useDraft } from './use_draft.ts';
import { useTypingReport } from './use_typing_report.ts';

const bodyLimit = 10_000;

/** The reply box: a reply to the user, or a note that only the team sees. */
export function Composer({ thread }: { thread: Thread }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { draft, edit } = useDraft(thread);
  const { sendWith } = usePreferences();
  const [preview, setPreview] = useState(false);
  const mentions = useMentions(thread.project_id, area, draft, edit);
  const replies = useReplyList(thread, area);
  const report = useTypingReport(thread);
  useAutoHeight(area, draft.text);
  const length = [...draft.text].length;
  const files = useUploads(thread, area);
  const hasContent = draft.text.trim() !== '' || files.list.items.length > 0;
  const ready = hasContent && files.list.complete && length <= bodyLimit;
  const send = () => {
    if (!ready) return;
    const body = toWire(draft.text, draft.note ? draft.mentions : []).trim();
    const { project_id: project, id } = thread;
    const attachments = files.list.take();
    const internal = draft.note;
    sendMessage({ clientId: uuid(), project, thread: id, body, attachments, internal });
    edit({ text: '', mentions: [] });
    setPreview(false);
    report(false);
    area.current?.focus();
  };
  const focusAs = (note: boolean) => {
    edit({ note });
    setPreview(false);
    area.current?.focus();
  };
  useShortcuts({ r: () => focusAs(false), n: () => focusAs(true) });
  const onKeyDown = (event: KeyboardEvent) => {
    // Some browsers send the Enter that ends a composition as key code 229 alone.
    if (event.isComposing || event.keyCode === 229) return;
    if (mentions.onKeyDown(event) || replies.onKeyDown(event)) return;
    const format = formatOfKey(event);
    if (format && area.current) {
      event.preventDefault();
      applyEdit(area.current, (text, from, to) => formatEdit(text, from, to, format));
      return;
    }
    const modified = event.ctrlKey || event.metaKey;
    const sends = event.key === 'Enter' && !event.shiftKey && (sendWith === 'enter' || modified);
    if (event.key === 'Escape') area.current?.blur();
    if (!sends) return;
    event.preventDefault();
    send();
  };
  const look = () => {
    mentions.look();
    replies.look();
  };
  const label = draft.note
    ? t('note.placeholder')
    : t('reply.placeholder', { name: displayName(thread.user) });
  const list = mentions.open ? mentionListId : replies.open ? savedListId : undefined;
  const at = mentions.open ? mentions.at : replies.at;
  return (
    <form
      class={draft.note ? 'composer note' : 'composer'}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div class="composer-head">
        <Modes note={draft.note} onChange={focusAs} />
        <FormatBar area={area} preview={preview} onPreview={setPreview} />
      </div>
      <MentionList list={mentions} note={draft.note} />
      <ReplyList list={replies} />
      {preview && (
        <section class="composer-preview" aria-label={t('format.preview')}>
          <MessageText
            body={toWire(draft.text, draft.note ? draft.mentions : [])}
            mentions={draft.note}
          />
        </section>
      )}
      <textarea
        ref={area}
        rows={1}
        dir="auto"
        hidden={preview}
        aria-label={label}
        placeholder={label}
        value={draft.text}
        aria-autocomplete="list"
        aria-controls={list}
        aria-activedescendant={list && `${list}-${at}`}
        onInput={(event) => {
          edit({ text: event.currentTarget.value });
          report(event.currentTarget.value !== '' && !draft.note);
          look();
        }}
        onKeyUp={look}
        onClick={look}
        onBlur={() => {
          mentions.close();
          replies.close();
        }}
        onKeyDown={onKeyDown}
        onPaste={(event) => {
          if (files.takePaste(event)) return;
          const pasted = event.clipboardData?.getData('text/plain') ?? '';
          const { selectionStart, selectionEnd, value } = event.currentTarget;
          const made = pasteEdit(value, selectionStart, selectionEnd, pasted);
          if (!made) return;
          event.preventDefault();
          insertText(event.currentTarget, made.from, made.to, made.text, made.selection);
        }}
      />
      {files.part && files.list.items.length > 0 && <files.part.Tray uploads={files.list} />}
      {!draft.note && <MentionWarning thread={thread} text={draft.text} onNote={focusAs} />}
      <ComposerFoot note={draft.note} ready={ready} surplus={length - bodyLimit} uploads={files} />
    </form>
  );
}
