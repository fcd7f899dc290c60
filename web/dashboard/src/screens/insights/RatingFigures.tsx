import type { RatingInsights } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Figure, number } from './Charts.tsx';

interface Props {
  insights: RatingInsights;
  /** The length of the period shown. */
  days: number;
  /** What the value of the period is called. */
  label: string;
  /** Over all time. */
  total: number;
  overall: number;
  show: (value: number) => string;
}

/** One kind of rating in three figures: its value, the answers of the period, and those of all time. */
export function RatingFigures({ insights, days, label, total, overall, show }: Props) {
  const { value, previous } = insights;
  const before = (text: string) => t('insights.before', { value: text, days });
  return (
    <dl class="figures">
      <Figure
        label={label}
        value={value === null ? '–' : show(value)}
        note={previous.value === null ? undefined : before(show(previous.value))}
      />
      <Figure
        label={t('insights.answers')}
        value={number(insights.total)}
        note={before(number(previous.total))}
      />
      <Figure label={t('insights.answers-all')} value={number(total)} note={show(overall)} />
    </dl>
  );
}
