import { call } from '../../api/http.ts';
import {
  type FeedbackInsights,
  feedbackStatuses,
  feedbackTypes,
  type Project,
} from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Bars, Figure, number, percent, stars, Trend } from './Charts.tsx';
import { Card, InsightsPage, Loaded, useFresh } from './Frame.tsx';

interface Summary {
  feedback: { total: number };
  ratings: {
    helpful: { total: number; percentage: number };
    star: { total: number; average: number };
    nps: { total: number; score: number };
  };
}

export default function Overview() {
  return (
    <InsightsPage title={t('nav.insights')}>
      {(project, days) => <Content project={project} days={days} />}
    </InsightsPage>
  );
}

function Content({ project, days }: { project: Project; days: number }) {
  const path = `/projects/${project.id}`;
  const loaded = useFresh(`${path} ${days}`, async (signal) => {
    const [summary, insights] = await Promise.all([
      call<Summary>('GET', `${path}/summary`, undefined, { signal }),
      call<FeedbackInsights>('GET', `${path}/feedback/insights?days=${days}`, undefined, {
        signal,
      }),
    ]);
    return { summary, insights };
  });
  return (
    <Loaded from={loaded}>
      {({ summary, insights }) => (
        <>
          <RatingFigures summary={summary} />
          <Card title={t('insights.received')}>
            <dl class="figures">
              <Figure
                label={t('insights.days', { count: days })}
                value={number(insights.total)}
                note={t('insights.before', { value: number(insights.previous), days })}
              />
            </dl>
            <Trend
              title={t('insights.received')}
              days={insights.days.map((day) => ({ ...day, value: null }))}
            />
          </Card>
          <FeedbackGroups insights={insights} />
        </>
      )}
    </Loaded>
  );
}

function RatingFigures({ summary }: { summary: Summary }) {
  const { helpful, star, nps } = summary.ratings;
  const answers = (count: number) => t('insights.answers-row', { count });
  return (
    <Card title={t('insights.answers-all')}>
      <dl class="figures">
        <Figure
          label={t('insights.stars')}
          value={star.total ? stars(star.average) : '–'}
          note={answers(star.total)}
        />
        <Figure
          label={t('insights.thumbs')}
          value={helpful.total ? percent(helpful.percentage) : '–'}
          note={answers(helpful.total)}
        />
        <Figure
          label={t('nav.nps')}
          value={nps.total ? number(nps.score) : '–'}
          note={answers(nps.total)}
        />
        <Figure label={t('nav.feedback')} value={number(summary.feedback.total)} />
      </dl>
    </Card>
  );
}

function FeedbackGroups({ insights }: { insights: FeedbackInsights }) {
  return (
    <div class="cards">
      <Card title={t('insights.by-type')}>
        <Bars
          label={t('insights.by-type')}
          rows={feedbackTypes.map((type) => ({
            key: type,
            label: t(`type.${type}`),
            total: insights.by_type[type] ?? 0,
          }))}
        />
      </Card>
      <Card title={t('insights.by-status')}>
        <Bars
          label={t('insights.by-status')}
          rows={feedbackStatuses.map((status) => ({
            key: status,
            label: t(`feedback-status.${status}`),
            total: insights.by_status[status] ?? 0,
          }))}
        />
      </Card>
      <Card title={t('insights.by-page')}>
        <Bars
          label={t('insights.by-page')}
          rows={insights.paths.slice(0, 10).map(({ path, total }) => ({
            key: path ?? '',
            label: path ?? t('insights.no-page'),
            total,
          }))}
        />
      </Card>
      <Card title={t('insights.by-version')}>
        <Bars
          label={t('insights.by-version')}
          rows={insights.versions.slice(0, 10).map(({ version, total }) => ({
            key: version ?? '',
            label: version ?? t('insights.no-version'),
            total,
          }))}
        />
      </Card>
    </div>
  );
}
