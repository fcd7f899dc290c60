import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import { t } from '../../i18n/index.ts';
import { me } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Section } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';

export function PasswordForm() {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm(async () => {
    await call('POST', '/me/password', { current, password });
    setCurrent('');
    setPassword('');
    toast(t('password.changed'));
  });
  const aboutCurrent = form.code === 'wrong_password';
  return (
    <Section title={t('password.title')} intro={t('password.intro')}>
      <form class="stack" onSubmit={form.submit}>
        <input type="text" hidden readOnly autocomplete="username" value={me().email} />
        <TextField
          label={t('password.current')}
          type="password"
          autocomplete="current-password"
          value={current}
          onValue={setCurrent}
          error={aboutCurrent ? form.error : null}
          required
        />
        <TextField
          label={t('password.new')}
          hint={t('password.hint')}
          type="password"
          autocomplete="new-password"
          minLength={8}
          value={password}
          onValue={setPassword}
          error={aboutCurrent ? null : form.error}
          required
        />
        <div>
          <Button type="submit" busy={form.busy}>
            {t('password.change')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
