import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

interface Item {
  key: string;
  label: ComponentChildren;
  checked?: boolean;
  danger?: boolean;
  run: () => void;
}

interface Props {
  label: string;
  button: ComponentChildren;
  class?: string;
  items: Item[];
  disabled?: boolean;
  align?: 'start' | 'end';
}

/** A button with a menu: arrows move, Home and End jump, Escape and a click elsewhere close. */
export function Menu({ label, button, items, class: name, disabled, align = 'start' }: Props) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  useEffect(() => {
    if (!open) return;
    const chosen = root.current?.querySelector<HTMLElement>('[aria-checked=true]');
    (chosen ?? root.current?.querySelector<HTMLElement>('.menu-item'))?.focus();
    const outside = (event: Event) =>
      root.current?.contains(event.target as Node) || setOpen(false);
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const leave = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the menu items bubble here
    <div
      class="menu-root"
      role="presentation"
      ref={root}
      onKeyDown={(event) => open && moveInMenu(event, root.current, leave)}
    >
      <button
        ref={trigger}
        type="button"
        class={name ?? 'button plain small'}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={label}
        title={label}
        disabled={disabled}
        onClick={() => setOpen(!open)}
      >
        {button}
      </button>
      {open && (
        <div class={`menu ${align}`} role="menu" id={id} aria-label={label}>
          {items.map((item) => (
            <button
              key={item.key}
              type="button"
              class={item.danger ? 'menu-item danger' : 'menu-item'}
              {...(item.checked === undefined
                ? { role: 'menuitem' as const }
                : { role: 'menuitemradio' as const, 'aria-checked': item.checked })}
              tabIndex={-1}
              onClick={() => {
                leave();
                item.run();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function moveInMenu(event: KeyboardEvent, root: HTMLElement | null, leave: () => void): void {
  const items = [...(root?.querySelectorAll<HTMLElement>('.menu-item') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  event.stopPropagation();
  if (event.key === 'Escape' || event.key === 'Tab') leave();
  if (target === undefined) {
    if (event.key === 'Escape') event.preventDefault();
    return;
  }
  event.preventDefault();
  items[(target + items.length) % items.length]?.focus();
}
