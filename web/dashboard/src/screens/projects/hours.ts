/** Times on the wall, `09:00` … `24:00`. */
export interface Interval {
  from: string;
  to: string;
}

export interface OfficeHours {
  enabled: boolean;
  /** An IANA name. */
  timezone: string;
  /** Monday first. */
  week: Interval[][];
  /** Days such as `2026-12-25`. */
  closed: string[];
}

export const intervalsOfDay = 5;
const usualDay: Interval[] = [{ from: '09:00', to: '17:00' }];

/** Browsers may know no name, or one that only they know; some say `Etc/Unknown` then. */
export function ownTimeZone(): string {
  const name = Intl.DateTimeFormat().resolvedOptions().timeZone ?? '';
  return name.includes('/') && name !== 'Etc/Unknown' ? name : 'UTC';
}

/** What the form begins with where nothing was ever set: the usual week, where the person sits. */
export function firstDraft(stored: OfficeHours): OfficeHours {
  if (stored.enabled || stored.week.some((day) => day.length > 0)) return stored;
  const week = stored.week.map((_, at) => (at < 5 ? usualDay : []));
  return { ...stored, timezone: ownTimeZone(), week };
}

/** Names that browsers offer; the server's own UTC and what is stored are always among them. */
export function timeZones(stored: string): string[] {
  const known = Intl.supportedValuesOf?.('timeZone') ?? [];
  return [...new Set(['UTC', stored, ...known.filter((name) => name.includes('/'))])].sort();
}

/** A field for times ends the day with 00:00. */
export const fieldTime = (time: string) => (time === '24:00' ? '00:00' : time);
export const endTime = (time: string) => (time === '00:00' ? '24:00' : time);

/** Whether the hours of one day can be saved. */
export function isSound(day: Interval[]): boolean {
  const sorted = day.toSorted((a, b) => a.from.localeCompare(b.from));
  return sorted.every(({ from, to }, at) => {
    const next = sorted[at + 1];
    return from !== '' && to !== '' && from < to && (!next || to < next.from);
  });
}

/** Hours that can be added to a day: an afternoon after the last ones, as far as there is room. */
export function nextInterval(day: Interval[]): Interval {
  const last = day
    .map(({ to }) => to)
    .sort()
    .at(-1);
  if (!last) return usualDay[0] as Interval;
  const hour = Math.min(Number(last.slice(0, 2)) + 1, 23);
  const two = (value: number) => `${value}`.padStart(2, '0');
  return { from: `${two(hour)}:00`, to: `${two(Math.min(hour + 2, 24))}:00` };
}

export function withDay(hours: OfficeHours, at: number, day: Interval[]): OfficeHours {
  return { ...hours, week: hours.week.with(at, day) };
}
