import lock from 'icon:lock';
import sendIcon from 'icon:send-horizontal';
import { t } from '../../../i18n/index.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { AttachButton } from '../files/AttachButton.tsx';
import type { Uploads } from '../files/use_uploads.ts';

interface Props {
  note: boolean;
  ready: boolean;
  /** Characters beyond what a message may have. */
  surplus: number;
  uploads: Uploads;
}

/** What Enter does, what is wrong with the length, and the button that names what is sent to whom. */
export function ComposerFoot({ note, ready, surplus, uploads }: Props) {
  const { sendWith } = usePreferences();
  return (
    <div class="composer-foot">
      <AttachButton onFiles={uploads.add} />
      <span
        class={surplus > 0 ? 'meta danger-text' : 'meta keys-hint'}
        role={surplus > 0 ? 'alert' : undefined}
      >
        {uploads.tooMany && <strong role="alert">{t('files.too-many')} </strong>}
        {surplus > 0
          ? t('reply.too-long', { count: surplus })
          : sendWith === 'enter'
            ? t('reply.hint-enter')
            : t('reply.hint-modified')}
      </span>
      <Button kind="primary" small type="submit" disabled={!ready}>
        <Icon of={note ? lock : sendIcon} size={14} />
        {note ? t('note.send') : t('reply.send')}
      </Button>
    </div>
  );
}
