import { HEX_COLOUR, inkOn } from '@seggwat/shared/contrast';
import base from './base.css';
import { common, type Language } from './texts.ts';

// What the widgets share that stand in the page itself: thumbs, stars, 0 to 10, the contact form. Each script tag runs this anew,
// so that its variables belong to one widget on the page.

declare const __VERSION__: string;
declare const __NAME__: string;

const COOL_DOWN_MS = 10_000;
/** What this person has already answered is as good as stored. */
const STORED = 409;
const USER_ID = /^[A-Za-z0-9_-]{1,255}$/;
const VERSION = /^[A-Za-z0-9._-]{1,50}$/;

type Child = Node | string | false | null | undefined;

/** An element with properties, `aria-…` and `data-…` attributes, and children. Text only ever becomes text. */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Partial<HTMLElementTagNameMap[K]> & Record<string, unknown> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (/-|^role$/.test(name)) made.setAttribute(name, `${value}`);
    else Object.assign(made, { [name]: value });
  }
  made.append(...children.filter((child): child is Node | string => Boolean(child)));
  return made;
}

/** An icon of 24 × 24 with one path. */
export function icon(path: string): SVGSVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(space, 'svg');
  const shape = document.createElementNS(space, 'path');
  shape.setAttribute('d', path);
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.ariaHidden = 'true';
  svg.append(shape);
  return svg;
}

/** The tag this script stands in; where the page hides it, the newest tag of its name. */
const tag =
  (document.currentScript as HTMLScriptElement | null) ??
  [...document.querySelectorAll<HTMLScriptElement>(`script[src*="${__NAME__}.js"]`)].pop();
export const data = tag?.dataset ?? {};
const key = `${data.projectKey}`.trim().toLowerCase();
export const language = (/\b(en|de|sv|fr)\b/.exec(
  `${data.language || navigator.languages}`.toLowerCase(),
)?.[0] ?? 'en') as Language;

const host = document.createElement('seggwat-inline');
const root = host.attachShadow({ mode: 'open' });
const body = h('div', { className: 'w', lang: language });
let userId = '';
let lastSent = 0;
/**
 * Names what is sent until it is stored: sent again because the answer was lost, it is not stored
 * twice. Browsers make no such name on plain-http pages; there it goes without.
 */
let name: string | undefined;
let timer = 0;
let redraw = () => {};

/** Draws now, and puts the widget into the page as soon as its place is there. */
export function start(draw: () => void, css: string): void {
  redraw = draw;
  if (!/^[\da-f-]{36}$/.test(key)) {
    console.warn('[SeggWat] data-project-key is no key');
    return;
  }
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(base + css);
  root.adoptedStyleSheets = [sheet];
  root.append(body);
  const colour = HEX_COLOUR.test(`${data.buttonColor}`) ? `${data.buttonColor}` : '#2563eb';
  body.style.setProperty('--sw-accent', colour);
  body.style.setProperty('--sw-on-accent', inkOn(colour));
  draw();
  if (!attach()) addEventListener('DOMContentLoaded', attach, { once: true });
}

/** Where the page wants it, else where the script stands; false while that is not there yet. */
function attach(): boolean {
  const loading = document.readyState === 'loading';
  let into: Element | null = null;
  try {
    into = data.container ? document.querySelector(data.container) : null;
  } catch {
    // Not a selector: as good as none.
  }
  if (!into && loading && (data.container || !document.body?.contains(tag ?? null))) return false;
  if (into) into.append(host);
  else if (tag && document.body.contains(tag)) tag.after(host);
  else document.body.append(host);
  return true;
}

/** Takes an id, or what the page left before the script was there. */
function setUser(given: unknown): void {
  const id = (given as { userId?: unknown } | null)?.userId ?? given;
  const before = userId;
  userId = USER_ID.test(`${id ?? ''}`) ? `${id}` : '';
  // What somebody typed who has left is not the next one's.
  if (before && before !== userId) redraw();
}
setUser((window as { __seggwat_pending_user?: unknown }).__seggwat_pending_user);

export function text(name: keyof (typeof common)['en'], count = 0): string {
  return common[language][name].replace('{n}', `${count}`);
}

/** What every submission says. */
export function facts(): Record<string, string> {
  const all: Record<string, string> = { path: location.pathname.slice(0, 1000) };
  const { version } = data;
  if (version && VERSION.test(version)) all.version = version;
  if (userId) all.submitted_by = userId;
  return all;
}

export function secondsToWait(): number {
  return Math.max(0, Math.ceil((lastSent + COOL_DOWN_MS - Date.now()) / 1000));
}

/** Sends, and answers what went wrong, in words; nothing when it is stored. */
export async function send(path: string, values: Record<string, unknown>): Promise<string> {
  body.ariaBusy = 'true';
  name ||= crypto.randomUUID?.();
  let status = 0;
  let wait = 10;
  try {
    const answer = await fetch(`${new URL(tag?.src || location.href).origin}/api/v1${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ project_key: key, client_id: name, ...values }),
      credentials: 'omit',
    });
    status = answer.ok ? STORED : answer.status;
    wait = Number(answer.headers.get('Retry-After')) || wait;
  } catch {
    // No answer: the status stays 0.
  }
  body.ariaBusy = 'false';
  if (status === STORED) {
    lastSent = Date.now();
    name = '';
    return '';
  }
  return text(status === 429 ? 'wait' : status === 403 ? 'forbidden' : 'failed', wait);
}

/** Replaces what is shown; focus stays inside when it was there. */
export function show(...children: Child[]): void {
  const focused = root.activeElement;
  clearInterval(timer);
  body.replaceChildren(
    ...children.filter((child): child is Node => Boolean(child)),
    ...(data.showPoweredBy === 'false' ? [] : [h('small', {}, text('powered'))]),
  );
  if (focused) body.querySelector<HTMLElement>('.thanks,button')?.focus();
}

/** A line that tells what went wrong, and takes no room while all is well. */
export const line = h('b', { role: 'alert' });

export function thanks(): HTMLElement {
  return h(
    'p',
    { className: 'thanks', role: 'status', tabIndex: -1 },
    icon('M20 6 9 17l-5-5'),
    text('thanks'),
  );
}

/** Holds the buttons back while the last submission is too young, and counts down. */
export function hold(...buttons: HTMLButtonElement[]): void {
  const tick = () => {
    const left = secondsToWait();
    for (const button of buttons) button.ariaDisabled = `${left > 0}`;
    line.textContent = left ? text('wait', left) : '';
    if (!left) clearInterval(timer);
  };
  clearInterval(timer);
  timer = setInterval(tick, 500) as unknown as number;
  tick();
}

/** Buttons in a row of which one stop of the Tab key is enough: the arrow keys go between them. */
export function row(label: string, buttons: HTMLButtonElement[]): HTMLElement {
  const group = h('div', { className: 'row', role: 'group', ariaLabel: label }, ...buttons);
  buttons.forEach((button, at) => {
    button.tabIndex = at ? -1 : 0;
  });
  group.addEventListener('keydown', (event) => {
    const rtl = getComputedStyle(group).direction === 'rtl';
    const steps: Record<string, number> = {
      ArrowRight: rtl ? -1 : 1,
      ArrowLeft: rtl ? 1 : -1,
      ArrowDown: 1,
      ArrowUp: -1,
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const to = buttons.indexOf(event.target as HTMLButtonElement) + step;
    const next = buttons[(to + buttons.length) % buttons.length] as HTMLButtonElement;
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
  return group;
}

/** A text field with its name. */
export function field(label: string, props: Record<string, unknown> = {}, long = false) {
  const input = h(long ? 'textarea' : 'input', { dir: 'auto', maxLength: 1000, ...props });
  return { input, label: h('label', {}, label, input) };
}

interface Instance {
  setUser(id: unknown): void;
  reset(): void;
}

/**
 * Puts the widget's calls on `window[name]`. Several on one page share one global: `setUser` and
 * `reset` are for all of them, the rest is the newest one's.
 */
export function publish(name: string, api: object = {}): void {
  const global = window as unknown as Record<string, { all?: Instance[] } | undefined>;
  const all = [...(global[name]?.all ?? []), { setUser, reset: () => redraw() }];
  global[name] = {
    version: __VERSION__,
    container: host,
    all,
    setUser(id: unknown) {
      for (const one of all) one.setUser(id);
    },
    reset() {
      for (const one of all) one.reset();
    },
    ...api,
  } as never;
}
