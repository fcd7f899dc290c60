import { call } from '../../api/http.ts';
import type { NpsStats, Project, RatingInsights } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Answers } from './Answers.tsx';
import { Bars, number } from './Charts.tsx';
import { Card, InsightsPage, Loaded, NoAnswers, useFresh } from './Frame.tsx';
import { Groups } from './Groups.tsx';
import { RatingCard } from './RatingCard.tsx';

export default function Nps() {
  return (
    <InsightsPage title={t('nav.nps')}>
      {(project, days) => <Content project={project} days={days} />}
    </InsightsPage>
  );
}

const score = (value: number) => (value > 0 ? `+${number(value)}` : number(value));

function tone(value: number) {
  if (value >= 9) return 'good';
  return value >= 7 ? 'warn' : 'bad';
}

function Content({ project, days }: { project: Project; days: number }) {
  const path = `/projects/${project.id}/ratings`;
  const loaded = useFresh(`${path} ${days}`, async (signal) => {
    const [stats, insights] = await Promise.all([
      call<NpsStats>('GET', `${path}/stats/nps`, undefined, { signal }),
      call<RatingInsights>('GET', `${path}/insights?type=nps&days=${days}`, undefined, { signal }),
    ]);
    return { stats, insights };
  });
  return (
    <Loaded from={loaded}>
      {({ stats, insights }) =>
        stats.total === 0 ? (
          <NoAnswers project={project} />
        ) : (
          <>
            <RatingCard
              title={t('insights.trend')}
              insights={insights}
              days={days}
              label={t('insights.score')}
              show={score}
              range={[-100, 100]}
              total={stats.total}
              overall={stats.score}
            />
            <div class="cards">
              <Card title={t('insights.distribution')}>
                <Bars
                  label={t('insights.distribution')}
                  rows={Object.entries(stats.distribution)
                    .reverse()
                    .map(([value, total]) => ({
                      key: value,
                      label: value,
                      total,
                      tone: tone(Number(value)),
                    }))}
                />
              </Card>
              <Card title={t('insights.answers-all')}>
                <Bars label={t('insights.answers-all')} rows={kinds(stats)} />
              </Card>
            </div>
            <Groups insights={insights} show={score} />
            <Answers project={project} types={['nps']} onChanged={loaded.reload} />
          </>
        )
      }
    </Loaded>
  );
}

function kinds(stats: NpsStats) {
  return [
    { key: 'p', label: t('insights.promoters'), total: stats.promoters, tone: 'good' as const },
    { key: 's', label: t('insights.passives'), total: stats.passives, tone: 'warn' as const },
    { key: 'd', label: t('insights.detractors'), total: stats.detractors, tone: 'bad' as const },
  ];
}
