import type { ComponentChildren, JSX } from 'preact';

type Kind = 'primary' | 'plain' | 'quiet' | 'danger';
type Native = Omit<JSX.IntrinsicElements['button'], 'class' | 'ref' | 'icon'>;

interface Props extends Native {
  kind?: Kind;
  small?: boolean;
  busy?: boolean;
  /** Why the button cannot be pressed now; disables it and is told on hover and to screen readers. */
  reason?: string | null | false;
  children?: ComponentChildren;
}

export function Button({
  kind = 'plain',
  small,
  busy,
  reason,
  children,
  disabled,
  ...rest
}: Props) {
  const off = Boolean(disabled || busy || reason);
  return (
    <button
      type="button"
      {...rest}
      class={`button ${kind}${small ? ' small' : ''}`}
      disabled={off}
      aria-busy={busy || undefined}
      title={reason || rest.title}
    >
      {children}
    </button>
  );
}

interface IconButtonProps extends Native {
  label: string;
  shortcut?: string;
  children?: ComponentChildren;
}

/** A square button that shows an icon alone; its label is its accessible name and tooltip. */
export function IconButton({ label, shortcut, children, ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      class="icon-button"
      aria-label={label}
      title={shortcut ? `${label} (${shortcut})` : label}
    >
      {children}
    </button>
  );
}
