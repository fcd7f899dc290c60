import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

interface Item {
  key: string;
  label: ComponentChildren;
  checked?: boolean;
  danger?: boolean;
  run: () => void;
}

export interface MenuHandle {
  open?: () => void;
}

interface Props {
  label: string;
  shortcut?: string;
  /** Lets a shortcut open it. */
  handle?: MenuHandle;
  button: ComponentChildren;
  class?: string;
  /** A function is asked each time the menu opens. */
  items: Item[] | (() => Item[]);
  disabled?: boolean;
  align?: 'start' | 'end';
}

/** A button with a menu: arrows move, Home and End jump, Escape and a click elsewhere close. */
export function Menu(props: Props) {
  const { label, shortcut, handle, button, class: name, disabled, align = 'start' } = props;
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  const id = useId();
  if (handle) handle.open = () => setOpen(true);
  const items = open ? (typeof props.items === 'function' ? props.items() : props.items) : [];
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
        title={shortcut ? `${label} (${shortcut})` : label}
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

/** The next item whose text begins with a typed character. */
function findByLetter(items: HTMLElement[], at: number, key: string): HTMLElement | undefined {
  if ([...key].length !== 1 || key === ' ') return undefined;
  const after = [...items.slice(at + 1), ...items.slice(0, at + 1)];
  const wanted = key.toLocaleLowerCase();
  const named = (item: HTMLElement) => item.querySelector('[dir]') ?? item;
  return after.find((item) => named(item).textContent?.toLocaleLowerCase().startsWith(wanted));
}

function moveInMenu(event: KeyboardEvent, root: HTMLElement | null, leave: () => void): void {
  const items = [...(root?.querySelectorAll<HTMLElement>('.menu-item') ?? [])];
  const at = items.indexOf(document.activeElement as HTMLElement);
  const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  event.stopPropagation();
  if (event.key === 'Escape' || event.key === 'Tab') leave();
  if (target === undefined) {
    if (event.key === 'Escape') event.preventDefault();
    else findByLetter(items, at, event.key)?.focus();
    return;
  }
  event.preventDefault();
  items[(target + items.length) % items.length]?.focus();
}
