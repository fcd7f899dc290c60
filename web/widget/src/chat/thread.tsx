import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from '../hub/icons.tsx';
import type { Conversation } from '../live/conversation.ts';
import type { ChatState } from '../live/store.ts';
import type { WidgetTexts } from '../texts.ts';
import { Body, Bubble } from './bubble.tsx';
import { Notices } from './notices.tsx';
import { buildRows, type Row } from './rows.ts';
import { useUnsendable } from './unsend.tsx';
import { useFiles } from './use_files.ts';

const NEAR_PX = 48;

interface ThreadProps {
  chat: Conversation;
  state: ChatState;
  texts: WidgetTexts;
  greeting: string | null;
}

/** Midnight moves "today" to "yesterday": the start of the current local day. */
function useToday(): number {
  const [today, setToday] = useState(() => new Date().setHours(0, 0, 0, 0));
  useEffect(() => {
    const midnight = new Date(today);
    midnight.setDate(midnight.getDate() + 1);
    const wait = Math.max(1_000, midnight.getTime() - Date.now());
    const timer = setTimeout(() => setToday(new Date().setHours(0, 0, 0, 0)), wait + 50);
    return () => clearTimeout(timer);
  }, [today]);
  return today;
}

/**
 * Keeps the reader's place: at the end it follows what comes, further up it stays put, and history
 * that is put in above moves nothing.
 */
function usePlace(rows: Row[], chat: Conversation, files: unknown) {
  const box = useRef<HTMLDivElement>(null);
  const place = useRef({ end: true, fromEnd: 0, firstKey: '', lastKey: '', top: 0 });
  const [missed, setMissed] = useState(0);
  const firstKey = rows[0]?.key ?? '';
  const lastRow = rows.at(-1);

  const fromEndOf = (element: HTMLElement) =>
    element.scrollHeight - element.scrollTop - element.clientHeight;
  // The event of a scroll comes with the next frame; what is drawn before must know of it already.
  const follows = (element: HTMLElement) => {
    const { end, top } = place.current;
    return end && (element.scrollTop >= top - 1 || fromEndOf(element) <= NEAR_PX);
  };
  const look = () => {
    const element = box.current;
    if (!element) return;
    const fromEnd = fromEndOf(element);
    place.current.end = fromEnd <= NEAR_PX;
    place.current.fromEnd = fromEnd;
    place.current.top = element.scrollTop;
    chat.reader.setReading(place.current.end);
    if (place.current.end) setMissed(0);
    if (element.scrollTop < 200) void chat.loadOlder();
  };
  const toEnd = () => {
    const element = box.current;
    if (!element) return;
    element.scrollTop = element.scrollHeight;
    look();
  };
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const last = place.current;
    last.end = follows(element);
    const newer = lastRow !== undefined && last.lastKey !== '' && lastRow.key !== last.lastKey;
    const older = last.firstKey !== '' && firstKey !== last.firstKey;
    if (last.end || (newer && lastRow?.own)) element.scrollTop = element.scrollHeight;
    else if (older) {
      element.scrollTop = element.scrollHeight - element.clientHeight - last.fromEnd;
    } else if (newer) {
      const from = rows.findIndex((row) => row.key === last.lastKey);
      setMissed((count) => count + rows.slice(from + 1).filter((row) => !row.own).length);
    }
    last.firstKey = firstKey;
    last.lastKey = lastRow?.key ?? '';
    last.fromEnd = fromEndOf(element);
    last.top = element.scrollTop;
    if (last.end) chat.reader.setReading(true);
  }, [rows, files]);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const watch = new ResizeObserver(() => {
      if (follows(element)) element.scrollTop = element.scrollHeight;
      place.current.top = element.scrollTop;
    });
    watch.observe(element);
    return () => watch.disconnect();
  }, [chat]);
  // A layout effect ends with the view; any other ends some time later, and what comes in between would count as read.
  useLayoutEffect(() => () => chat.reader.setReading(false), [chat]);
  return { box, missed, look, toEnd };
}

export function Thread({ chat, state, texts, greeting }: ThreadProps) {
  const today = useToday();
  const rows = useRows(state);
  const files = useFiles(
    chat,
    rows.some((row) => row.files[0]),
  );
  const { box, missed, look, toEnd } = usePlace(rows, chat, files);
  // History is drawn before the region goes live, so that only news is read out.
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  const unsendable = useUnsendable(state.messages);
  const lastOwn = rows.findLast((row) => row.own && row.message);
  const read = state.thread?.team_read_seq ?? 0;
  const stateOf = (row: Row) =>
    row !== lastOwn ? null : (row.message?.seq ?? 0) <= read ? 'seen' : 'sent';
  return (
    <div class="thread">
      <div
        class="scroll"
        ref={box}
        onScroll={look}
        tabIndex={0}
        aria-label={texts.t('thread')}
        role="group"
      >
        <div class="fill" />
        <div class="top">
          {state.hasMore ? (
            <button type="button" class="link" onClick={() => void chat.loadOlder()}>
              {texts.t(state.loadingOlder ? 'older_loading' : 'older')}
            </button>
          ) : (
            <Welcome rows={rows} texts={texts} greeting={greeting} />
          )}
        </div>
        <div
          class="log"
          role="log"
          aria-label={texts.t('thread')}
          aria-live={live ? 'polite' : 'off'}
          aria-relevant="additions"
          aria-busy={state.loadingOlder ? 'true' : 'false'}
        >
          {rows.map((row) => (
            <Bubble
              key={row.key}
              row={row}
              texts={texts}
              state={stateOf(row)}
              now={today}
              unsendable={unsendable(row.message)}
              onUnsend={(message) => chat.unsend(message)}
              chat={chat}
              files={files}
              onRetry={(id) => chat.retry(id)}
              onDiscard={(id) => chat.discard(id)}
            />
          ))}
        </div>
        <Notices state={state} texts={texts} chat={chat} />
      </div>
      {missed > 0 && (
        <button type="button" class="pill" onClick={toEnd}>
          <Icon name="down" />
          {texts.t('new', { count: missed })}
        </button>
      )}
    </div>
  );
}

function useRows({ messages, outbox }: ChatState): Row[] {
  const kept = useRef<{ messages: unknown; outbox: unknown; rows: Row[] } | null>(null);
  if (kept.current?.messages !== messages || kept.current.outbox !== outbox) {
    kept.current = { messages, outbox, rows: buildRows(messages, outbox) };
  }
  return kept.current.rows;
}

function Welcome({
  rows,
  texts,
  greeting,
}: {
  rows: Row[];
  texts: WidgetTexts;
  greeting: string | null;
}) {
  if (greeting) {
    return (
      <div class="greeting">
        <Body text={greeting} />
      </div>
    );
  }
  if (rows.length > 0) return null;
  return (
    <div class="welcome">
      <span class="badge">
        <Icon name="chat" />
      </span>
      <strong>{texts.t('empty')}</strong>
      <span>{texts.t('empty_line')}</span>
    </div>
  );
}
