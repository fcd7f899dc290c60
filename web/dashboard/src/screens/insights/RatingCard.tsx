import type { ComponentChildren } from 'preact';
import type { RatingInsights } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Figure, number, Trend } from './Charts.tsx';
import { Card } from './Frame.tsx';

interface Props {
  title: string;
  insights: RatingInsights;
  /** The length of the period shown. */
  days: number;
  /** What the value of the period is called, how it is written, and where it can lie. */
  label: string;
  show: (value: number) => string;
  range: [number, number];
  /** Over all time. */
  total: number;
  overall: number;
  children?: ComponentChildren;
}

/** One kind of rating: its value, the answers of the period and those of all time, and how it went by day. */
export function RatingCard(props: Props) {
  const { title, insights, days, label, show, range, total, overall, children } = props;
  const { value, previous } = insights;
  const before = (text: string) => t('insights.before', { value: text, days });
  return (
    <Card title={title}>
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
      <Trend title={label} days={insights.days} range={range} show={show} />
      {children}
    </Card>
  );
}
