import { useState } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { CodeField } from '../../ui/CodeField.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';

interface Props {
  title: string;
  text: string;
  action: string;
  danger?: boolean;
  onProof: (proof: { password: string; code: string }) => Promise<void>;
  onClose: () => void;
}

/** Asks for password and code: an open browser alone must not be enough to weaken an account. */
export function ProofDialog({ title, text, action, danger, onProof, onClose }: Props) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const form = useForm(() => onProof({ password, code: code.trim() }));
  const about = (wanted: string) => (form.code === wanted ? form.error : null);
  const known = form.code === 'wrong_password' || form.code === 'wrong_code';
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="stack" onSubmit={form.submit}>
        <p>{text}</p>
        <TextField
          label={t('password.current')}
          type="password"
          autocomplete="current-password"
          value={password}
          onValue={setPassword}
          error={about('wrong_password')}
          required
          autofocus
        />
        <CodeField value={code} onValue={setCode} error={about('wrong_code')} />
        {form.error && !known && <Notice tone="danger">{form.error}</Notice>}
        <div class="dialog-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind={danger ? 'danger' : 'primary'} type="submit" busy={form.busy}>
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
