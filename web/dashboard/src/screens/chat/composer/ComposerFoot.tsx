import lock from 'icon:lock';
import sendIcon from 'icon:send-horizontal';
import { t } from '../../../i18n/index.ts';
import { usePreferences } from '../../../state/preferences.ts';
import { Button } from '../../../ui/Button.tsx';
import { Icon } from '../../../ui/Icon.tsx';

interface Props {
  note: boolean;
  ready: boolean;
  /** Characters beyond what a message may have. */
  surplus: number;
}

/** What Enter does, what is wrong with the length, and the button that names what is sent to whom. */
export function ComposerFoot({ note, ready, surplus }: Props) {
  const { sendWith } = usePreferences();
  return (
    <div class="composer-foot">
      <span
        class={surplus > 0 ? 'meta danger-text' : 'meta'}
        role={surplus > 0 ? 'alert' : undefined}
      >
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
