import inbox from 'icon:messages-square';
import { useEffect, useRef } from 'preact/hooks';
import type { Project } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import {
  countsOf,
  countsTopic,
  type ThreadList as List,
  listOf,
  listTopic,
  loadMore,
  loadToEnd,
} from '../../state/inbox.ts';
import { type Filter, filters } from '../../state/thread_order.ts';
import { useTopics } from '../../state/topics.ts';
import { Empty, LoadError, Skeleton } from '../../ui/Parts.tsx';
import { useVirtual } from '../../ui/use_virtual.ts';
import { chooseFilter, moveCursor, useChatView } from './chat_view.ts';
import { tabStopOf, useListScroll } from './list_scroll.ts';
import { TagFilter } from './TagFilter.tsx';
import { ThreadRow } from './ThreadRow.tsx';

const rowHeight = 68;

export function ThreadList({ project, selected }: { project: Project; selected: string | null }) {
  const { filter, tag } = useChatView();
  return (
    <section class="thread-list" aria-label={t('chat.conversations')}>
      <Filters project={project.id} chosen={filter} />
      <Rows
        key={`${filter}/${tag}`}
        project={project}
        filter={filter}
        tag={tag}
        selected={selected}
      />
    </section>
  );
}

function Filters({ project, chosen }: { project: string; chosen: Filter }) {
  useTopics(countsTopic(project));
  const counts = countsOf(project);
  return (
    <fieldset class="filters" aria-label={t('chat.filter')}>
      {filters.map((filter) => {
        const count =
          counts && filter in counts ? counts[filter as keyof typeof counts] : undefined;
        return (
          <button
            key={filter}
            type="button"
            class="filter"
            aria-pressed={filter === chosen}
            onClick={() => chooseFilter(filter)}
          >
            {t(`filter.${filter}`)}
            {Boolean(count) && <span class="filter-count">{count}</span>}
          </button>
        );
      })}
      <TagFilter project={project} />
    </fieldset>
  );
}

interface RowsProps {
  project: Project;
  filter: Filter;
  tag: string | null;
  selected: string | null;
}

function Rows({ project, filter, tag, selected }: RowsProps) {
  const list = listOf(project.id, filter, tag);
  useTopics(listTopic(list));
  useEffect(() => {
    if (!list.loaded && !list.error) void loadMore(list);
  }, [list, list.loaded, list.error]);
  if (list.error && list.ids.length === 0) {
    const retry = () => {
      list.error = null;
      void loadMore(list);
    };
    return <LoadError error={list.error} onRetry={retry} />;
  }
  if (!list.loaded) return <Skeleton rows={8} tall />;
  if (list.ids.length === 0 && list.complete)
    return <NoRows project={project} filter={filter} tag={tag} />;
  return <VirtualRows list={list} selected={selected} />;
}

function VirtualRows({ list, selected }: { list: List; selected: string | null }) {
  const { cursor } = useChatView();
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtual(list.ids.length, rowHeight, scroller);
  const rows = virtual.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  useListScroll(list, scroller, rowHeight, selected);
  useEffect(() => {
    if (!list.complete && !list.error && lastShown > list.ids.length - 20) void loadMore(list);
  }, [list, lastShown, list.ids.length, list.complete, list.error]);
  useEffect(() => {
    const at = cursor ? list.ids.indexOf(cursor) : -1;
    if (at < 0) return;
    virtual.scrollToIndex(at);
    focusWhenThere(`row-${cursor}`, 30);
  }, [cursor, list, virtual]);
  const drawn = rows.map((row) => list.ids[row.index] as string);
  const tabStop = tabStopOf(drawn, cursor, selected);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys of the rows bubble here
    <div
      class="thread-rows"
      role="presentation"
      ref={scroller}
      onKeyDown={(event) => moveByKey(event, list)}
    >
      <ul style={{ height: `${virtual.getTotalSize()}px` }}>
        {rows.map((row) => {
          const id = list.ids[row.index] as string;
          return (
            <li
              key={id}
              style={{ transform: `translateY(${row.start}px)`, height: `${rowHeight}px` }}
              aria-setsize={list.complete ? list.ids.length : -1}
              aria-posinset={row.index + 1}
            >
              <ThreadRow id={id} selected={id === selected} tabStop={id === tabStop} />
            </li>
          );
        })}
      </ul>
      {list.error && <LoadError error={list.error} onRetry={() => void retry(list)} />}
    </div>
  );
}

/** A row far away exists only some frames after the list has been scrolled to it. */
function focusWhenThere(id: string, frames: number): void {
  requestAnimationFrame(() => {
    const row = document.getElementById(id);
    if (row) row.focus();
    else if (frames > 0) focusWhenThere(id, frames - 1);
  });
}

function retry(list: List): Promise<void> {
  list.error = null;
  return loadMore(list);
}

/** Arrows, Home and End; End first loads what is missing, so that it reaches the very last row. */
async function moveByKey(event: KeyboardEvent, list: List): Promise<void> {
  const id = document.activeElement?.id.replace(/^row-/, '') ?? '';
  const at = list.ids.indexOf(id);
  const wanted = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: Number.POSITIVE_INFINITY }[
    event.key
  ];
  if (wanted === undefined) return;
  event.preventDefault();
  if (event.key === 'End') await loadToEnd(list);
  const target = list.ids[Math.min(Math.max(wanted, 0), list.ids.length - 1)];
  if (target) moveCursor(target);
}

function NoRows({ project, filter, tag }: Omit<RowsProps, 'selected'>) {
  if (!project.live_chat) {
    return (
      <Empty icon={inbox} title={t('chat.off')}>
        <p>{t('chat.off-text')}</p>
        <a href={`/projects/${project.id}/widget`}>{t('project.widget')}</a>
      </Empty>
    );
  }
  if (tag !== null) {
    return (
      <Empty icon={inbox} title={t('chat.empty.tag', { name: tag })}>
        <p>{t('chat.empty-filter')}</p>
      </Empty>
    );
  }
  if (filter !== 'all' && filter !== 'open') {
    return (
      <Empty icon={inbox} title={t(`chat.empty.${filter}`)}>
        <p>{t('chat.empty-filter')}</p>
      </Empty>
    );
  }
  return (
    <Empty icon={inbox} title={t('chat.empty')}>
      <p>{t('chat.empty-text')}</p>
      <a href={`/projects/${project.id}/general`}>{t('chat.empty-link')}</a>
    </Empty>
  );
}
