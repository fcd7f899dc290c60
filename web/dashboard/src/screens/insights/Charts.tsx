import { currentTexts, t } from '../../i18n/index.ts';
import { DayTable, dayLabel } from './DayTable.tsx';

export interface Day {
  date: string;
  total: number;
  value: number | null;
}

const WIDTH = 600;
const HEIGHT = 140;

export function number(value: number, digits = 0): string {
  return new Intl.NumberFormat(currentTexts().locale, { maximumFractionDigits: digits }).format(
    value,
  );
}

/** An average of stars, always with one decimal, so that they stand in line. */
export function stars(value: number): string {
  const digits = { minimumFractionDigits: 1, maximumFractionDigits: 1 };
  return `★ ${new Intl.NumberFormat(currentTexts().locale, digits).format(value)}`;
}

export function percent(value: number): string {
  return new Intl.NumberFormat(currentTexts().locale, { style: 'percent' }).format(value / 100);
}

interface TrendProps {
  title: string;
  days: Day[];
  /** The range of the line; without one there are only bars. */
  range?: [least: number, most: number];
  show?: (value: number) => string;
}

/** A bar for each day's answers, and a line for what they come to. The same numbers stand in a table below. */
export function Trend({ title, days, range, show = (value) => number(value, 2) }: TrendProps) {
  const most = Math.max(1, ...days.map((day) => day.total));
  const step = WIDTH / days.length;
  const y = (value: number, [least, top]: [number, number]) =>
    HEIGHT - 4 - ((value - least) / (top - least)) * (HEIGHT - 8);
  const points = range
    ? days
        .map((day, at) => ({ x: (at + 0.5) * step, value: day.value }))
        .filter((point): point is { x: number; value: number } => point.value !== null)
        .map((point) => `${point.x.toFixed(1)},${y(point.value, range).toFixed(1)}`)
    : [];
  const total = days.reduce((sum, day) => sum + day.total, 0);
  const said = (value: number | null) => (value === null ? '–' : show(value));
  const columns = [{ label: t('insights.answers'), cells: days.map((day) => number(day.total)) }];
  if (range) columns.push({ label: title, cells: days.map((day) => said(day.value)) });
  return (
    <figure class="trend">
      <figcaption class="sr-only">{title}</figcaption>
      <div class="trend-top meta" aria-hidden="true">
        {number(most)}
      </div>
      <svg
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={`${title}: ${t('insights.answers-row', { count: total })}`}
      >
        {days.map((day, at) => {
          const height = day.total === 0 ? 1 : Math.max(3, (day.total / most) * (HEIGHT - 8));
          return (
            <rect
              key={day.date}
              class={day.total === 0 ? 'bar none' : 'bar'}
              x={at * step + step * 0.15}
              y={HEIGHT - height}
              width={step * 0.7}
              height={height}
            >
              <title>{`${dayLabel(day.date)}: ${number(day.total)}${
                day.value === null || !range ? '' : ` · ${show(day.value)}`
              }`}</title>
            </rect>
          );
        })}
        {points.length > 1 && <polyline class="line" points={points.join(' ')} />}
      </svg>
      <div class="trend-ends meta" aria-hidden="true">
        <span>{dayLabel(days[0]?.date ?? '')}</span>
        <span>{dayLabel(days.at(-1)?.date ?? '')}</span>
      </div>
      <DayTable title={title} dates={days.map(({ date }) => date)} columns={columns} />
    </figure>
  );
}

export interface Bar {
  key: string;
  label: string;
  total: number;
  /** Said after the count. */
  note?: string;
  tone?: 'good' | 'warn' | 'bad';
}

/** Lines with a bar each, as long as their share of the largest. */
export function Bars({ rows, label }: { rows: Bar[]; label: string }) {
  const most = Math.max(1, ...rows.map((row) => row.total));
  return (
    <ul class="bars" aria-label={label}>
      {rows.map((row) => (
        <li key={row.key}>
          <span class="bars-label" dir="auto" title={row.label}>
            {row.label}
          </span>
          <span class={`bars-track ${row.tone ?? ''}`} aria-hidden="true">
            <span style={{ width: `${(row.total / most) * 100}%` }} />
          </span>
          <span class="bars-count">
            {number(row.total)}
            {row.note && <span class="meta"> {row.note}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface FigureProps {
  label: string;
  value: string;
  note?: string;
}

/** One number that counts, with the time before for comparison. */
export function Figure({ label, value, note }: FigureProps) {
  return (
    <div class="figure">
      <dt>{label}</dt>
      <dd>
        <strong>{value}</strong>
        {note && <span class="meta">{note}</span>}
      </dd>
    </div>
  );
}
