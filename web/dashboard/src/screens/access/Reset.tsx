import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';
import { Door, useFragmentToken } from './Door.tsx';

export default function Reset() {
  const [password, setPassword] = useState('');
  const [done, setDone] = useState(false);
  const token = useFragmentToken();
  const form = useForm(async () => {
    await call('POST', '/auth/reset/confirm', { token, password }, { anonymous: true });
    setDone(true);
  });
  if (done) {
    return (
      <Door title={t('reset.title')}>
        <div class="stack card">
          <Notice tone="good">{t('reset.done')}</Notice>
          <a class="button primary" href="/login">
            {t('sign-in')}
          </a>
        </div>
      </Door>
    );
  }
  const dead = form.code === 'not_found' || form.code === 'token_invalid';
  return (
    <Door title={t('reset.title')} intro={t('reset.intro')}>
      <form class="stack card" onSubmit={form.submit}>
        {(dead || !token) && <Notice tone="danger">{t('reset.dead')}</Notice>}
        <TextField
          label={t('password.new')}
          hint={t('password.hint')}
          type="password"
          autocomplete="new-password"
          minLength={8}
          value={password}
          onValue={setPassword}
          error={dead ? null : form.error}
          required
          autofocus
        />
        <Button kind="primary" type="submit" busy={form.busy} disabled={!token}>
          {t('reset.save')}
        </Button>
        <a class="button quiet" href="/login">
          {t('login.back')}
        </a>
      </form>
    </Door>
  );
}
