import lock from 'icon:lock';
import sendIcon from 'icon:send-horizontal';
import { uuid } from '@seggwat/shared/uuid';
import { useRef } from 'preact/hooks';
import type { Thread } from '../../../api/types.ts';
import { useShortcuts } from '../../../app/use_shortcuts.ts';
import { t } from '../../../i18n/index.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { sendMessage } from '../../../state/sending.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { displayName } from '../person.ts';
import { MentionList } from './MentionList.tsx';
import { Modes } from './Modes.tsx';
import { toWire } from './mentions.ts';
import { useAutoHeight } from './use_auto_height.ts';
import { useDraft } from './use_draft.ts';
import { useMentions } from './use_mentions.ts';
import { useTypingReport } from './use_typing_report.ts';

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
