import { useEffect, useState } from 'preact/hooks';
import { emailFault } from '../hub/email.ts';
import { useSecondsUntil } from '../hub/seconds.ts';
import { addStyles } from '../hub/styles.ts';
import type { Conversation } from '../live/conversation.ts';
import type { ChatState } from '../live/store.ts';
import type { WidgetTexts } from '../texts.ts';

interface NoticeProps {
  state: ChatState;
  texts: WidgetTexts;
  chat: Conversation;
}

/** What stands at the end of the thread: who is writing, and what happens when the user leaves. */
export function Notices({ state, texts, chat }: NoticeProps) {
  const { thread, typing, messages, user, team } = state;
  const waits = messages.at(-1)?.author.kind === 'user' && thread?.status === 'open';
  const mails = waits && team.replies_by_mail;
  const resolved = thread?.status === 'resolved';
  const Rating = usePart(
    chat,
    () => import('./rating/rating.tsx'),
    resolved && chat.core.config?.ask_for_rating,
  );
  const AskEmail = usePart(chat, () => import('./ask_email.tsx'), mails && user && !user.email);
  return (
    <div class="notices">
      <p role="status" class="typing">
        {typing && (
          <>
            <span class="dots" aria-hidden="true">
              <i />
              <i />
              <i />
            </span>
            <bdi>{texts.t('typing', { name: typing.name || texts.t('team') })}</bdi>
          </>
        )}
      </p>
      {resolved && <p>{texts.t('resolved')}</p>}
      {Rating && thread && (
        <Rating key={thread.last_seq} chat={chat} texts={texts} seq={thread.last_seq} />
      )}
      {mails && user?.email && <p>{texts.t('by_email', { email: user.email })}</p>}
      {AskEmail && <AskEmail texts={texts} chat={chat} isEmail={isEmail} />}
    </div>
  );
}

const isEmail = (text: string) => !emailFault(text);

interface Part<P> {
  default: P;
  css?: string;
}

/** A part that few conversations need, once it is here. It is fetched when it is `needed`. */
export function usePart<P>(
  chat: Conversation,
  load: () => Promise<Part<P>>,
  needed: unknown,
): P | null {
  const [part, setPart] = useState<Part<P> | null>(null);
  useEffect(() => {
    if (!needed) return;
    const take = (loaded: Part<P>) => {
      addStyles(chat.core.root, loaded.css ?? '');
      setPart(loaded);
    };
    load().then(take, () => {});
  }, [!needed]);
  return needed && part ? part.default : null;
}

/** What stands above the composer while something is in the way of sending. */
export function Banner({ state, texts }: Omit<NoticeProps, 'chat'>) {
  const seconds = useSecondsUntil(state.pausedUntil);
  const [tone, text] = bannerText(state, texts, seconds);
  return (
    <div role="status">{text && <p class={tone ? `banner ${tone}` : 'banner'}>{text}</p>}</div>
  );
}

function bannerText(state: ChatState, texts: WidgetTexts, seconds: number): [string, string] {
  if (state.access === 'expired') return ['amber', texts.t('expired')];
  if (seconds > 0) return ['', texts.t('paused', { count: seconds })];
  if (!state.offline) return ['', ''];
  return ['amber', texts.t(navigator.onLine ? 'reconnecting' : 'offline')];
}
