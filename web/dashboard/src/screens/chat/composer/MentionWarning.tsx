import lock from 'icon:lock';
import type { Thread } from '../../../api/types.ts';
import { t } from '../../../i18n/index.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { displayName } from '../person.ts';
import { mentionedInReply } from './Mentions.tsx';

interface Props {
  thread: Thread;
  text: string;
  onNote: (note: true) => void;
}

/** Somebody names a colleague in what the user would read: perhaps it was meant as a note. */
export function MentionWarning({ thread, text, onNote }: Props) {
  const name = mentionedInReply(thread.project_id, text);
  return (
    <div role="status">
      {name && (
        <div class="composer-warning">
          <span>{t('mention.in-reply', { name, user: displayName(thread.user) })}</span>
          <Button small onClick={() => onNote(true)}>
            <Icon of={lock} size={13} />
            {t('mention.make-note')}
          </Button>
        </div>
      )}
    </div>
  );
}
