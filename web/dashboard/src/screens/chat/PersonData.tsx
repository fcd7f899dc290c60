import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Thread } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { isAdmin } from '../../state/session.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { displayName } from './person.ts';
import '../../styles/person_data.css';

/** What can be taken away of a person, and taking the person away. */
export function PersonData({ thread }: { thread: Thread }) {
  const [erasing, setErasing] = useState(false);
  const path = `/projects/${thread.project_id}/threads/${thread.id}`;
  const name = displayName(thread.user);
  const erase = async () => {
    try {
      await call('POST', `${path}/erase`, { confirm: thread.user.id });
      setErasing(false);
      toast(t('person.erasing', { name }));
    } catch (fault) {
      toastError(fault);
    }
  };
  return (
    <div class="person-actions person-data">
      <h4>{t('person.data')}</h4>
      <a class="button plain small" href={`/api/v1${path}/export?format=text`} download>
        {t('person.export-text')}
      </a>
      <a class="button plain small" href={`/api/v1${path}/export?format=json`} download>
        {t('person.export-json')}
      </a>
      {isAdmin() && (
        <>
          <a class="button plain small" href={`/api/v1${path}/person`} download>
            {t('person.export-all')}
          </a>
          <Button small kind="danger" onClick={() => setErasing(true)}>
            {t('person.erase')}
          </Button>
        </>
      )}
      {erasing && (
        <ConfirmDialog
          title={t('person.erase-of', { name })}
          text={t('person.erase-text')}
          action={t('person.erase')}
          typed={thread.user.email ?? thread.user.id}
          onConfirm={erase}
          onClose={() => setErasing(false)}
        />
      )}
    </div>
  );
}
