import { number } from '../insights/Charts.tsx';
import { DayTable, dayLabel } from '../insights/DayTable.tsx';

export interface Series {
  key: string;
  label: string;
  values: (number | null)[];
}

interface Props {
  title: string;
  dates: string[];
  series: Series[];
  show?: (value: number) => string;
}

const width = 720;
const height = 150;

/** Columns of two or more series side by side for each day, and the same numbers as a table. */
export function Columns({ title, dates, series, show = (value) => number(value) }: Props) {
  const most = Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const step = width / dates.length;
  const each = (step * 0.8) / series.length;
  const tall = (value: number) => Math.max(2, (value / most) * (height - 8));
  const said = (value: number | null) => (value === null ? '–' : show(value));
  return (
    <figure class="trend columns">
      <figcaption class="columns-head">
        <span class="trend-top meta">{show(most)}</span>
        <ul class="legend">
          {series.map(({ key, label }) => (
            <li key={key}>
              <span class={`swatch ${key}`} aria-hidden="true" />
              {label}
            </li>
          ))}
        </ul>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={title}
      >
        {dates.map((date, at) => (
          <g key={date}>
            <title>
              {`${dayLabel(date)}: ${series.map(({ label, values }) => `${label} ${said(values[at] ?? null)}`).join(' · ')}`}
            </title>
            <rect class="reach" x={at * step} y={0} width={step} height={height} />
            {series.map(({ key, values }, place) => {
              const value = values[at] ?? 0;
              if (!value) return null;
              return (
                <rect
                  key={key}
                  class={`column ${key}`}
                  x={at * step + step * 0.1 + each * place}
                  y={height - tall(value)}
                  width={each * 0.92}
                  height={tall(value)}
                />
              );
            })}
          </g>
        ))}
      </svg>
      <div class="trend-ends meta" aria-hidden="true">
        <span>{dayLabel(dates[0] ?? '')}</span>
        <span>{dayLabel(dates.at(-1) ?? '')}</span>
      </div>
      <DayTable
        title={title}
        dates={dates}
        columns={series.map(({ label, values }) => ({ label, cells: values.map(said) }))}
      />
    </figure>
  );
}
