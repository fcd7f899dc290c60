import type { ComponentChildren, JSX } from 'preact';
import { useId } from 'preact/hooks';

interface FieldProps {
  label: string;
  hint?: ComponentChildren;
  error?: string | null;
  children: (ids: {
    id: string;
    describedBy: string | undefined;
    invalid: boolean;
  }) => ComponentChildren;
}

/** A label, a sentence of help, the control and what is wrong with it, tied together for screen readers. */
export function Field({ label, hint, error, children }: FieldProps) {
  const id = useId();
  const ids = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
      {children({ id, describedBy: ids || undefined, invalid: Boolean(error) })}
      {error && (
        <p class="field-error" id={`${id}-error`} role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

interface InputProps {
  label: string;
  hint?: ComponentChildren;
  error?: string | null;
  value: string;
  onValue: (value: string) => void;
  type?: 'text' | 'email' | 'password';
  autocomplete?: string;
  inputMode?: 'url';
  placeholder?: string;
  minLength?: number;
  maxLength?: number;
  required?: boolean;
  readOnly?: boolean;
  autofocus?: boolean;
  dir?: 'auto' | 'ltr';
}

export function TextField({
  label,
  hint,
  error,
  value,
  onValue,
  type = 'text',
  ...rest
}: InputProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <input
          dir="auto"
          {...rest}
          type={type as 'text'}
          class="input"
          id={ids.id}
          aria-describedby={ids.describedBy}
          aria-invalid={ids.invalid || undefined}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

type AreaProps = Omit<JSX.IntrinsicElements['textarea'], 'onInput' | 'value' | 'ref' | 'label'> & {
  label: string;
  hint?: ComponentChildren;
  error?: string | null;
  value: string;
  onValue: (value: string) => void;
};

export function TextArea({ label, hint, error, value, onValue, ...rest }: AreaProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(ids) => (
        <textarea
          dir="auto"
          rows={3}
          {...rest}
          class="input"
          id={ids.id}
          aria-describedby={ids.describedBy}
          aria-invalid={ids.invalid || undefined}
          value={value}
          onInput={(event) => onValue(event.currentTarget.value)}
        />
      )}
    </Field>
  );
}

interface SelectProps<T extends string> {
  label: string;
  hint?: string;
  value: T;
  options: readonly { value: T; label: string }[];
  onValue: (value: T) => void;
  disabled?: boolean;
  /** The label is for screen readers only. */
  bare?: boolean;
}

export function Select<T extends string>(props: SelectProps<T>) {
  const { label, hint, value, options, onValue, disabled, bare } = props;
  const control = (extra: JSX.IntrinsicElements['select']) => (
    <select
      class="input select"
      value={value}
      disabled={disabled}
      onChange={(event) => onValue(event.currentTarget.value as T)}
      {...extra}
    >
      {options.map((option) => (
        <option key={option.value} value={option.value} selected={option.value === value}>
          {option.label}
        </option>
      ))}
    </select>
  );
  if (bare) return control({ 'aria-label': label });
  return (
    <Field label={label} hint={hint}>
      {(ids) => control({ id: ids.id, 'aria-describedby': ids.describedBy })}
    </Field>
  );
}
