import searchX from 'icon:search-x';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Project } from '../../api/types.ts';
import { useRoute } from '../../app/router.ts';
import { type Key, t } from '../../i18n/index.ts';
import { isAdmin } from '../../state/session.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Empty, Notice } from '../../ui/Parts.tsx';
import { useCurrentInSight } from '../../ui/use_current_in_sight.ts';
import '../../styles/settings.css';

const tabs: [part: string, label: Key][] = [
  ['general', 'project.general'],
  ['widget', 'project.widget'],
  ['inbox', 'project.inbox'],
  ['office-hours', 'project.hours'],
  ['authentication', 'project.authentication'],
];

interface Props {
  title: string;
  intro: string;
  wide?: boolean;
  children: (project: Project) => ComponentChildren;
}

/** The frame of a project's pages: its name, its tabs, and a word to those who may only read. */
export function ProjectPage({ title, intro, wide, children }: Props) {
  const { params, path } = useRoute();
  const { projects } = useWorkspace();
  const project = projects.find(
    (item) => item.id === params.project || item.key === params.project,
  );
  const line = useCurrentInSight<HTMLElement>(path);
  useEffect(() => document.getElementById('main')?.scrollTo(0, 0), [path]);
  if (!project) {
    return (
      <main class="page" id="main" tabIndex={-1}>
        <h1 class="sr-only">{t('project.missing')}</h1>
        <Empty icon={searchX} title={t('project.missing')}>
          <a href="/projects">{t('nav.projects')}</a>
        </Empty>
      </main>
    );
  }
  return (
    <main class="page" id="main" tabIndex={-1}>
      <div class={wide ? 'page-column wide' : 'page-column'}>
        <p class="crumb">
          <a href="/projects">{t('nav.projects')}</a> / <span dir="auto">{project.name}</span>
        </p>
        <nav class="tabs" ref={line} aria-label={project.name}>
          {tabs.map(([part, label]) => {
            const to = `/projects/${project.id}/${part}`;
            return (
              <a key={part} href={to} aria-current={path.endsWith(`/${part}`) ? 'page' : undefined}>
                {t(label)}
              </a>
            );
          })}
        </nav>
        <header class="page-head">
          <div>
            <h1>{title}</h1>
            <p class="page-intro">{intro}</p>
          </div>
        </header>
        {!isAdmin() && <Notice tone="info">{t('reason.admin')}</Notice>}
        {children(project)}
      </div>
    </main>
  );
}
