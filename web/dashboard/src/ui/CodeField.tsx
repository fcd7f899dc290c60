import { t } from '../i18n/index.ts';
import { TextField } from './Field.tsx';

interface Props {
  value: string;
  onValue: (value: string) => void;
  error: string | null;
  hint?: string;
}

/** The code of the second factor: six digits of the app, or a recovery code. */
export function CodeField({ value, onValue, error, hint = t('two-factor.code-hint') }: Props) {
  return (
    <TextField
      label={t('two-factor.code')}
      hint={hint}
      value={value}
      onValue={onValue}
      error={error}
      autocomplete="one-time-code"
      dir="ltr"
      maxLength={30}
      required
      autofocus
    />
  );
}
