import { useEffect, useState } from 'preact/hooks';

const PHONE = '(max-width: 480px)';

/** Whether the panel fills the screen, as on a phone. */
export function usePhone(): boolean {
  const [phone, setPhone] = useState(() => matchMedia(PHONE).matches);
  useEffect(() => {
    const query = matchMedia(PHONE);
    const follow = () => setPhone(query.matches);
    query.onchange = follow;
    return () => {
      query.onchange = null;
    };
  }, []);
  return phone;
}

let overflow: string | null = null;

/** Keeps the page from scrolling behind the full-screen panel. */
export function lockScroll(lock: boolean): void {
  const { style } = document.documentElement;
  if (lock && overflow === null) {
    overflow = style.overflow;
    style.overflow = 'hidden';
  } else if (!lock && overflow !== null) {
    style.overflow = overflow;
    overflow = null;
  }
}

/** Fits the panel into what the on-screen keyboard leaves of the window. */
export function useVisibleHeight(element: { current: HTMLElement | null }, phone: boolean): void {
  useEffect(() => {
    const view = window.visualViewport;
    const panel = element.current;
    if (!view || !panel || !phone) return;
    const fit = () => {
      panel.style.setProperty('--visible-height', `${view.height}px`);
      panel.style.setProperty('--visible-top', `${view.offsetTop}px`);
    };
    fit();
    view.addEventListener('resize', fit);
    view.addEventListener('scroll', fit);
    return () => {
      view.removeEventListener('resize', fit);
      view.removeEventListener('scroll', fit);
    };
  }, [element, phone]);
}

/** Keeps Tab inside the panel while it covers everything else. */
export function keepFocusInside(event: KeyboardEvent, panel: HTMLElement): void {
  if (event.key !== 'Tab') return;
  const all = [
    ...panel.querySelectorAll<HTMLElement>('button, a[href], input, textarea, [tabindex="0"]'),
  ].filter((element) => !element.matches(':disabled') && element.getClientRects().length > 0);
  const first = all[0];
  const last = all.at(-1);
  const root = panel.getRootNode() as ShadowRoot;
  const edge = event.shiftKey ? first : last;
  if (root.activeElement !== edge) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
