import alert from 'icon:circle-alert';
import clock from 'icon:clock';
import { errorText } from '../../i18n/errors.ts';
import { t } from '../../i18n/index.ts';
import { type Outgoing, retrySending, withdraw } from '../../state/sending.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { giveBack } from './composer/draft_return.ts';
import { useFiles } from './files/use_files.ts';
import { MessageText } from './MessageText.tsx';

/** A message on its way, or one that could not go and waits for a decision. */
export function OutgoingRow({ item }: { item: Outgoing }) {
  const files = useFiles(item.attachments.length > 0);
  const edit = () => {
    withdraw(item);
    giveBack(item);
  };
  return (
    <article class={`message first last outgoing ${item.internal ? 'note' : 'ours'}`}>
      <div class="message-avatar" />
      <div class="message-main">
        <p class="sr-only">{t('you')}</p>
        <div class="bubble">
          {item.body && <MessageText body={item.body} mentions={item.internal} />}
          {files && <files.MessageFiles files={item.attachments} message={null} />}
        </div>
        {item.status === 'sending' && (
          <p class="message-foot meta">
            <Icon of={clock} size={13} /> {t('state.sending')}
          </p>
        )}
        {item.status === 'failed' && (
          <div class="send-trouble" role="alert">
            <Icon of={alert} size={14} />
            <span>
              {t('send.failed')} {item.error && errorText(item.error)}
            </span>
            <Button small onClick={() => retrySending(item)}>
              {t('try-again')}
            </Button>
            <Button small kind="quiet" onClick={edit}>
              {t('edit')}
            </Button>
          </div>
        )}
        {item.status === 'stale' && <Stale item={item} onEdit={edit} />}
      </div>
    </article>
  );
}

/** Somebody was faster: their message stands above, this one waits until it has been looked at again. */
function Stale({ item, onEdit }: { item: Outgoing; onEdit: () => void }) {
  const name = item.missed.at(-1)?.author.name || t('someone');
  return (
    <div class="send-trouble stale" role="alert">
      <Icon of={alert} size={14} />
      <span>{t('send.stale', { name })}</span>
      {item.missed.map((message) => (
        <blockquote key={message.id} dir="auto">
          {message.body || message.attachments[0]?.name}
        </blockquote>
      ))}
      <Button small kind="primary" onClick={() => retrySending(item, true)}>
        {t('send.anyway')}
      </Button>
      <Button small onClick={onEdit}>
        {t('edit')}
      </Button>
      <Button small kind="quiet" onClick={() => withdraw(item)}>
        {t('discard')}
      </Button>
    </div>
  );
}
