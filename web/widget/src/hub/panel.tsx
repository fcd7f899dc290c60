import { inkOn, isHexColour } from '@seggwat/shared/contrast';
import type { ComponentType } from 'preact';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { HubView } from '../core.ts';
import type { Conversation } from '../live/conversation.ts';
import type { HubState } from './hub_state.ts';
import { Icon } from './icons.tsx';
import { Menu } from './menu.tsx';
import { keepFocusInside, lockScroll, usePhone, useVisibleHeight } from './phone.ts';

export interface ChatProps {
  hub: HubState;
  chat: Conversation;
}

interface OtherFormModule {
  prepare(root: ShadowRoot): void;
  OtherForm: ComponentType<{ hub: HubState; kind: 'review' | 'contact' }>;
}

interface FormModule {
  prepare(root: ShadowRoot): void;
  FeedbackForm: ComponentType<{ hub: HubState; kind: 'bug' | 'feature' }>;
}

export interface ChatModule {
  ChatView: ComponentType<ChatProps>;
  ChatTitle: ComponentType<ChatProps>;
  prepare(root: ShadowRoot): void;
}

/** A part that is fetched when it is wanted for the first time: itself, "failed", or nothing yet. */
type Part<T> = [part: T | null, failed: boolean, again: () => void];

function usePart<T>(load: () => Promise<T>, wanted: boolean): Part<T> {
  const [part, setPart] = useState<{ it: T } | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    if (!wanted || part || failed) return;
    load().then(
      (it) => setPart({ it }),
      () => setFailed(true),
    );
  }, [wanted, part, failed]);
  return [part?.it ?? null, failed, () => setFailed(false)];
}

/** The part with its styles in place. */
async function dressed<T extends { prepare(root: ShadowRoot): void }>(
  part: Promise<T>,
  root: ShadowRoot,
): Promise<T> {
  const loaded = await part;
  loaded.prepare(root);
  return loaded;
}

export function Panel({ hub, onClose }: { hub: HubState; onClose: () => void }) {
  const { core, texts, view } = hub;
  const panel = useRef<HTMLDivElement>(null);
  const phone = usePhone();
  const chat = usePart(() => dressed(import('../chat/main.tsx'), core.root), hub.chat !== null);
  const form = usePart(() => dressed(import('./feedback_form.tsx'), core.root), true);
  const isOther = view === 'review' || view === 'contact';
  const other = usePart(() => dressed(import('./other_form.tsx'), core.root), isOther);
  useVisibleHeight(panel, phone);
  useLayoutEffect(() => {
    lockScroll(phone);
    core.button.style.visibility = phone ? 'hidden' : '';
    return () => {
      lockScroll(false);
      core.button.style.visibility = '';
    };
  }, [core, phone]);
  const there = view === 'menu' || (view === 'chat' ? chat : isOther ? other : form)[0] !== null;
  useLayoutEffect(() => focusStart(panel.current), [view, there]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (phone && panel.current) keepFocusInside(event, panel.current);
    if (event.key !== 'Escape' || event.isComposing) return;
    event.stopPropagation();
    if (hub.canGoBack) hub.show('menu');
    else onClose();
  };
  return (
    <div
      ref={panel}
      class="panel"
      role="dialog"
      aria-modal={phone ? 'true' : undefined}
      aria-labelledby="sw-title"
      lang={texts.language}
      data-position={core.button.classList[1]}
      tabIndex={-1}
      onKeyDown={onKeyDown}
    >
      <Header hub={hub} chat={chat[0]} onClose={onClose} />
      <div class="body" key={view}>
        <Body key={hub.drafts} hub={hub} view={view} chat={chat} form={form} other={other} />
      </div>
      {view !== 'chat' && <PoweredBy hub={hub} />}
    </div>
  );
}

/** Focus goes to what the user came for; on a phone that would raise the keyboard over it. */
function focusStart(panel: HTMLElement | null): void {
  const target = panel?.querySelector<HTMLElement>('[data-autofocus]') ?? panel;
  target?.focus({ preventScroll: true });
}

function Header({
  hub,
  chat,
  onClose,
}: {
  hub: HubState;
  chat: ChatModule | null;
  onClose: () => void;
}) {
  const { texts, view, core } = hub;
  const header = useRef<HTMLElement>(null);
  const colour = [core.chosen.headerColor, core.config?.appearance.header_color].find(isHexColour);
  useLayoutEffect(() => {
    const { style } = header.current as HTMLElement;
    style.setProperty('--head', colour ?? '');
    style.setProperty('--on-head', colour ? inkOn(colour) : '');
  }, [colour]);
  return (
    <header ref={header} class={colour ? 'head painted' : 'head'}>
      {hub.canGoBack && (
        <button
          type="button"
          class="round"
          aria-label={texts.t('back')}
          title={texts.t('back')}
          onClick={() => hub.show('menu')}
        >
          <Icon name="back" flip />
        </button>
      )}
      <div class="heading">
        <h2 id="sw-title">{texts.t(view === 'menu' ? 'title' : view)}</h2>
        {view === 'chat' && chat && hub.chat && <chat.ChatTitle hub={hub} chat={hub.chat} />}
      </div>
      {view === 'chat' && hub.chat && <SoundSwitch hub={hub} chat={hub.chat} />}
      <button
        type="button"
        class="round"
        aria-label={texts.t('close')}
        title={texts.t('close')}
        onClick={onClose}
      >
        <Icon name="close" />
      </button>
    </header>
  );
}

function SoundSwitch({ hub, chat }: ChatProps) {
  const [, redraw] = useState(0);
  useEffect(() => chat.store.subscribe(() => redraw((count) => count + 1)), [chat]);
  const { sound } = chat.store.state;
  const name = hub.texts.t(sound ? 'sound_off' : 'sound_on');
  return (
    <button
      type="button"
      class="round"
      aria-label={name}
      title={name}
      onClick={() => chat.setSound(!sound)}
    >
      <Icon name={sound ? 'sound' : 'mute'} />
    </button>
  );
}

interface BodyProps {
  hub: HubState;
  view: HubView;
  chat: Part<ChatModule>;
  form: Part<FormModule>;
  other: Part<OtherFormModule>;
}

function Body({ hub, view, chat, form, other }: BodyProps) {
  const { texts, core } = hub;
  const broken = (onRetry: () => void) => (
    <Broken text={texts.t('broken')} button={texts.t('again')} onRetry={onRetry} />
  );
  if (hub.broken) {
    return broken(async () => {
      hub.broken = !(await core.loadConfig());
      hub.start(null);
      hub.redraw();
    });
  }
  if (view === 'menu') return <Menu hub={hub} />;
  if (view === 'review' || view === 'contact') {
    const [otherForm, failed, again] = other;
    if (failed) return broken(again);
    return otherForm ? <otherForm.OtherForm hub={hub} kind={view} /> : <Loading />;
  }
  const [part, failed, again] = view === 'chat' ? chat : form;
  if (failed) return broken(again);
  if (part && 'FeedbackForm' in part && view !== 'chat') {
    return <part.FeedbackForm hub={hub} kind={view} />;
  }
  if (part && 'ChatView' in part && hub.chat) {
    return <part.ChatView hub={hub} chat={hub.chat} key={hub.chat.sub} />;
  }
  return <Loading />;
}

function Loading() {
  return <div class="grow" aria-busy="true" />;
}

export function Broken(props: { text: string; button: string; onRetry: () => void }) {
  return (
    <div class="empty" role="alert">
      <span class="badge soft">
        <Icon name="alert" />
      </span>
      <p>{props.text}</p>
      <button type="button" class="button" data-autofocus onClick={props.onRetry}>
        {props.button}
      </button>
    </div>
  );
}

function PoweredBy({ hub }: { hub: HubState }) {
  const { core, texts } = hub;
  const project = core.config?.appearance.show_powered_by ?? true;
  const shown = core.data.showPoweredBy ? core.data.showPoweredBy !== 'false' : project;
  return shown ? <footer class="powered">{texts.t('powered')}</footer> : null;
}
