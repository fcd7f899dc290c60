import { useEffect, useRef } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { TextField } from './Field.tsx';

interface Props {
  value: string;
  onValue: (value: string) => void;
  error: string | null;
  hint?: string;
  /** Takes the focus when it appears; `autofocus` does so only in a page that has just loaded. */
  focused?: boolean;
}

/** The code of the second factor: six digits of the app, or a recovery code. */
export function CodeField({ value, onValue, error, hint, focused }: Props) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focused) ref.current?.querySelector('input')?.focus();
  }, []);
  return (
    <div ref={ref}>
      <TextField
        label={t('two-factor.code')}
        hint={hint ?? t('two-factor.code-hint')}
        value={value}
        onValue={onValue}
        error={error}
        autocomplete="one-time-code"
        dir="ltr"
        maxLength={30}
        required
      />
    </div>
  );
}
