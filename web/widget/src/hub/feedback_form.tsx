import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../core.ts';
import { emailFault } from './email.ts';
import forms from './forms.css';
import type { FormKind, HubState } from './hub_state.ts';
import { Icon } from './icons.tsx';
import { useSecondsUntil } from './seconds.ts';
import { addStyles } from './styles.ts';
import { COOL_DOWN_MS, MAX_MESSAGE, messageFault, submitFeedback } from './submit.ts';

type Fault = { message?: string; email?: string; form?: string };

export function prepare(root: ShadowRoot): void {
  addStyles(root, forms);
}

type PlainKind = 'bug' | 'feature';

export function FeedbackForm({ hub, kind }: { hub: HubState; kind: PlainKind }) {
  const [, redraw] = useState({});
  const draft = hub.drafts[kind];
  const turn = (sent: boolean) => {
    draft.sent = sent;
    redraw({});
  };
  if (draft.sent) return <Thanks hub={hub} kind={kind} onAgain={() => turn(false)} />;
  const done = () => {
    draft.message = '';
    turn(true);
  };
  return <Fields hub={hub} kind={kind} onDone={done} />;
}

function useSubmit(hub: HubState, kind: PlainKind, onDone: () => void) {
  const [fault, setFault] = useState<Fault>({});
  const [busy, setBusy] = useState(false);
  const [until, setUntil] = useState(hub.lastSent + COOL_DOWN_MS);
  const { texts } = hub;
  const submit = async (message: string, email: string): Promise<string | null> => {
    const wrong: Fault = {};
    const length = messageFault(message);
    if (length) wrong.message = length === 'short' ? texts.t('short') : over(hub, message);
    if (emailFault(email)) wrong.email = texts.t('email_wrong');
    setFault(wrong);
    const [first] = Object.keys(wrong);
    if (first) return first;
    setBusy(true);
    const failure = await submitFeedback(hub.core, kind, message, email);
    setBusy(false);
    if (failure) {
      setUntil(Date.now() + failure.waitMs);
      setFault({ form: explain(hub, failure) });
    } else {
      hub.lastSent = Date.now();
      onDone();
    }
    return null;
  };
  /** What is being corrected is not wrong any more. */
  const forgive = (field: keyof Fault) => setFault({ ...fault, [field]: undefined });
  return { fault, busy, until, submit, forgive };
}

export function over(hub: HubState, message: string): string {
  return hub.texts.t('over', { count: [...message.trim()].length - MAX_MESSAGE });
}

export function explain(hub: HubState, failure: Failure): string {
  if (failure.kind === 'wait') return '';
  return hub.texts.t(failure.kind === 'forbidden' ? 'forbidden' : 'failed');
}

function Fields({ hub, kind, onDone }: { hub: HubState; kind: PlainKind; onDone: () => void }) {
  const { texts } = hub;
  const draft = hub.drafts[kind];
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [message, setMessage] = useState(draft.message);
  const [email, setEmail] = useState(draft.email ?? hub.core.user?.email ?? '');
  const { fault, busy, until, submit, forgive } = useSubmit(hub, kind, onDone);
  const seconds = useSecondsUntil(until);
  const shot = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    draft.message = message;
    draft.email = email;
    // Drawn by a part of its own, which most pages never load.
    if (hub.core.hasShots()) {
      import('../shot/shot.tsx').then(({ draw }) => draw(hub.core, shot.current)).catch(() => {});
    }
  });
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    if (busy || seconds > 0) return;
    const wrong = await submit(message, email);
    form.current?.querySelector<HTMLElement>(`[name=${wrong}]`)?.focus();
  };
  const left = MAX_MESSAGE - [...message.trim()].length;
  return (
    <form ref={form} class="form" noValidate onSubmit={onSubmit}>
      <div class="fields">
        <div class="field">
          <label for={`${id}m`}>{texts.t(`${kind}_label`)}</label>
          <textarea
            id={`${id}m`}
            name="message"
            data-autofocus
            dir="auto"
            rows={6}
            placeholder={texts.t(`${kind}_hint`)}
            value={message}
            aria-invalid={!!fault.message}
            aria-describedby={`${id}mh`}
            onInput={(event) => {
              setMessage(event.currentTarget.value);
              forgive('message');
            }}
          />
          <p id={`${id}mh`} class={fault.message || left < 0 ? 'hint wrong' : 'hint'}>
            {fault.message ??
              (left < 0 ? over(hub, message) : left <= 100 ? texts.t('left', { count: left }) : '')}
          </p>
        </div>
        <div ref={shot} />
        <div class="field">
          <label for={`${id}e`}>{texts.t('email')}</label>
          <input
            id={`${id}e`}
            name="email"
            type="email"
            autocomplete="email"
            dir="auto"
            value={email}
            aria-invalid={!!fault.email}
            aria-describedby={`${id}eh`}
            onInput={(event) => {
              setEmail(event.currentTarget.value);
              forgive('email');
            }}
          />
          <p id={`${id}eh`} class={fault.email ? 'hint wrong' : 'hint'}>
            {fault.email ?? texts.t('email_hint')}
          </p>
        </div>
      </div>
      <div class="foot">
        <p class={fault.form ? 'notice wrong' : 'notice'} role="status">
          {seconds > 0 ? texts.t('wait', { count: seconds }) : fault.form}
        </p>
        <button type="submit" class="button main" disabled={busy || seconds > 0}>
          {texts.t(busy ? 'sending' : 'send')}
        </button>
      </div>
    </form>
  );
}

export function Thanks({
  hub,
  kind,
  onAgain,
}: {
  hub: HubState;
  kind: FormKind;
  onAgain: () => void;
}) {
  const { texts } = hub;
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  return (
    <div class="empty">
      <span class="badge good">
        <Icon name="check" />
      </span>
      <h3 ref={title} tabIndex={-1}>
        {texts.t('thanks')}
      </h3>
      <p role="status">{texts.t(`thanks_${kind}`)}</p>
      <button type="button" class="button" onClick={onAgain}>
        {texts.t('another')}
      </button>
    </div>
  );
}
