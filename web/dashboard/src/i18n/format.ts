import { currentTexts } from './index.ts';

/** "now", "5 min ago" and so on; short enough for a row of the list. */
export function relativeTime(at: string, now = new Date()): string {
  return currentTexts().ago(new Date(at), now);
}

export function absoluteTime(at: string): string {
  return currentTexts().format(new Date(at), { dateStyle: 'full', timeStyle: 'short' });
}

export function shortDate(at: string): string {
  return currentTexts().format(new Date(at), { dateStyle: 'medium' });
}

export function clockTime(at: string): string {
  return currentTexts().time(new Date(at));
}

export function dayName(at: string, now = new Date()): string {
  return currentTexts().day(new Date(at), now);
}

export function listOf(names: string[]): string {
  return new Intl.ListFormat(currentTexts().locale, { type: 'conjunction' }).format(names);
}
