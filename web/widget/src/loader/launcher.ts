import { inkOn } from '@seggwat/shared/contrast';
import css from './launcher.css';

function element<K extends keyof HTMLElementTagNameMap>(tag: K, name: string) {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

export const host = document.createElement('seggwat-widget');
// The host's own box. All of it `!important`, so that no rule of the page can reach it.
host.style.cssText = 'all:initial!important;position:fixed!important;z-index:2147483647!important';
host.popover = 'manual';
export const root = host.attachShadow({ mode: 'open' });
export const frame = element('div', 'sw-root');
export const button = element('button', '');
const icon = element('span', 'mark');
const label = element('span', 'label');
const dot = element('span', 'dot');
const sheet = new CSSStyleSheet();
let name = '';
let unreadText = '';

sheet.replaceSync(css);
root.adoptedStyleSheets = [sheet];
button.ariaHasPopup = 'dialog';
button.ariaExpanded = 'false';
frame.append(button);
root.append(frame);

function draw(): void {
  button.ariaLabel = unreadText ? `${name}, ${unreadText}` : name;
  button.replaceChildren(icon, label, ...(unreadText ? [dot] : []));
}

export function dressLauncher(accent: string, position: unknown, text: string): void {
  frame.style.setProperty('--sw-accent', accent);
  frame.style.setProperty('--sw-on-accent', inkOn(accent));
  button.className = `launcher ${position}`;
  label.textContent = name = text;
  draw();
}

/** Shows the dot and says how much it stands for; an empty text takes it away. */
export function showDot(text: string): void {
  unreadText = text;
  draw();
}

/** Puts the host into the page, as often as the page loses it. */
export function attachLauncher(body: HTMLElement): void {
  if (host.isConnected) return;
  body.append(host);
  frame.dir = getComputedStyle(body).direction;
  // Without a top layer in this browser the z-index has to do.
  host.showPopover?.();
}
