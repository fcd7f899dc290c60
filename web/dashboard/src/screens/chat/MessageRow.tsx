import check from 'icon:check';
import checkCheck from 'icon:check-check';
import alert from 'icon:circle-alert';
import lock from 'icon:lock';
import mail from 'icon:mail-check';
import type { MessageState } from '../../api/types.ts';
import { absoluteTime, clockTime } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { me } from '../../state/session.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Icon } from '../../ui/Icon.tsx';
import type { useFiles } from './files/use_files.ts';
import type { LogRow } from './log_rows.ts';
import { MessageText } from './MessageText.tsx';
import { isRecentOwn, Unsend } from './Unsend.tsx';

interface Props {
  /** What draws files, once it is here. */
  files: ReturnType<typeof useFiles>;
  row: LogRow;
}

export function MessageRow({ row, files }: Props) {
  const { message, first, last, state, showsState } = row;
  const { attachments } = message;
  const ours = message.author.kind === 'member';
  const name = message.author.name || message.author.id;
  const kind = message.internal ? 'note' : ours ? 'ours' : 'theirs';
  return (
    <article class={`message ${kind}${first ? ' first' : ''}${last ? ' last' : ''}`}>
      <div class="message-avatar">
        {last && <Avatar name={name} seed={message.author.id} size={28} />}
      </div>
      <div class="message-main">
        <p class={first ? 'message-author' : 'sr-only'}>
          {message.internal && <Icon of={lock} size={12} />}
          <span dir="auto">{ours && message.author.id === me().user_id ? t('you') : name}</span>
          {message.internal && <span class="meta">{t('note.label')}</span>}
        </p>
        <div class="bubble">
          {message.deleted_at ? (
            <p class="deleted">{t('chat.deleted')}</p>
          ) : (
            <>
              {message.body && <MessageText body={message.body} mentions={message.internal} />}
              {files && attachments.length > 0 && (
                <files.MessageFiles files={attachments} message={message} />
              )}
            </>
          )}
        </div>
        {(last || showsState || state === 'mail_failed' || isRecentOwn(message)) && (
          <p class="message-foot meta">
            <time dateTime={message.created_at} title={absoluteTime(message.created_at)}>
              {clockTime(message.created_at)}
            </time>
            {state && <State state={state} error={message.mail_error} />}
            {ours && <Unsend message={message} />}
          </p>
        )}
      </div>
    </article>
  );
}

const icons = {
  stored: check,
  delivered: checkCheck,
  seen: checkCheck,
  mailed: mail,
  mail_failed: alert,
} satisfies Record<MessageState, unknown>;

function State({ state, error }: { state: MessageState; error: string | null | undefined }) {
  return (
    <span class={`state ${state}`}>
      <Icon of={icons[state]} size={13} />
      {t(`state.${state}`)}
      {state === 'mail_failed' && error && (
        <span class="mail-error" dir="auto">
          {error}
        </span>
      )}
    </span>
  );
}
