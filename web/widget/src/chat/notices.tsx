import { useState } from 'preact/hooks';
import { useSecondsUntil } from '../hub/seconds.ts';
import { emailFault } from '../hub/submit.ts';
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
      {thread?.status === 'resolved' && <p>{texts.t('resolved')}</p>}
      {mails && user?.email && <p>{texts.t('by_email', { email: user.email })}</p>}
      {mails && user && !user.email && <AskEmail texts={texts} chat={chat} />}
    </div>
  );
}

function AskEmail({ texts, chat }: { texts: WidgetTexts; chat: Conversation }) {
  const [email, setEmail] = useState('');
  const [fault, setFault] = useState('');
  const save = async (event: Event) => {
    event.preventDefault();
    if (email.trim() === '' || emailFault(email)) return setFault(texts.t('email_wrong'));
    setFault((await chat.setEmail(email.trim())) ? '' : texts.t('not_sent'));
  };
  return (
    <form class="ask field" noValidate onSubmit={save}>
      <label for="sw-ask">{texts.t('ask_email')}</label>
      <div class="ask-line">
        <input
          id="sw-ask"
          type="email"
          autocomplete="email"
          value={email}
          aria-invalid={fault ? 'true' : undefined}
          aria-describedby="sw-ask-hint"
          onInput={(event) => setEmail(event.currentTarget.value)}
        />
        <button type="submit" class="button">
          {texts.t('save')}
        </button>
      </div>
      <p id="sw-ask-hint" class="hint wrong" role="status">
        {fault}
      </p>
    </form>
  );
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
