import type { RatingInsights } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Bars } from './Charts.tsx';
import { Card } from './Frame.tsx';

interface Props {
  insights: RatingInsights;
  show: (value: number) => string;
}

/** Where the answers were given, and in which version: how many, and what they come to. */
export function Groups({ insights, show }: Props) {
  const note = (value: number | null) => (value === null ? undefined : `· ${show(value)}`);
  return (
    <div class="cards">
      <Card title={t('insights.by-page')}>
        <Bars
          label={t('insights.by-page')}
          rows={insights.paths.slice(0, 10).map((line) => ({
            key: line.path ?? '',
            label: line.path ?? t('insights.no-page'),
            total: line.total,
            note: note(line.value),
          }))}
        />
      </Card>
      <Card title={t('insights.by-version')}>
        <Bars
          label={t('insights.by-version')}
          rows={insights.versions.slice(0, 10).map((line) => ({
            key: line.version ?? '',
            label: line.version ?? t('insights.no-version'),
            total: line.total,
            note: note(line.value),
          }))}
        />
      </Card>
    </div>
  );
}
