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
import { Banner, usePart } from './notices.tsx';
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

/** What the office hours and the team's figures say now, for projects that have either. */
function useHours({ hub, chat }: ChatProps) {
  const [, redraw] = useState({});
  const { config } = hub.core;
  const part = usePart(
    chat,
    () => import('./hours.ts'),
    config?.office_hours?.enabled || config?.reply_minutes,
  );
  const now = part?.(hub);
  const wait = now?.wait ?? 0;
  useEffect(() => {
    const timer = wait > 0 && setTimeout(redraw, wait, {});
    return () => clearTimeout(timer || undefined);
  }, [wait > 0, now?.closed]);
  return now;
}

/** Why an answer may take longer, when it may. */
function awayText(hub: HubState, state: ChatState, closed: boolean): string | null {
  if (!closed && state.team.online) return null;
  const own = hub.core.config?.texts?.away?.trim();
  return own || (closed ? hub.texts.t('closed_hours') : null);
}

export function ChatTitle({ hub, chat }: ChatProps) {
  const hours = useHours({ hub, chat });
  const { team } = useChat(chat);
  const { texts } = hub;
  const online = team.online && !hours?.closed;
  const known = texts.t(online ? 'online' : 'away');
  return (
    <div class="presence">
      {team.members.length > 0 && (
        <span class="faces">
          {team.members.slice(0, hours?.text ? 1 : 3).map(({ name }) => (
            <Avatar key={name} name={name} />
          ))}
        </span>
      )}
      <span
        class={online ? 'lamp on' : 'lamp'}
        {...(hours?.text ? { role: 'img', 'aria-label': known } : { 'aria-hidden': 'true' })}
      />
      <span class="presence-text">{hours?.text ?? known}</span>
    </div>
  );
}

export function ChatView({ hub, chat }: ChatProps) {
  const state = useChat(chat);
  const { texts } = hub;
  useEffect(() => void chat.open(), [chat]);
  const waiting = state.phase === 'idle' || state.phase === 'loading';
  const slow = useSlow(waiting);
  const away = awayText(hub, state, useHours({ hub, chat })?.closed === true);
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
