import { currentTexts, t } from '../../i18n/index.ts';

export function dayLabel(date: string): string {
  return currentTexts().format(new Date(`${date}T12:00:00`), { day: 'numeric', month: 'short' });
}

interface Props {
  title: string;
  dates: string[];
  /** What stands beside each of the dates. */
  columns: { label: string; cells: string[] }[];
}

/** What a chart shows, to be read: a line for each day, folded away until it is asked for. */
export function DayTable({ title, dates, columns }: Props) {
  return (
    <details class="trend-table">
      <summary>{t('insights.table')}</summary>
      <div class="trend-scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('insights.table-day')}</th>
              {columns.map(({ label }) => (
                <th key={label} scope="col">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {dates.map((date, at) => (
              <tr key={date}>
                <th scope="row">{dayLabel(date)}</th>
                {columns.map(({ label, cells }) => (
                  <td key={label}>{cells[at]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
