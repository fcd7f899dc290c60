import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import { t } from '../../i18n/index.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { CodeField } from '../../ui/CodeField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { CopyBox } from '../../ui/Parts.tsx';
import { QrCode } from '../../ui/QrCode.tsx';
import { useForm } from '../../ui/use_form.ts';
import { RecoveryCodes } from './RecoveryCodes.tsx';
import '../../styles/two_factor.css';

interface Begun {
  secret: string;
  address: string;
}

/** Password, then the QR code and a code that proves the app has it, then the recovery codes. */
export default function TwoFactorSetUp({ onClose }: { onClose: () => void }) {
  const [begun, setBegun] = useState<Begun | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const done = () => {
    onClose();
    toast(t('two-factor.enabled'));
  };
  return (
    <Dialog title={t('two-factor.set-up')} onClose={codes ? undefined : onClose}>
      {codes ? (
        <RecoveryCodes codes={codes} onDone={done} />
      ) : begun ? (
        <Confirm begun={begun} onCodes={setCodes} onClose={onClose} />
      ) : (
        <Begin onBegun={setBegun} onClose={onClose} />
      )}
    </Dialog>
  );
}

function Begin({ onBegun, onClose }: { onBegun: (begun: Begun) => void; onClose: () => void }) {
  const [password, setPassword] = useState('');
  const form = useForm(async () => {
    onBegun(await call<Begun>('POST', '/me/two-factor', { password }));
  });
  return (
    <form class="stack" onSubmit={form.submit}>
      <p>{t('two-factor.set-up-text')}</p>
      <TextField
        label={t('password.current')}
        type="password"
        autocomplete="current-password"
        value={password}
        onValue={setPassword}
        error={form.error}
        required
        autofocus
      />
      <div class="dialog-actions">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button kind="primary" type="submit" busy={form.busy}>
          {t('two-factor.next')}
        </Button>
      </div>
    </form>
  );
}

interface ConfirmProps {
  begun: Begun;
  onCodes: (codes: string[]) => void;
  onClose: () => void;
}

function Confirm({ begun, onCodes, onClose }: ConfirmProps) {
  const [code, setCode] = useState('');
  const form = useForm(async () => {
    const body = { code: code.trim() };
    const path = '/me/two-factor/confirm';
    onCodes((await call<{ recovery_codes: string[] }>('POST', path, body)).recovery_codes);
  });
  return (
    <form class="stack" onSubmit={form.submit}>
      <p>{t('two-factor.scan')}</p>
      <QrCode text={begun.address} label={t('two-factor.qr')} />
      <p class="hint">{t('two-factor.by-hand')}</p>
      <CopyBox text={grouped(begun.secret)} label={t('two-factor.secret')} />
      <CodeField
        value={code}
        onValue={setCode}
        error={form.error}
        hint={t('two-factor.confirm-hint')}
        focused
      />
      <div class="dialog-actions">
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button kind="primary" type="submit" busy={form.busy}>
          {t('two-factor.confirm')}
        </Button>
      </div>
    </form>
  );
}

/** In fours, as people type it; apps ignore the spaces. */
function grouped(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
