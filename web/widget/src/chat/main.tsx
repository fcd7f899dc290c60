import { useEffect, useState } from 'preact/hooks';
import forms from '../hub/forms.css';
import type { HubState } from '../hub/hub_state.ts';
import { Broken, type ChatProps } from '../hub/panel.tsx';
import { addStyles } from '../hub/styles.ts';
import type { Conversation } from '../live/conversation.ts';
import type { ChatState } from '../live/store.ts';
import { Avatar } from './avatar.tsx';
import css from './chat.css';
import { Composer } from './composer.tsx';
import messages from './messages.css';
import { Banner } from './notices.tsx';
import { Thread } from './thread.tsx';

export function prepare(root: ShadowRoot): void {
  addStyles(root, forms);
  addStyles(root, messages + css);
}

function useChat(chat: Conversation): ChatState {
  const [state, setState] = useState(chat.store.state);
  useEffect(() => {
    const follow = () => setState(chat.store.state);
    follow();
    return chat.store.subscribe(follow);
  }, [chat]);
  return state;
}

/** A skeleton comes only when the wait is long enough to be noticed. */
function useSlow(waiting: boolean): boolean {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (!waiting) return;
    const timer = setTimeout(() => setSlow(true), 150);
    return () => clearTimeout(timer);
  }, [waiting]);
  return slow && waiting;
}

/** What the project says at the top of an unbegun or short thread. */
function greetingOf(hub: HubState): string | null {
  return hub.core.config?.texts?.greeting?.trim() || null;
}

/** Until when the team is away by its office hours; null while it is there. They change while the page stands open. */
function useAway(hub: HubState): { until: Date | null } | null {
  const [, redraw] = useState({});
  const { enabled, open_now, next_close, next_open } = hub.core.config?.office_hours ?? {};
  const close = Date.parse(next_close ?? '');
  const open = Date.parse(next_open ?? '');
  const now = Date.now();
  const wait = (now < close ? close : open) - now;
  useEffect(() => {
    if (!(wait > 0 && wait < 1e9)) return;
    const timer = setTimeout(redraw, wait, {});
    return () => clearTimeout(timer);
  }, [now < close, now < open]);
  if (!enabled || now >= open || (open_now && !(now >= close))) return null;
  return { until: next_open ? new Date(open) : null };
}

/** A week day tells which day is meant for less than a week. */
function whenParts(at: Date): Intl.DateTimeFormatOptions {
  const soon = at.getTime() - Date.now() < 5e8;
  return {
    ...(soon ? { weekday: 'long' } : { day: 'numeric', month: 'long' }),
    hour: 'numeric',
    minute: '2-digit',
  };
}

/** "Usually replies within 1 hour", when the team's figures say so. */
function usualText(hub: HubState): string | null {
  const minutes = hub.core.config?.reply_minutes;
  if (!minutes) return null;
  const [count, unit]: [number, string] =
    minutes < 60
      ? [minutes, 'minute']
      : minutes < 1440
        ? [minutes / 60, 'hour']
        : [minutes / 1440, 'day'];
  const format = new Intl.NumberFormat(hub.texts.locale, {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  });
  return hub.texts.t('usually', { time: format.format(count) });
}

/** Why an answer may take longer, when it may. */
function awayText(hub: HubState, state: ChatState, closed: boolean): string | null {
  if (!closed && state.team.online) return null;
  const own = hub.core.config?.texts?.away?.trim();
  return own || (closed ? hub.texts.t('closed_hours') : null);
}

export function ChatTitle({ hub, chat }: ChatProps) {
  const { team } = useChat(chat);
  const { texts } = hub;
  const away = useAway(hub);
  const online = team.online && !away;
  const text = away?.until
    ? texts.t('away_until', { when: texts.format(away.until, whenParts(away.until)) })
    : [online && texts.t('online'), !away && usualText(hub)].filter(Boolean).join(' · ') ||
      texts.t('away');
  return (
    <div class="presence">
      {team.members.length > 0 && (
        <span class="faces">
          {team.members.slice(0, 3).map(({ name }) => (
            <Avatar key={name} name={name} />
          ))}
        </span>
      )}
      <span class={online ? 'lamp on' : 'lamp'} aria-hidden="true" />
      <span class="presence-text">{text}</span>
    </div>
  );
}

export function ChatView({ hub, chat }: ChatProps) {
  const state = useChat(chat);
  const { texts } = hub;
  useEffect(() => void chat.open(), [chat]);
  const waiting = state.phase === 'idle' || state.phase === 'loading';
  const slow = useSlow(waiting);
  const away = awayText(hub, state, useAway(hub) !== null);
  return (
    <>
      {state.phase === 'ready' ? (
        <Thread chat={chat} state={state} texts={texts} greeting={greetingOf(hub)} />
      ) : waiting ? (
        <Skeleton shown={slow} />
      ) : (
        <Broken
          text={texts.t('load_failed')}
          button={texts.t('again')}
          onRetry={() => void chat.open()}
        />
      )}
      <div class="bottom">
        {away && state.phase === 'ready' && state.access === 'ok' && <p class="banner">{away}</p>}
        <Banner state={state} texts={texts} />
        <Composer chat={chat} texts={texts} limits={state.limits} />
      </div>
    </>
  );
}

function Skeleton({ shown }: { shown: boolean }) {
  return (
    <div class="thread skeleton" aria-busy="true">
      {shown && [55, 70, 40].map((width) => <i key={width} style={{ width: `${width}%` }} />)}
    </div>
  );
}
