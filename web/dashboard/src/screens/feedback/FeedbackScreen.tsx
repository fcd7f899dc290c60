import inbox from 'icon:message-square-text';
import search from 'icon:search';
import { useEffect, useRef, useState } from 'preact/hooks';
import { call, query } from '../../api/http.ts';
import {
  type Feedback,
  type FeedbackStatus,
  type FeedbackType,
  feedbackStatuses,
  feedbackTypes,
  type Pagination,
  type Project,
} from '../../api/types.ts';
import { useRoute } from '../../app/router.ts';
import { useShortcuts } from '../../app/use_shortcuts.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { subscribe } from '../../state/topics.ts';
import { currentProject, useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Empty, LoadError, Skeleton } from '../../ui/Parts.tsx';
import { FeedbackDetail } from './FeedbackDetail.tsx';
import { FeedbackRow } from './FeedbackRow.tsx';
import '../../styles/feedback.css';

interface Wanted {
  status: FeedbackStatus | '';
  type: FeedbackType | '';
  search: string;
  page: number;
}

/** What came in through the forms of the widget and the API. */
export default function FeedbackScreen() {
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
    : '/messages/feedback';
  return <Board key={project.id} project={project} base={base} open={open} />;
}

interface BoardProps {
  project: Project;
  base: string;
  open: string | null;
}

function Board({ project, base, open }: BoardProps) {
  const [wanted, setWanted] = useState<Wanted>({ status: '', type: '', search: '', page: 1 });
  const path = `/projects/${project.id}/feedback${query({ ...wanted, limit: 50 })}`;
  const listed = useResource(path, (signal) =>
    call<{ feedback: Feedback[]; pagination: Pagination }>('GET', path, undefined, { signal }),
  );
  const { reload } = listed;
  useEffect(() => subscribe(['feedback', 'reset'], reload), [reload]);
  const change = (next: Partial<Wanted>) => setWanted({ ...wanted, page: 1, ...next });
  const filtered = Boolean(wanted.status || wanted.type || wanted.search);
  return (
    <main class={open ? 'board has-detail' : 'board'} id="main" tabIndex={-1}>
      <section class="board-list" aria-label={t('feedback.list')}>
        <header class="board-head">
          <h1>{t('nav.feedback')}</h1>
          <Filters wanted={wanted} onChange={change} />
        </header>
        {listed.error && <LoadError error={listed.error} onRetry={listed.reload} />}
        {!listed.data && !listed.error && <Skeleton rows={8} tall />}
        {listed.data && listed.data.feedback.length === 0 && (
          <Nothing filtered={filtered} project={project} />
        )}
        {listed.data && listed.data.feedback.length > 0 && (
          <>
            <ul class="feedback-rows">
              {listed.data.feedback.map((item) => (
                <li key={item.id}>
                  <FeedbackRow item={item} to={`${base}/${item.id}`} selected={item.id === open} />
                </li>
              ))}
            </ul>
            <Pages pagination={listed.data.pagination} onPage={(page) => change({ page })} />
          </>
        )}
      </section>
      {open ? (
        <FeedbackDetail
          key={open}
          project={project}
          id={open}
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

function Filters({
  wanted,
  onChange,
}: {
  wanted: Wanted;
  onChange: (next: Partial<Wanted>) => void;
}) {
  const [text, setText] = useState(wanted.search);
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => field.current?.focus() });
  // Only the typed text starts the wait
  useEffect(() => {
    if (text.trim() === wanted.search) return;
    const timer = setTimeout(() => onChange({ search: text.trim() }), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="board-filters">
      <div class="search">
        <Icon of={search} size={14} />
        <input
          ref={field}
          class="input"
          type="search"
          dir="auto"
          aria-label={t('feedback.search')}
          placeholder={t('feedback.search')}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <Select
        bare
        label={t('feedback.type')}
        value={wanted.type}
        options={[
          { value: '', label: t('feedback.all-types') },
          ...feedbackTypes.map((value) => ({ value, label: t(`type.${value}`) })),
        ]}
        onValue={(type) => onChange({ type })}
      />
      <Select
        bare
        label={t('feedback.status')}
        value={wanted.status}
        options={[
          { value: '', label: t('feedback.all-statuses') },
          ...feedbackStatuses.map((value) => ({ value, label: t(`feedback-status.${value}`) })),
        ]}
        onValue={(status) => onChange({ status })}
      />
    </div>
  );
}

function Nothing({ filtered, project }: { filtered: boolean; project: Project }) {
  if (filtered) {
    return (
      <Empty icon={search} title={t('feedback.no-hits')}>
        <p>{t('feedback.no-hits-text')}</p>
      </Empty>
    );
  }
  return (
    <Empty icon={inbox} title={t('feedback.empty')}>
      <p>{t('feedback.empty-text')}</p>
      <a href={`/projects/${project.id}/general`}>{t('chat.empty-link')}</a>
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
