import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { emailFault } from './email.ts';
import { explain, over, prepare as prepareForms, Thanks } from './feedback_form.tsx';
import type { HubState } from './hub_state.ts';
import { Icon } from './icons.tsx';
import css from './other_form.css';
import { useSecondsUntil } from './seconds.ts';
import { addStyles } from './styles.ts';
import { COOL_DOWN_MS, messageFault, pageFacts, submit } from './submit.ts';

type Kind = 'review' | 'contact';
type Name = 'stars' | 'name' | 'email' | 'message';
type Faults = Partial<Record<Name, string>>;

export function prepare(root: ShadowRoot): void {
  prepareForms(root);
  addStyles(root, css);
}

/** A review with stars, or a message with a name and an address. */
export function OtherForm({ hub, kind }: { hub: HubState; kind: Kind }) {
  const [, redraw] = useState(0);
  const draft = hub.drafts[kind];
  const turn = (sent: boolean) => {
    draft.sent = sent;
    redraw((count) => count + 1);
  };
  if (draft.sent) return <Thanks hub={hub} kind={kind} onAgain={() => turn(false)} />;
  const onDone = () => {
    draft.message = '';
    draft.stars = 0;
    turn(true);
  };
  return <Fields hub={hub} kind={kind} onDone={onDone} />;
}

function faultsOf(hub: HubState, kind: Kind): Faults {
  const { texts } = hub;
  const draft = hub.drafts[kind];
  const faults: Faults = {};
  if (kind === 'review' && draft.stars === 0) faults.stars = texts.t('stars_missing');
  if (kind === 'contact' && draft.name.trim() === '') faults.name = texts.t('name_missing');
  const email = draft.email ?? '';
  if (kind === 'contact' && (email.trim() === '' || emailFault(email)))
    faults.email = texts.t('email_wrong');
  const may_be_empty = kind === 'review' && draft.message.trim() === '';
  const wrong = may_be_empty ? null : messageFault(draft.message);
  if (wrong === 'short') faults.message = texts.t('short');
  if (wrong === 'over') faults.message = over(hub, draft.message);
  return faults;
}

function sendForm(hub: HubState, kind: Kind) {
  const { core, drafts } = hub;
  const { name, email, message, stars } = drafts[kind];
  const text = message.trim();
  if (kind === 'contact') {
    const who = { name: name.trim(), email: (email ?? '').trim() };
    return submit(core, '/contact/submit', { ...pageFacts(core), ...who, message: text });
  }
  return submit(core, '/ratings', {
    rating: { type: 'star', value: stars, max_stars: 5 },
    context: pageFacts(core),
    ...(text && { comment: text }),
  });
}

function Fields({ hub, kind, onDone }: { hub: HubState; kind: Kind; onDone: () => void }) {
  const { texts, core } = hub;
  const draft = hub.drafts[kind];
  draft.email ??= core.user?.email ?? '';
  const form = useRef<HTMLFormElement>(null);
  const [faults, setFaults] = useState<Faults>({});
  const [failure, setFailure] = useState('');
  const [busy, setBusy] = useState(false);
  const [until, setUntil] = useState(hub.lastSent + COOL_DOWN_MS);
  const seconds = useSecondsUntil(until);
  const change = (name: Name, value: string | number) => {
    Object.assign(draft, { [name]: value });
    setFaults({ ...faults, [name]: undefined });
  };
  const onSubmit = async (event: Event) => {
    event.preventDefault();
    if (busy || seconds > 0) return;
    const wrong = faultsOf(hub, kind);
    setFaults(wrong);
    setFailure('');
    const [first] = Object.keys(wrong);
    if (first) return form.current?.querySelector<HTMLElement>(`[name=${first}]`)?.focus();
    setBusy(true);
    const refused = await sendForm(hub, kind);
    setBusy(false);
    if (refused) {
      setUntil(Date.now() + refused.waitMs);
      setFailure(explain(hub, refused));
      return;
    }
    hub.lastSent = Date.now();
    onDone();
  };
  const field = (name: 'name' | 'email', label: string, hint = '') => (
    <TextField
      name={name}
      label={label}
      hint={faults[name] ?? hint}
      wrong={faults[name] !== undefined}
      value={draft[name] ?? ''}
      first={name === 'name'}
      onValue={(value) => change(name, value)}
    />
  );
  return (
    <form ref={form} class="form" noValidate onSubmit={onSubmit}>
      <div class="fields">
        {kind === 'review' && (
          <Stars
            hub={hub}
            value={draft.stars}
            fault={faults.stars}
            onValue={(stars) => change('stars', stars)}
          />
        )}
        {kind === 'contact' && field('name', texts.t('name'))}
        {kind === 'contact' && field('email', texts.t('email_needed'), texts.t('email_answer'))}
        <TextField
          name="message"
          label={texts.t(kind === 'review' ? 'review_hint' : 'contact_label')}
          placeholder={kind === 'contact' ? texts.t('contact_hint') : ''}
          hint={faults.message ?? ''}
          wrong={faults.message !== undefined}
          value={draft.message}
          rows={4}
          onValue={(value) => change('message', value)}
        />
      </div>
      <div class="foot">
        <p class={failure ? 'notice wrong' : 'notice'} role="status">
          {seconds > 0 ? texts.t('wait', { count: seconds }) : failure}
        </p>
        <button type="submit" class="button main" disabled={busy || seconds > 0}>
          {texts.t(busy ? 'sending' : 'send')}
        </button>
      </div>
    </form>
  );
}

interface TextFieldProps {
  name: 'name' | 'email' | 'message';
  label: string;
  hint: string;
  wrong: boolean;
  value: string;
  placeholder?: string;
  first?: boolean;
  rows?: number;
  onValue: (value: string) => void;
}

function TextField({
  name,
  label,
  hint,
  wrong,
  value,
  placeholder,
  first,
  rows,
  onValue,
}: TextFieldProps) {
  const id = useId();
  const shared = {
    id,
    name,
    placeholder,
    value,
    dir: 'auto' as const,
    'data-autofocus': first || undefined,
    'aria-invalid': wrong ? ('true' as const) : undefined,
    'aria-describedby': `${id}h`,
    onInput: (event: Event) => onValue((event.currentTarget as HTMLInputElement).value),
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {rows ? <textarea {...shared} rows={rows} /> : <Input {...shared} email={name === 'email'} />}
      <p id={`${id}h`} class={wrong ? 'hint wrong' : 'hint'}>
        {hint}
      </p>
    </div>
  );
}

function Input({ email, ...shared }: { email: boolean } & Record<string, unknown>) {
  if (email) return <input {...shared} type="email" autocomplete="email" />;
  return <input {...shared} type="text" autocomplete="name" />;
}

interface StarsProps {
  hub: HubState;
  value: number;
  fault: string | undefined;
  onValue: (stars: number) => void;
}

/** Radio buttons: the arrow keys choose, nothing is sent before the form is. */
function Stars({ hub, value, fault, onValue }: StarsProps) {
  const id = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  const [hover, setHover] = useState(0);
  useLayoutEffect(() => {
    if (value) return;
    for (const one of group.current?.querySelectorAll('input') ?? []) one.checked = false;
  }, [value]);
  return (
    <fieldset
      ref={group}
      class="stars"
      aria-describedby={fault ? id : undefined}
      onPointerLeave={() => setHover(0)}
    >
      <legend>{hub.texts.t('review_label')}</legend>
      {[1, 2, 3, 4, 5].map((stars) => (
        <label
          key={stars}
          class={stars <= (hover || value) ? 'star on' : 'star'}
          onPointerEnter={() => setHover(stars)}
        >
          <input
            type="radio"
            name="stars"
            value={stars}
            checked={stars === value}
            aria-label={hub.texts.t('stars', { count: stars })}
            data-autofocus={stars === (value || 1) || undefined}
            onChange={() => onValue(stars)}
          />
          <Icon name="star" />
        </label>
      ))}
      <p id={id} class="hint wrong">
        {fault}
      </p>
    </fieldset>
  );
}
