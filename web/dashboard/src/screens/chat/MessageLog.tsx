import arrowDown from 'icon:arrow-down';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { markRead } from '../../api/threads.ts';
import type { Thread } from '../../api/types.ts';
import { lazyPart } from '../../app/lazy.tsx';
import { dayName } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import {
  type Conversation,
  conversationTopic,
  highestSeq,
  loadAround,
  loadNewer,
  loadNewest,
  loadOlder,
  openConversation,
  type Place,
  retryLoad,
} from '../../state/conversation.ts';
import { changeThread } from '../../state/inbox.ts';
import { threadRead } from '../../state/notifications.ts';
import { presenceTopic } from '../../state/presence.ts';
import { useRatings } from '../../state/ratings.ts';
import { isWatched } from '../../state/selection.ts';
import { outgoingOf } from '../../state/sending.ts';
import { useTopics } from '../../state/topics.ts';
import { Icon } from '../../ui/Icon.tsx';
import { LoadError, Skeleton } from '../../ui/Parts.tsx';
import { useFiles } from './files/use_files.ts';
import { rowsOf } from './log_rows.ts';
import { MessageRow } from './MessageRow.tsx';
import { OutgoingRow } from './OutgoingRow.tsx';

interface Props {
  thread: Thread;
  /** The message to show first, as `SEQ` or `SEQ.NOTE`; the end without one. */
  at: string | null;
}

export function MessageLog({ thread, at }: Props) {
  useTopics(conversationTopic(thread.id), presenceTopic(thread.id), 'reset');
  const conversation = openConversation(thread.project_id, thread.id);
  if (!conversation.loaded) {
    if (!conversation.error)
      return (
        <div class="log">
          <Skeleton rows={6} tall />
        </div>
      );
    return (
      <div class="log">
        <LoadError error={conversation.error} onRetry={() => void retryLoad(conversation)} />
      </div>
    );
  }
  return <Log thread={thread} conversation={conversation} at={at} />;
}

const nearBottom = 48;
const readAgainMs = 5000;

function Log({ thread, conversation, at }: Props & { conversation: Conversation }) {
  const scroller = useRef<HTMLElement>(null);
  const { atBottom, missed, toBottom, keepPlace, letGo } = useFollow(scroller, conversation);
  useJump(scroller, conversation, at, letGo);
  useReading(thread, conversation, atBottom);
  const outgoing = outgoingOf(thread.id);
  return (
    <div class="log-frame">
      <section class="log" ref={scroller} tabIndex={0} aria-label={t('chat.log')}>
        <div class="log-column">
          {conversation.hasOlder && <Skeleton rows={2} />}
          {!conversation.hasOlder && <p class="log-start meta">{t('chat.beginning')}</p>}
          <div role="log" aria-label={t('chat.log')} aria-busy={conversation.loading !== null}>
            <Rows
              thread={thread}
              conversation={conversation}
              userRead={thread.user_read_seq}
              at={at}
              onGrown={keepPlace}
            />
            {outgoing.map((item) => (
              <OutgoingRow key={item.clientId} item={item} />
            ))}
          </div>
          {conversation.error && (
            <LoadError error={conversation.error} onRetry={() => void retryLoad(conversation)} />
          )}
        </div>
      </section>
      {conversation.hasNewer && (
        <button type="button" class="new-pill" onClick={() => void loadNewest(conversation)}>
          <Icon of={arrowDown} size={14} />
          {t('find.newest')}
        </button>
      )}
      {!conversation.hasNewer && !atBottom && missed > 0 && (
        <button type="button" class="new-pill" onClick={toBottom}>
          <Icon of={arrowDown} size={14} />
          {t('chat.new-messages', { count: missed })}
        </button>
      )}
    </div>
  );
}

const RatingLine = lazyPart(() => import('./RatingLine.tsx'));

interface RowsProps {
  thread: Thread;
  conversation: Conversation;
  userRead: number;
  at: string | null;
  onGrown: () => void;
}

function Rows({ thread, conversation, userRead, at, onGrown }: RowsProps) {
  const rows = rowsOf(conversation.items, userRead);
  const files = useFiles(rows.some(({ message }) => message.attachments.length > 0));
  const ratings = useRatings(thread.project_id, thread.id);
  const wanted = at && keyOf(placeFrom(at));
  // The rows have become higher
  useLayoutEffect(onGrown, [files]);
  return (
    <>
      {rows.map((row, place) => (
        <div
          key={keyOf(row.message)}
          id={`message-${keyOf(row.message)}`}
          class={keyOf(row.message) === wanted ? 'jumped-to' : undefined}
        >
          {row.newDay && (
            <p class="day">
              <span>{dayName(row.message.created_at)}</span>
            </p>
          )}
          <MessageRow row={row} files={files} />
          {rows[place + 1]?.message.seq !== row.message.seq &&
            ratings
              .filter(({ seq }) => seq === row.message.seq)
              .map((rating) => (
                <RatingLine key={rating.episode} rating={rating} onShown={onGrown} />
              ))}
        </div>
      ))}
    </>
  );
}

const keyOf = ({ seq, note }: Place) => `${seq}.${note}`;

function placeFrom(at: string): Place {
  const [seq, note] = at.split('.');
  return { seq: Number(seq) || 0, note: Number(note) || 0 };
}

/** Brings the wanted message into the middle, loading what stands around it if need be. */
function useJump(
  scroller: { current: HTMLElement | null },
  conversation: Conversation,
  at: string | null,
  letGo: () => void,
): void {
  useEffect(() => {
    if (!at) return;
    const place = placeFrom(at);
    let left = false;
    void loadAround(conversation, place).then(() =>
      requestAnimationFrame(() => {
        const message = document.getElementById(`message-${keyOf(place)}`);
        if (left || !message || !scroller.current) return;
        letGo();
        message.scrollIntoView({ block: 'center' });
      }),
    );
    return () => {
      left = true;
    };
  }, [conversation, at, scroller]);
}

/** Stays at the end while the reader is there; else keeps the place and counts what came. */
function useFollow(scroller: { current: HTMLElement | null }, conversation: Conversation) {
  const [atBottom, setAtBottom] = useState(true);
  const place = useRef({
    height: 0,
    firstKey: '',
    bottom: true,
    ends: conversation.ends,
    seenTo: highestSeq(conversation),
  });
  const first = conversation.items[0];
  const firstKey = first ? `${first.seq}.${first.note}` : '';
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const was = place.current;
    if (was.ends !== conversation.ends) was.bottom = true;
    was.ends = conversation.ends;
    if (was.bottom) element.scrollTop = element.scrollHeight;
    else if (was.firstKey !== firstKey) element.scrollTop += element.scrollHeight - was.height;
    if (was.bottom) was.seenTo = highestSeq(conversation);
    was.height = element.scrollHeight;
    was.firstKey = firstKey;
  });
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = () => {
      const below = element.scrollHeight - element.scrollTop - element.clientHeight;
      const bottom = below < nearBottom && !conversation.hasNewer;
      place.current.bottom = bottom;
      place.current.height = element.scrollHeight;
      if (bottom) place.current.seenTo = highestSeq(conversation);
      setAtBottom(bottom);
      if (element.scrollTop < 400) void loadOlder(conversation);
      if (below < 400) void loadNewer(conversation);
    };
    const observer = new ResizeObserver(() => {
      if (place.current.bottom) element.scrollTop = element.scrollHeight;
    });
    observer.observe(element);
    element.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      element.removeEventListener('scroll', onScroll);
    };
  }, [conversation, scroller]);
  const toBottom = () => scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
  const { seenTo } = place.current;
  const last = highestSeq(conversation);
  const missed = useMemo(
    () => conversation.items.filter((item) => item.seq > seenTo && !item.internal).length,
    [conversation, seenTo, last],
  );
  const keepPlace = () => {
    const element = scroller.current;
    if (element && place.current.bottom) element.scrollTop = element.scrollHeight;
  };
  const letGo = () => {
    place.current.bottom = false;
  };
  return {
    atBottom: atBottom && !conversation.hasNewer,
    missed,
    toBottom,
    keepPlace,
    letGo,
  };
}

/** Moves the read mark when the newest message is in sight of somebody who is looking. */
function useReading(thread: Thread, conversation: Conversation, atBottom: boolean): void {
  const last = highestSeq(conversation);
  const unread = thread.unread ?? 0;
  useEffect(() => {
    const read = () => {
      if (!atBottom || unread === 0 || last === 0 || !isWatched()) return;
      changeThread(thread.id, { unread: 0 });
      threadRead(thread.id);
      markRead(thread.project_id, thread.id, last).catch(() => {
        setTimeout(() => changeThread(thread.id, { unread }), readAgainMs);
      });
    };
    read();
    addEventListener('focus', read);
    document.addEventListener('visibilitychange', read);
    return () => {
      removeEventListener('focus', read);
      document.removeEventListener('visibilitychange', read);
    };
  }, [thread.id, thread.project_id, unread, last, atBottom]);
}
