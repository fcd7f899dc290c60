import inbox from 'icon:message-square-text';
import search from 'icon:search';
import { useEffect, useState } from 'preact/hooks';
import { call, query } from '../../api/http.ts';
import type { Feedback, Pagination, Project } from '../../api/types.ts';
import { useRoute } from '../../app/router.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { subscribe } from '../../state/topics.ts';
import { currentProject, useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Empty, LoadError, Skeleton } from '../../ui/Parts.tsx';
import { BulkBar } from './BulkBar.tsx';
import { FeedbackDetail } from './FeedbackDetail.tsx';
import { FeedbackRow } from './FeedbackRow.tsx';
import { Filters, isNarrowed, kEverything, type Wanted } from './Filters.tsx';
import '../../styles/feedback.css';

/** What came in through the forms of the widget and the API. */
export default function FeedbackScreen() {
  return <FeedbackOf channel={null} />;
}

/** All feedback, or only what came by the contact form. */
export function FeedbackOf({ channel }: { channel: 'contact' | null }) {
  const { params } = useRoute();
  const { projects } = useWorkspace();
  const named = projects.find((item) => item.id === params.project || item.key === params.project);
  const project = params.project ? named : currentProject();
  const open = params.feedback ?? null;
  if (!project) {
    return (
      <main class="page" id="main" tabIndex={-1}>
        <h1 class="sr-only">{t('nav.feedback')}</h1>
        <Empty icon={inbox} title={params.project ? t('project.missing') : t('chat.no-project')}>
          <a href="/projects">{t('nav.projects')}</a>
        </Empty>
      </main>
    );
  }
  const base = params.project
    ? `/org/${project.org_id}/projects/${project.id}/feedback`
    : `/messages/${channel ?? 'feedback'}`;
  return <Board key={project.id} project={project} base={base} open={open} channel={channel} />;
}

interface BoardProps {
  project: Project;
  base: string;
  open: string | null;
  channel: 'contact' | null;
}

function Board({ project, base, open, channel }: BoardProps) {
  const [wanted, setWanted] = useState<Wanted>(kEverything);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [round, setRound] = useState(0);
  const filters = { ...wanted, page: '', channel };
  const path = `/projects/${project.id}/feedback${query({ ...filters, page: wanted.page, limit: 50 })}`;
  const listed = useResource(path, (signal) =>
    call<{ feedback: Feedback[]; pagination: Pagination }>('GET', path, undefined, { signal }),
  );
  const { reload } = listed;
  useEffect(() => subscribe(['feedback', 'reset'], reload), [reload]);
  useEffect(() => setChosen(new Set()), [path]);
  const change = (next: Partial<Wanted>) => setWanted({ ...wanted, page: 1, ...next });
  const items = listed.data?.feedback ?? [];
  const choose = (id: string, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const changed = () => {
    setChosen(new Set());
    setRound(round + 1);
    reload();
  };
  const title = t(channel ? 'nav.contact' : 'nav.feedback');
  return (
    <main class={open ? 'board has-detail' : 'board'} id="main" tabIndex={-1}>
      <section class="board-list" aria-label={t('feedback.list')}>
        <header class="board-head">
          <h1>{title}</h1>
          <Filters project={project} wanted={wanted} onChange={change} />
        </header>
        {listed.error && <LoadError error={listed.error} onRetry={listed.reload} />}
        {!listed.data && !listed.error && <Skeleton rows={8} tall />}
        {listed.data && items.length === 0 && (
          <Nothing filtered={isNarrowed(wanted)} project={project} channel={channel} />
        )}
        {items.length > 0 && (
          <>
            <BulkBar
              project={project}
              ids={items.map((item) => item.id)}
              chosen={chosen}
              archived={wanted.archived === 'true'}
              onChoose={setChosen}
              onChanged={changed}
              exportPath={`/projects/${project.id}/feedback/export${query(filters)}`}
            />
            <ul class="feedback-rows">
              {items.map((item) => (
                <li key={item.id}>
                  <FeedbackRow
                    item={item}
                    to={`${base}/${item.id}`}
                    selected={item.id === open}
                    chosen={chosen.has(item.id)}
                    onChoose={(on) => choose(item.id, on)}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
        {listed.data && items.length > 0 && (
          <Pages pagination={listed.data.pagination} onPage={(page) => change({ page })} />
        )}
      </section>
      {open ? (
        <FeedbackDetail
          key={`${open} ${round}`}
          project={project}
          id={open}
          title={title}
          base={base}
          onChanged={listed.reload}
        />
      ) : (
        <section class="board-detail empty-pane" aria-label={t('feedback.detail')}>
          <Empty icon={inbox} title={t('feedback.none-open')} />
        </section>
      )}
    </main>
  );
}

interface NothingProps {
  filtered: boolean;
  project: Project;
  channel: 'contact' | null;
}

function Nothing({ filtered, project, channel }: NothingProps) {
  if (filtered) {
    return (
      <Empty icon={search} title={t('feedback.no-hits')}>
        <p>{t('feedback.no-hits-text')}</p>
      </Empty>
    );
  }
  return (
    <Empty icon={inbox} title={t(channel ? 'contact.empty' : 'feedback.empty')}>
      <p>{t(channel ? 'contact.empty-text' : 'feedback.empty-text')}</p>
      {channel ? (
        <a href={`/projects/${project.id}/widget`}>{t('project.widget')}</a>
      ) : (
        <a href={`/projects/${project.id}/general`}>{t('chat.empty-link')}</a>
      )}
    </Empty>
  );
}

function Pages({ pagination, onPage }: { pagination: Pagination; onPage: (page: number) => void }) {
  const { page, total_pages, total } = pagination;
  return (
    <nav class="pages" aria-label={t('pages.label')}>
      <span class="meta">{t('feedback.total', { count: total })}</span>
      {total_pages > 1 && (
        <>
          <Button small disabled={page <= 1} onClick={() => onPage(page - 1)}>
            {t('pages.previous')}
          </Button>
          <span class="meta">{t('pages.of', { page, pages: total_pages })}</span>
          <Button small disabled={page >= total_pages} onClick={() => onPage(page + 1)}>
            {t('pages.next')}
          </Button>
        </>
      )}
    </nav>
  );
}
