import { call, query } from '../../api/http.ts';
import { currentTexts } from '../../i18n/index.ts';
import { everywhere } from '../../state/workspace.ts';
import { percent } from '../insights/Charts.tsx';
import { ownTimeZone } from '../projects/hours.ts';

/** Seconds; null when there is nothing to count. */
export interface Spread {
  count: number;
  median: number | null;
  p90: number | null;
}

export interface Satisfaction {
  count: number;
  score: number | null;
  average: number | null;
  distribution: Record<string, number>;
}

export interface MemberLine {
  id: string;
  name: string;
  resolved: number;
  first_response: Spread;
  resolution: Spread;
  satisfaction: Satisfaction;
}

export interface Line extends Omit<MemberLine, 'id' | 'name'> {
  new: number;
}

export interface Figures {
  from: string;
  until: string;
  timezone: string;
  total: Line;
  before: Line;
  days: (Line & { date: string })[];
  members: MemberLine[];
}

export interface Range {
  from: string;
  until: string;
}

/** A local day as `2026-01-15`, so many days from today. */
export function dayText(daysFromNow: number): string {
  const at = new Date();
  at.setDate(at.getDate() + daysFromNow);
  const two = (value: number) => `${value}`.padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

export const lastDays = (count: number): Range => ({ from: dayText(1 - count), until: dayText(0) });

const daysMost = 366;

/** Why the server would not take it; null when it would. */
export function rangeFault({ from, until }: Range): 'no-range' | 'long-range' | null {
  if (!from || !until || from > until) return 'no-range';
  const days = (Date.parse(until) - Date.parse(from)) / 86_400_000 + 1;
  return days > daysMost ? 'long-range' : null;
}

const pathOf = (project: string) =>
  project === everywhere ? '/figures' : `/projects/${encodeURIComponent(project)}/figures`;

export function loadFigures(project: string, range: Range, signal: AbortSignal): Promise<Figures> {
  const asked = { ...range, timezone: ownTimeZone() };
  return call('GET', pathOf(project) + query(asked), undefined, { signal });
}

export function exportAddress(project: string, range: Range, by: 'day' | 'member'): string {
  const asked = { ...range, timezone: ownTimeZone(), by };
  return `/api/v1${pathOf(project)}/export${query(asked)}`;
}

const units: [name: string, seconds: number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
];

/** "45 sec", "12 min", "3 hr 5 min", "2 days 4 hr". */
export function durationText(seconds: number | null): string {
  if (seconds === null) return '–';
  const show = (value: number, unit: string) =>
    new Intl.NumberFormat(currentTexts().locale, {
      style: 'unit',
      unit,
      unitDisplay: 'short',
    }).format(value);
  const at = units.findIndex(([, size]) => seconds >= size);
  const [unit, size] = units[at < 0 ? 3 : at] as [string, number];
  const next = units[at + 1];
  if (!next || size <= 60) return show(Math.round(seconds / size), unit);
  const whole = Math.floor(seconds / size);
  const rest = Math.floor((seconds % size) / next[1]);
  return rest ? `${show(whole, unit)} ${show(rest, next[0])}` : show(whole, unit);
}

export function percentText(score: number | null): string {
  return score === null ? '–' : percent(score);
}
