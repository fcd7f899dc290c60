import { useState } from 'preact/hooks';
import type { Conversation } from '../live/conversation.ts';
import type { WidgetTexts } from '../texts.ts';

interface Props {
  texts: WidgetTexts;
  chat: Conversation;
  isEmail: (text: string) => boolean;
}

/** Where the reply shall go when the user has left. */
export default function AskEmail({ texts, chat, isEmail }: Props) {
  const [email, setEmail] = useState('');
  const [fault, setFault] = useState('');
  const save = async (event: Event) => {
    event.preventDefault();
    if (email.trim() === '' || !isEmail(email)) return setFault(texts.t('email_wrong'));
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
