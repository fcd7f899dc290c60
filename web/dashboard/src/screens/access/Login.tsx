import { useState } from 'preact/hooks';
import { ApiError, call } from '../../api/http.ts';
import { enter } from '../../app/boot.ts';
import { t } from '../../i18n/index.ts';
import { signIn } from '../../state/session.ts';
import { Button } from '../../ui/Button.tsx';
import { CodeField } from '../../ui/CodeField.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';
import { Door } from './Door.tsx';

export default function Login() {
  const [forgotten, setForgotten] = useState(false);
  return forgotten ? (
    <Forgotten onBack={() => setForgotten(false)} />
  ) : (
    <SignIn onForgotten={() => setForgotten(true)} />
  );
}

function SignIn({ onForgotten }: { onForgotten: () => void }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const form = useForm(async () => {
    try {
      await signIn(email, password, code?.trim() || undefined);
    } catch (fault) {
      if (!(fault instanceof ApiError) || fault.code !== 'code_required') throw fault;
      return setCode('');
    }
    enter();
  });
  if (code !== null) {
    return (
      <Door title={t('login.code-title')}>
        <form class="stack card" onSubmit={form.submit}>
          <CodeField value={code} onValue={setCode} error={form.error} focused />
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('sign-in')}
          </Button>
          <Button
            kind="quiet"
            onClick={() => {
              setCode(null);
              setPassword('');
            }}
          >
            {t('login.back')}
          </Button>
        </form>
      </Door>
    );
  }
  return (
    <Door title={t('login.title')}>
      <form class="stack card" onSubmit={form.submit}>
        <TextField
          label={t('email')}
          type="email"
          autocomplete="username"
          value={email}
          onValue={setEmail}
          required
          autofocus
        />
        <TextField
          label={t('password')}
          type="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
          error={form.error}
          required
        />
        <Button kind="primary" type="submit" busy={form.busy}>
          {t('sign-in')}
        </Button>
        <Button kind="quiet" onClick={onForgotten}>
          {t('login.forgotten')}
        </Button>
      </form>
    </Door>
  );
}

/** The answer is the same whether the address is known or not. */
function Forgotten({ onBack }: { onBack: () => void }) {
  const [email, setEmail] = useState('');
  const [sent, setSent] = useState(false);
  const form = useForm(async () => {
    await call('POST', '/auth/reset', { email }, { anonymous: true });
    setSent(true);
  });
  return (
    <Door title={t('forgotten.title')} intro={t('forgotten.intro')}>
      {sent ? (
        <div class="stack card">
          <Notice tone="good">{t('forgotten.sent')}</Notice>
          <p class="hint">{t('forgotten.operator')}</p>
          <Button onClick={onBack}>{t('login.back')}</Button>
        </div>
      ) : (
        <form class="stack card" onSubmit={form.submit}>
          <TextField
            label={t('email')}
            type="email"
            autocomplete="username"
            value={email}
            onValue={setEmail}
            error={form.error}
            required
            autofocus
          />
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('forgotten.send')}
          </Button>
          <Button kind="quiet" onClick={onBack}>
            {t('login.back')}
          </Button>
        </form>
      )}
    </Door>
  );
}
