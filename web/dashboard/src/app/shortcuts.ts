/**
 * Single-key shortcuts (WCAG 2.1.4: they can be switched off). A screen
 * registers what its keys do; the newest registration of a key wins. `g` opens
 * a two-key sequence such as `g i`.
 */
export type Shortcuts = Record<string, () => void>;

interface Press {
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
}

const sequenceMs = 1200;

export class ShortcutReader {
  private prefix = '';
  private prefixAt = 0;

  /** The name of the shortcut that this key completes, or null. */
  read(press: Press, now: number): string | null {
    if (press.ctrlKey || press.metaKey || press.altKey) return null;
    const key = press.key.length === 1 ? press.key.toLowerCase() : press.key;
    const waiting = this.prefix && now - this.prefixAt < sequenceMs ? this.prefix : '';
    this.prefix = '';
    if (waiting) return `${waiting} ${key}`;
    if (key !== 'g') return key;
    this.prefix = key;
    this.prefixAt = now;
    return null;
  }
}

/** Whether keys typed there are text and not commands. */
export function takesText(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (!element?.closest) return false;
  return Boolean(
    element.closest('input, textarea, select, [contenteditable=true], [role=textbox]'),
  );
}

/** Whether Enter already does something there, as on a button or a link. */
export function takesEnter(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return Boolean(element?.closest?.('button, a[href], summary, [role=menuitem], [role=option]'));
}

const registered: Shortcuts[] = [];

/** The frame's own give way to those of any screen, whichever came first. */
export function registerShortcuts(
  shortcuts: Shortcuts,
  by: 'screen' | 'frame' = 'screen',
): () => void {
  if (by === 'frame') registered.unshift(shortcuts);
  else registered.push(shortcuts);
  return () => {
    const at = registered.indexOf(shortcuts);
    if (at >= 0) registered.splice(at, 1);
  };
}

export function findShortcut(name: string): (() => void) | undefined {
  return registered.findLast((shortcuts) => name in shortcuts)?.[name];
}

export function listenForShortcuts(enabled: () => boolean): () => void {
  const reader = new ShortcutReader();
  const onKey = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || !enabled()) return;
    if (takesText(event.target) || document.querySelector('dialog[open]')) return;
    if (event.key === 'Enter' && takesEnter(event.target)) return;
    const name = reader.read(event, event.timeStamp);
    const run = name ? findShortcut(name) : undefined;
    if (!run) return;
    event.preventDefault();
    run();
  };
  document.addEventListener('keydown', onKey);
  return () => document.removeEventListener('keydown', onKey);
}
