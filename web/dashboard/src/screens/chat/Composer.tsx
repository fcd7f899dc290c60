import lock from 'icon:lock';
import reply from 'icon:reply';
import sendIcon from 'icon:send-horizontal';
import { uuid } from '@seggwat/shared/uuid';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { tellPresence, tellTyping } from '../../api/threads.ts';
import type { Thread } from '../../api/types.ts';
import { useShortcuts } from '../../app/use_shortcuts.ts';
import { t } from '../../i18n/index.ts';
import { type Draft, loadDraft, saveDraft } from '../../state/drafts.ts';
import { usePreferences } from '../../state/preferences.ts';
import { sendMessage } from '../../state/sending.ts';
import { me } from '../../state/session.ts';
import { subscribe } from '../../state/topics.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { draftTopic } from './draft_return.ts';
import { MentionList } from './MentionList.tsx';
import { toWire } from './mentions.ts';
import { displayName } from './person.ts';
import { useMentions } from './use_mentions.ts';

const bodyLimit = 10_000;

/** The reply box: a reply to the user, or a note that only the team sees. */
export function Composer({ thread }: { thread: Thread }) {
  const area = useRef<HTMLTextAreaElement>(null);
  const { draft, edit } = useDraft(thread.id);
  const { sendWith } = usePreferences();
  const mentions = useMentions(thread.project_id, area, draft, edit);
  const report = useTypingReport(thread);
  useAutoHeight(area, draft.text);
  const length = [...draft.text].length;
  const ready = draft.text.trim() !== '' && length <= bodyLimit;
  const send = () => {
    if (!ready) return;
    const body = toWire(draft.text, draft.note ? draft.mentions : []).trim();
    const { project_id: project, id } = thread;
    sendMessage({ clientId: uuid(), project, thread: id, body, internal: draft.note });
    edit({ text: '', mentions: [] });
    report(false);
    area.current?.focus();
  };
  const focusAs = (note: boolean) => {
    edit({ note });
    area.current?.focus();
  };
  useShortcuts({ r: () => focusAs(false), n: () => focusAs(true) });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.isComposing || mentions.onKeyDown(event)) return;
    const modified = event.ctrlKey || event.metaKey;
    const sends = event.key === 'Enter' && !event.shiftKey && (sendWith === 'enter' || modified);
    if (event.key === 'Escape') area.current?.blur();
    if (!sends) return;
    event.preventDefault();
    send();
  };
  const label = draft.note
    ? t('note.placeholder')
    : t('reply.placeholder', { name: displayName(thread.user) });
  return (
    <form
      class={draft.note ? 'composer note' : 'composer'}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Modes note={draft.note} onChange={focusAs} />
      <MentionList {...mentions} />
      <textarea
        ref={area}
        rows={1}
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={draft.text}
        aria-autocomplete={draft.note ? 'list' : undefined}
        aria-controls={mentions.open ? 'mention-list' : undefined}
        aria-activedescendant={mentions.open ? `mention-${mentions.at}` : undefined}
        onInput={(event) => {
          edit({ text: event.currentTarget.value });
          report(event.currentTarget.value !== '' && !draft.note);
        }}
        onKeyUp={mentions.look}
        onClick={mentions.look}
        onKeyDown={onKeyDown}
      />
      <div class="composer-foot">
        <span class="meta">
          {length > bodyLimit
            ? t('reply.too-long', { count: length - bodyLimit })
            : sendWith === 'enter'
              ? t('reply.hint-enter')
              : t('reply.hint-modified')}
        </span>
        <Button kind="primary" small type="submit" disabled={!ready}>
          <Icon of={draft.note ? lock : sendIcon} size={14} />
          {draft.note ? t('note.send') : t('reply.send')}
        </Button>
      </div>
    </form>
  );
}

function Modes({ note, onChange }: { note: boolean; onChange: (note: boolean) => void }) {
  return (
    <fieldset class="composer-modes" aria-label={t('reply.kind')}>
      <button
        type="button"
        aria-pressed={!note}
        title={`${t('reply.mode')} (r)`}
        onClick={() => onChange(false)}
      >
        <Icon of={reply} size={13} />
        {t('reply.mode')}
      </button>
      <button
        type="button"
        aria-pressed={note}
        title={`${t('note.mode')} (n)`}
        onClick={() => onChange(true)}
      >
        <Icon of={lock} size={13} />
        {t('note.mode')}
      </button>
    </fieldset>
  );
}

/** The text of this thread, kept in the browser with every key. */
function useDraft(thread: string) {
  const [draft, setDraft] = useState(() => loadDraft(me().user_id, thread));
  useEffect(
    () => subscribe([draftTopic(thread)], () => setDraft(loadDraft(me().user_id, thread))),
    [thread],
  );
  const latest = useRef(draft);
  latest.current = draft;
  const edit = (change: Partial<Draft>) => {
    latest.current = { ...latest.current, ...change };
    saveDraft(me().user_id, thread, latest.current);
    setDraft(latest.current);
  };
  return { draft, edit };
}

function useAutoHeight(area: { current: HTMLTextAreaElement | null }, text: string): void {
  // The height follows the text
  useLayoutEffect(() => {
    const element = area.current;
    if (!element) return;
    element.style.height = 'auto';
    element.style.height = `${element.scrollHeight}px`;
  }, [text]);
}

const typingEveryMs = 3000;
const replyingEveryMs = 15_000;

/** Tells the user that somebody types, and colleagues that somebody replies; not with every key. */
function useTypingReport(thread: Thread): (typing: boolean) => void {
  const told = useRef({ typing: 0, replying: 0 });
  return (typing) => {
    const now = Date.now();
    if (!typing) {
      if (told.current.replying)
        void tellPresence(thread.project_id, thread.id, 'viewing').catch(() => {});
      told.current = { typing: 0, replying: 0 };
      return;
    }
    if (now - told.current.typing >= typingEveryMs) {
      told.current.typing = now;
      void tellTyping(thread.project_id, thread.id).catch(() => {});
    }
    if (now - told.current.replying >= replyingEveryMs) {
      told.current.replying = now;
      void tellPresence(thread.project_id, thread.id, 'replying').catch(() => {});
    }
  };
}
