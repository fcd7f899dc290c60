import lock from 'icon:lock';
import reply from 'icon:reply';
import { t } from '../../../i18n/index.ts';
import { Icon } from '../../../ui/Icon.tsx';

/** Whether the text goes to the user or stays with the team. */
export function Modes({ note, onChange }: { note: boolean; onChange: (note: boolean) => void }) {
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
