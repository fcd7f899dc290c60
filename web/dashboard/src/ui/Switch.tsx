import { useId } from 'preact/hooks';

interface Props {
  label: string;
  hint?: string;
  on: boolean;
  onChange: (on: boolean) => void;
  disabled?: boolean;
}

export function Switch({ label, hint, on, onChange, disabled }: Props) {
  const id = useId();
  return (
    <div class="switch-row">
      <div>
        <span class="switch-label" id={id}>
          {label}
        </span>
        {hint && (
          <p class="hint" id={`${id}-hint`}>
            {hint}
          </p>
        )}
      </div>
      <button
        type="button"
        class="switch"
        role="switch"
        aria-checked={on}
        aria-labelledby={id}
        aria-describedby={hint ? `${id}-hint` : undefined}
        disabled={disabled}
        onClick={() => onChange(!on)}
      >
        <span class="switch-knob" />
      </button>
    </div>
  );
}
