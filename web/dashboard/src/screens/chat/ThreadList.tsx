import inbox from 'icon:messages-square';
import { useEffect, useRef } from 'preact/hooks';
import type { Project } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import {
  type ThreadList as List,
  listOf,
  listTopic,
  loadMore,
  loadToEnd,
} from '../../state/inbox.ts';
import { type Filter, isBuiltIn } from '../../state/thread_order.ts';
import { useTopics } from '../../state/topics.ts';
import { isKnown, scopeOf, useViews } from '../../state/views.ts';
import { Empty, LoadError, Skeleton } from '../../ui/Parts.tsx';
import { useVirtual } from '../../ui/use_virtual.ts';
import { chatAddress, useChatView } from './chat_view.ts';
import { Filters } from './Filters.tsx';
import { moveByKey, rowHeight, useCursorFocus } from './list_keys.ts';
import { tabStopOf, useListScroll } from './list_scroll.ts';
import { SearchField } from './SearchField.tsx';
import { SearchResults } from './SearchResults.tsx';
import { ThreadRow } from './ThreadRow.tsx';

interface Props {
  scope: string;
  /** The project that is shown, or the first of all. */
  project: Project;
  selected: string | null;
}

export function ThreadList({ scope, project, selected }: Props) {
  const { filter, q, tag } = useChatView();
  useViews();
  return (
    <section class="thread-list" aria-label={t('chat.conversations')}>
      <SearchField />
      <Filters scope={scope} />
      {q ? (
        <SearchResults scope={scope} selected={selected} />
      ) : !isKnown(filter) ? (
        <Skeleton rows={8} tall />
      ) : (
        <Rows
          key={`${filter}/${tag}`}
          scope={scope}
          project={project}
          filter={filter}
          tag={tag}
          selected={selected}
        />
      )}
    </section>
  );
}

interface RowsProps {
  scope: string;
  project: Project;
  filter: Filter;
  tag: string | null;
  selected: string | null;
}

function Rows({ scope, project, filter, tag, selected }: RowsProps) {
  const list = listOf(scopeOf(scope, filter), filter, tag);
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
  useCursorFocus(cursor, list.ids, (index) => virtual.scrollToIndex(index));
  const drawn = rows.map((row) => list.ids[row.index] as string);
  const tabStop = tabStopOf(drawn, cursor, selected);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys of the rows bubble here
    <div
      class="thread-rows"
      role="presentation"
      ref={scroller}
      onKeyDown={(event) => void moveByKey(event, list.ids, () => loadToEnd(list))}
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
              <ThreadRow
                id={id}
                address={chatAddress(id)}
                selected={id === selected}
                tabStop={id === tabStop}
                scope={list.project}
              />
            </li>
          );
        })}
      </ul>
      {list.error && <LoadError error={list.error} onRetry={() => void retry(list)} />}
    </div>
  );
}

function retry(list: List): Promise<void> {
  list.error = null;
  return loadMore(list);
}

function NoRows({ project, filter, tag }: Omit<RowsProps, 'selected' | 'scope'>) {
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
    const title = isBuiltIn(filter) ? t(`chat.empty.${filter}`) : t('chat.empty.view');
    return (
      <Empty icon={inbox} title={title}>
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
