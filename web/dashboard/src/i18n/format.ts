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

function isZone(timeZone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone }));
  } catch {
    return false;
  }
}

/** The time of day in an IANA zone, with the weekday where it is another than here; empty for an unknown zone. */
export function timeIn(timeZone: string, now = new Date(), texts = currentTexts()): string {
  if (!isZone(timeZone)) return '';
  const there = texts.format(now, { weekday: 'short', timeZone });
  const isAnotherDay = there !== texts.format(now, { weekday: 'short' });
  const clock = texts.format(now, { timeStyle: 'short', timeZone });
  return isAnotherDay ? `${there} ${clock}` : clock;
}

/** When a snoozed conversation returns: the hour today, with the day within a week, with the date beyond. */
export function snoozeTime(at: string, now = new Date()): string {
  const when = new Date(at);
  const days = (when.getTime() - now.getTime()) / 86_400_000;
  const time = clockTime(at);
  if (when.toDateString() === now.toDateString()) return time;
  if (days < 6.5) return `${currentTexts().format(when, { weekday: 'short' })} ${time}`;
  return `${currentTexts().format(when, { day: 'numeric', month: 'short' })}, ${time}`;
}

/** "Swedish" for `sv`; what browsers say beyond that is shown as it is. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames(currentTexts().locale, { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export function dayName(at: string, now = new Date()): string {
  return currentTexts().day(new Date(at), now);
}

export function listOf(names: string[]): string {
  return new Intl.ListFormat(currentTexts().locale, { type: 'conjunction' }).format(names);
}
