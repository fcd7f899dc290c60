import scroll from 'icon:scroll-text';
import { useEffect, useState } from 'preact/hooks';
import { ApiError, call, query } from '../../api/http.ts';
import type { AuditEntry } from '../../api/types.ts';
import { absoluteTime } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { isAdmin } from '../../state/session.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Select } from '../../ui/Field.tsx';
import { Empty, LoadError, Notice, Page, Skeleton } from '../../ui/Parts.tsx';
import { Ago } from '../../ui/Time.tsx';
import { actText, areas, detailsText } from './act_text.ts';
import { a } from './texts.ts';
import '../../styles/settings.css';
import '../../styles/audit.css';

export default function Audit() {
  if (!isAdmin()) {
    return (
      <Page title={t('nav.audit')}>
        <Notice tone="info">{t('reason.admin')}</Notice>
      </Page>
    );
  }
  return <Log />;
}

interface Filter {
  member: string;
  area: string;
}

interface Listed {
  entries: AuditEntry[];
  next_cursor: string | null;
}

function Log() {
  const [filter, setFilter] = useState<Filter>({ member: '', area: '' });
  const { page, error, more, reload } = useEntries(filter);
  return (
    <Page
      title={t('nav.audit')}
      intro={a('intro')}
      actions={
        <a class="button plain" href={`/api/v1/audit/export${query({ ...filter })}`} download>
          {a('export')}
        </a>
      }
    >
      <Filters filter={filter} onFilter={setFilter} />
      {error && <LoadError error={error} onRetry={reload} />}
      {!page && !error && <Skeleton rows={6} />}
      {page?.entries.length === 0 && (
        <Empty icon={scroll} title={a('empty')}>
          <p>{a('empty-text')}</p>
        </Empty>
      )}
      <ul class="rows audit" aria-label={t('nav.audit')}>
        {page?.entries.map((entry) => (
          <Row key={entry.id} entry={entry} />
        ))}
      </ul>
      {page?.next_cursor && <Button onClick={more}>{a('more')}</Button>}
    </Page>
  );
}

/** Pages one after the other; another filter starts anew and drops what is on its way. */
function useEntries(filter: Filter) {
  const [page, setPage] = useState<Listed | null>(null);
  const [error, setError] = useState<ApiError | null>(null);
  const [round, setRound] = useState(0);
  const { member, area } = filter;
  const load = (cursor: string | null, signal?: AbortSignal) =>
    call<Listed>('GET', `/audit${query({ member, area, cursor })}`, undefined, { signal });
  const failed = (fault: unknown) => {
    if (!(fault instanceof ApiError)) throw fault;
    setError(fault);
  };
  useEffect(() => {
    const abort = new AbortController();
    setPage(null);
    setError(null);
    load(null, abort.signal)
      .then(setPage)
      .catch((fault) => abort.signal.aborted || failed(fault));
    return () => abort.abort();
  }, [member, area, round]);
  const more = () => {
    if (!page) return;
    load(page.next_cursor)
      .then((next) =>
        setPage((now) =>
          now === page ? { ...next, entries: [...page.entries, ...next.entries] } : now,
        ),
      )
      .catch(failed);
  };
  return { page, error, more, reload: () => setRound((n) => n + 1) };
}

interface FiltersProps {
  filter: Filter;
  onFilter: (filter: Filter) => void;
}

function Filters({ filter, onFilter }: FiltersProps) {
  const { members } = useWorkspace();
  return (
    <div class="audit-filters">
      <Select
        label={a('member')}
        value={filter.member}
        options={[
          { value: '', label: a('everybody') },
          ...members.map((member) => ({ value: member.id, label: member.name ?? member.email })),
        ]}
        onValue={(member) => onFilter({ ...filter, member })}
      />
      <Select
        label={a('area')}
        value={filter.area}
        options={[
          { value: '', label: a('everything') },
          ...areas.map((area) => ({ value: area as string, label: a(`area.${area}`) })),
        ]}
        onValue={(area) => onFilter({ ...filter, area })}
      />
    </div>
  );
}

function Row({ entry }: { entry: AuditEntry }) {
  const who = entry.member ? (entry.member.name ?? a('somebody')) : a('nobody');
  const about = [...new Set([entry.subject, entry.project?.name])].filter(Boolean);
  return (
    <li class="row-item">
      <span class="row-main">
        <span class="row-title">{actText(entry.act)}</span>
        <span class="hint">
          <bdi>{who}</bdi>
          {entry.by_key && ` (${a('by-key')})`}
          {about.map((text) => (
            <span key={text}>
              {' · '}
              <bdi>{text}</bdi>
            </span>
          ))}
          {entry.thread && (
            <>
              {' · '}
              {entry.thread.name ? (
                <a href={`/messages/live-chat/${entry.thread.id}`} dir="auto">
                  {entry.thread.name}
                </a>
              ) : (
                a('erased')
              )}
            </>
          )}
          {detailsText(entry.details) && ` · ${detailsText(entry.details)}`}
        </span>
      </span>
      <span class="audit-when">
        <span title={absoluteTime(entry.at)}>
          <Ago at={entry.at} />
        </span>
        <span class="hint">{entry.address || a('here')}</span>
      </span>
    </li>
  );
}
