import searchX from 'icon:search-x';
import { useEffect, useRef } from 'preact/hooks';
import type { Match } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { endSearch, type Found, more, searchFor, useFound } from '../../state/search.ts';
import { Empty, LoadError, Skeleton } from '../../ui/Parts.tsx';
import { useVirtual } from '../../ui/use_virtual.ts';
import { chatAddress, useChatView } from './chat_view.ts';
import { moveByKey, rowHeight, useCursorFocus } from './list_keys.ts';
import { tabStopOf } from './list_scroll.ts';
import { ThreadRow } from './ThreadRow.tsx';

const pauseMs = 180;

/** Where a hit stands, as addresses name it. */
export const placeOfMatch = ({ seq, note }: Match): string => (note ? `${seq}.${note}` : `${seq}`);

/** What the search has found, by the newest hit; each row leads to its message. */
export function SearchResults({ scope, selected }: { scope: string; selected: string | null }) {
  const { q, within } = useChatView();
  const found = useFound();
  const wanted = q.trim();
  useEffect(() => {
    const timer = setTimeout(() => searchFor(scope, wanted, within), pauseMs);
    return () => clearTimeout(timer);
  }, [scope, wanted, within]);
  useEffect(() => endSearch, []);
  if (!wanted) return <div class="thread-rows" />;
  if (found?.error && found.rows.length === 0)
    return <LoadError error={found.error} onRetry={() => void more()} />;
  if (!found?.loaded) return <Skeleton rows={8} tall />;
  if (found.rows.length === 0 && found.complete) return <NothingFound q={wanted} />;
  return <Rows found={found} scope={scope} selected={selected} />;
}

function NothingFound({ q }: { q: string }) {
  return (
    <div role="status">
      <Empty icon={searchX} title={t('find.none')}>
        <p dir="auto">{t('find.none-text', { q })}</p>
      </Empty>
    </div>
  );
}

interface RowsProps {
  found: Found;
  scope: string;
  selected: string | null;
}

function Rows({ found, scope, selected }: RowsProps) {
  const { cursor } = useChatView();
  const scroller = useRef<HTMLDivElement>(null);
  const ids = found.rows.map((row) => row.id);
  const virtual = useVirtual(ids.length, rowHeight, scroller);
  const shown = virtual.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (!found.error && lastShown > ids.length - 10) void more();
  }, [found, lastShown, ids.length]);
  useCursorFocus(cursor, ids, (index) => virtual.scrollToIndex(index));
  const drawn = shown.map(({ index }) => ids[index] as string);
  const tabStop = tabStopOf(drawn, cursor, selected);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrow keys of the rows bubble here
    <div
      class="thread-rows"
      role="presentation"
      ref={scroller}
      onKeyDown={(event) => void moveByKey(event, ids)}
    >
      <p class="sr-only" role="status">
        {t('find.count', { count: ids.length })}
      </p>
      <ul aria-label={t('find.results')} style={{ height: `${virtual.getTotalSize()}px` }}>
        {shown.map(({ index, start }) => {
          const { id, match } = found.rows[index] as Found['rows'][number];
          return (
            <li
              key={id}
              style={{ transform: `translateY(${start}px)`, height: `${rowHeight}px` }}
              aria-setsize={found.complete ? ids.length : -1}
              aria-posinset={index + 1}
            >
              <ThreadRow
                id={id}
                address={chatAddress(id, placeOfMatch(match))}
                match={match}
                selected={id === selected}
                tabStop={id === tabStop}
                scope={scope}
              />
            </li>
          );
        })}
      </ul>
      {found.error && <LoadError error={found.error} onRetry={() => void more()} />}
    </div>
  );
}
