import { call } from '../../api/http.ts';
import type {
  HelpfulStats,
  Project,
  RatingInsights,
  RatingType,
  StarStats,
} from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Answers } from './Answers.tsx';
import { Bars, percent, stars } from './Charts.tsx';
import { Card, InsightsPage, Loaded, NoAnswers, useFresh } from './Frame.tsx';
import { Groups } from './Groups.tsx';
import { RatingCard } from './RatingCard.tsx';

interface Ratings {
  star: StarStats;
  helpful: HelpfulStats;
  stars: RatingInsights;
  thumbs: RatingInsights;
}

async function load(project: string, days: number, signal: AbortSignal): Promise<Ratings> {
  const get = <T,>(path: string) =>
    call<T>('GET', `/projects/${project}/ratings/${path}`, undefined, { signal });
  const [star, helpful, stars, thumbs] = await Promise.all([
    get<StarStats>('stats/star'),
    get<HelpfulStats>('stats'),
    get<RatingInsights>(`insights?type=star&days=${days}`),
    get<RatingInsights>(`insights?type=helpful&days=${days}`),
  ]);
  return { star, helpful, stars, thumbs };
}

export default function Reviews() {
  return (
    <InsightsPage title={t('nav.reviews')}>
      {(project, days) => <Content project={project} days={days} />}
    </InsightsPage>
  );
}

function Content({ project, days }: { project: Project; days: number }) {
  const loaded = useFresh(`${project.id} ${days}`, (signal) => load(project.id, days, signal));
  return (
    <Loaded from={loaded}>
      {({ star, helpful, ...insights }) => {
        const kinds: RatingType[] = [];
        if (star.total > 0) kinds.push('star');
        if (helpful.total > 0) kinds.push('helpful');
        const [first, ...others] = kinds;
        if (!first) return <NoAnswers project={project} />;
        return (
          <>
            {star.total > 0 && <Stars stats={star} insights={insights.stars} days={days} />}
            {helpful.total > 0 && <Thumbs stats={helpful} insights={insights.thumbs} days={days} />}
            <Answers project={project} types={[first, ...others]} onChanged={loaded.reload} />
          </>
        );
      }}
    </Loaded>
  );
}

interface PartProps<T> {
  stats: T;
  insights: RatingInsights;
  days: number;
}

function Stars({ stats, insights, days }: PartProps<StarStats>) {
  const rows = Object.entries(stats.distribution).reverse();
  return (
    <>
      <RatingCard
        title={t('insights.stars')}
        insights={insights}
        days={days}
        label={t('insights.average')}
        show={stars}
        range={[1, rows.length]}
        total={stats.total}
        overall={stats.average}
      />
      <div class="cards">
        <Card title={t('insights.distribution')}>
          <Bars
            label={t('insights.distribution')}
            rows={rows.map(([value, total]) => ({ key: value, label: `★ ${value}`, total }))}
          />
        </Card>
      </div>
      <Groups insights={insights} show={stars} />
    </>
  );
}

function Thumbs({ stats, insights, days }: PartProps<HelpfulStats>) {
  return (
    <>
      <RatingCard
        title={t('insights.thumbs')}
        insights={insights}
        days={days}
        label={t('insights.helpful')}
        show={percent}
        range={[0, 100]}
        total={stats.total}
        overall={stats.percentage}
      >
        <Bars
          label={t('insights.thumbs')}
          rows={[
            { key: 'yes', label: t('insights.helpful'), total: stats.helpful, tone: 'good' },
            { key: 'no', label: t('insights.not-helpful'), total: stats.not_helpful, tone: 'bad' },
          ]}
        />
      </RatingCard>
      <Groups insights={insights} show={percent} />
    </>
  );
}
