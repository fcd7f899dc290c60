import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

export interface PopoverHandle {
  open?: () => void;
}

interface Props {
  label: string;
  button: ComponentChildren;
  class?: string;
  title?: string;
  /** Lets a shortcut open it. */
  handle?: PopoverHandle;
  children: (close: () => void) => ComponentChildren;
}

/** A button with a small panel of its own; Escape and a click elsewhere close it. */
export function Popover({ label, button, class: name, title, handle, children }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  if (handle) handle.open = () => setOpen(true);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) =>
      root.current?.contains(event.target as Node) || setOpen(false);
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open || event.isComposing) return;
    event.stopPropagation();
    if (event.key === 'Escape') event.preventDefault();
    if (event.key === 'Escape' || event.key === 'Tab') close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what is inside bubble here
    <div class="menu-root" role="presentation" ref={root} onKeyDown={onKeyDown}>
      <button
        ref={trigger}
        type="button"
        class={name ?? 'button plain small'}
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        title={title ?? label}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div class="menu popover" role="dialog" id={id} aria-label={label}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
