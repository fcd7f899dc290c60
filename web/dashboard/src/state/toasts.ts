import { ApiError } from '../api/http.ts';
import { errorText } from '../i18n/errors.ts';
import { touch } from './topics.ts';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'danger';
  action?: { label: string; run: () => void };
}

const shown: Toast[] = [];
let last = 0;

export function toasts(): readonly Toast[] {
  return shown;
}

/** One line at the bottom left; it leaves by itself, slower when there is something to press. */
export function toast(text: string, options: Partial<Omit<Toast, 'id' | 'text'>> = {}): number {
  last += 1;
  const id = last;
  shown.push({ id, text, tone: 'plain', ...options });
  if (shown.length > 3) shown.shift();
  leaveAfter(id, options.action || options.tone === 'danger' ? 8000 : 4000);
  touch('toasts');
  return id;
}

let held = false;

/** Toasts stay while somebody points at them or stands on one of their buttons. */
export function holdToasts(on: boolean): void {
  held = on;
}

function leaveAfter(id: number, ms: number): void {
  setTimeout(() => (held ? leaveAfter(id, 1500) : dismiss(id)), ms);
}

export function dismiss(id: number): void {
  const index = shown.findIndex((item) => item.id === id);
  if (index < 0) return;
  shown.splice(index, 1);
  touch('toasts');
}

export function toastError(fault: unknown): void {
  if (fault instanceof ApiError) toast(errorText(fault), { tone: 'danger' });
  else throw fault;
}
