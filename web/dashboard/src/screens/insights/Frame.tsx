import chart from 'icon:chart-column';
import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Project } from '../../api/types.ts';
import { lazyPart } from '../../app/lazy.tsx';
import { useRoute } from '../../app/router.ts';
import { t } from '../../i18n/index.ts';
import { type Resource, useResource } from '../../state/resource.ts';
import { subscribe } from '../../state/topics.ts';
import { currentProject, useWorkspace } from '../../state/workspace.ts';
import { Select } from '../../ui/Field.tsx';
import { Empty, LoadError, Skeleton } from '../../ui/Parts.tsx';
import '../../styles/settings.css';
import '../../styles/insights.css';

const LinkedAnswer = lazyPart(() => import('./LinkedAnswer.tsx'));
const periods = [7, 30, 90, 365] as const;

interface Props {
  title: string;
  children: (project: Project, days: number) => ComponentChildren;
}

/** A page of pictures about one project: the one in the address, else the one at hand. */
export function InsightsPage({ title, children }: Props) {
  const { params, search } = useRoute();
  const linked = new URLSearchParams(search).get('rating');
  const { projects } = useWorkspace();
  const [days, setDays] = useState(30);
  const named = projects.find((item) => item.id === params.project || item.key === params.project);
  const project = params.project ? named : currentProject();
  return (
    <main class="page insights" id="main" tabIndex={-1}>
      <div class="insights-column">
        <header class="page-head">
          <div>
            <h1>{title}</h1>
            {project && (
              <p class="page-intro" dir="auto">
                {project.name}
              </p>
            )}
          </div>
          {project && (
            <Select
              bare
              label={t('insights.period')}
              value={`${days}`}
              options={periods.map((count) => ({
                value: `${count}`,
                label: t('insights.days', { count }),
              }))}
              onValue={(count) => setDays(Number(count))}
            />
          )}
        </header>
        {project ? (
          <>
            {linked && <LinkedAnswer project={project} id={linked} />}
            <div key={`${project.id}${days}`}>{children(project, days)}</div>
          </>
        ) : (
          <Empty icon={chart} title={params.project ? t('project.missing') : t('chat.no-project')}>
            <a href="/projects">{t('nav.projects')}</a>
          </Empty>
        )}
      </div>
    </main>
  );
}

/** Loads, and loads again when something new has come in. */
export function useFresh<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Resource<T> {
  const resource = useResource(key, load);
  const { reload } = resource;
  useEffect(() => subscribe(['feedback', 'reset'], reload), [reload]);
  return resource;
}

interface LoadedProps<T> {
  from: Resource<T>;
  children: (data: T) => ComponentChildren;
}

export function Loaded<T>({ from, children }: LoadedProps<T>) {
  if (from.data) return <>{children(from.data)}</>;
  if (from.error) return <LoadError error={from.error} onRetry={from.reload} />;
  return <Skeleton rows={5} tall />;
}

export function Card({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

export function NoAnswers({ project }: { project: Project }) {
  return (
    <Empty icon={chart} title={t('insights.empty')}>
      <p>{t('insights.empty-text')}</p>
      <a href={`/projects/${project.id}/widget`}>{t('project.widget')}</a>
    </Empty>
  );
}
