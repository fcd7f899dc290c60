import { useState } from 'preact/hooks';
import { ApiError } from '../api/http.ts';
import { errorText } from '../i18n/errors.ts';
import { t } from '../i18n/index.ts';
import { signIn, useSession } from '../state/session.ts';
import { Button } from '../ui/Button.tsx';
import { CodeField } from '../ui/CodeField.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { TextField } from '../ui/Field.tsx';

/** Asks for the password over the page, so that nothing typed on it is lost. */
export function SessionDialog() {
  const { me } = useSession();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    try {
      await signIn(me?.email ?? '', password, code?.trim() || undefined);
    } catch (fault) {
      if (!(fault instanceof ApiError)) throw fault;
      if (fault.code === 'code_required' && code === null) setCode('');
      else setError(errorText(fault));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog title={t('session.title')}>
      <form class="stack" onSubmit={submit}>
        <p>{t('session.text')}</p>
        <input type="hidden" autocomplete="username" value={me?.email ?? ''} />
        <p class="strong" dir="auto">
          {me?.email}
        </p>
        <TextField
          label={t('password')}
          type="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
          error={code === null ? error : null}
          required
          autofocus
        />
        {code !== null && <CodeField value={code} onValue={setCode} error={error} focused />}
        <div class="dialog-actions">
          <Button onClick={() => location.assign('/login')}>{t('session.other')}</Button>
          <Button kind="primary" type="submit" busy={busy}>
            {t('sign-in')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
