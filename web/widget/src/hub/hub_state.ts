import type { Core, HubView } from '../core.ts';
import type { Conversation } from '../live/conversation.ts';
import type { WidgetTexts } from '../texts.ts';

export type FormKind = 'bug' | 'feature' | 'review' | 'contact';

/** What a form holds while the panel is closed or another view is shown. */
export interface FormDraft {
  message: string;
  email: string | null;
  /** Of the contact form. */
  name: string;
  /** Of a review; 0 while nothing is chosen. */
  stars: number;
  sent: boolean;
}

export interface Module {
  view: Exclude<HubView, 'menu'>;
  icon: 'chat' | 'bug' | 'feature' | 'star' | 'mail';
}

function emptyDrafts(): Record<FormKind, FormDraft> {
  const draft = { message: '', email: null, name: '', stars: 0, sent: false };
  return { bug: { ...draft }, feature: { ...draft }, review: { ...draft }, contact: draft };
}

/** The panel's state; the components draw it and are told when it changes. */
export class HubState {
  view: HubView = 'menu';
  open = false;
  broken = false;
  /** The chat was asked for before the user's token had been looked at. */
  wantsChat = false;
  drafts = emptyDrafts();
  /** When the last form was sent; ms since 1970. */
  lastSent = 0;
  redraw: () => void = () => {};

  constructor(
    readonly core: Core,
    readonly texts: WidgetTexts,
  ) {}

  get chat(): Conversation | null {
    const chat = this.core.chat as Conversation | null;
    return chat?.available ? chat : null;
  }

  /** The team has blocked the user. */
  get chatClosed(): boolean {
    const chat = this.core.chat as Conversation | null;
    return chat?.store.state.code === 'user_blocked';
  }

  get modules(): Module[] {
    const on = this.core.config?.modules;
    const all: (Module | false | undefined)[] = [
      on?.live_chat && this.chat !== null && { view: 'chat', icon: 'chat' },
      on?.bug_report && { view: 'bug', icon: 'bug' },
      on?.feature_request && { view: 'feature', icon: 'feature' },
      on?.review && { view: 'review', icon: 'star' },
      on?.contact && { view: 'contact', icon: 'mail' },
    ];
    return all.filter((module): module is Module => Boolean(module));
  }

  /** Where the panel starts: what was asked for, or the only thing there is, or the tiles. */
  start(wanted: HubView | null): void {
    const { modules } = this;
    this.wantsChat = wanted === 'chat' && !this.chat && Boolean(this.core.user?.token);
    const only = modules.length === 1 ? modules[0]?.view : undefined;
    const asked = modules.find(({ view }) => view === wanted)?.view;
    this.view = asked ?? only ?? 'menu';
  }

  /** What is shown is drawn anew: it belongs to whoever has left. */
  forget(): void {
    this.drafts = emptyDrafts();
    this.core.root.querySelector('.shot-editor')?.remove();
    this.redraw();
  }

  show(view: HubView): void {
    this.view = view;
    this.redraw();
  }

  get canGoBack(): boolean {
    return this.view !== 'menu' && this.modules.length > 1;
  }

  /** Config or user have changed: what is shown must still be allowed. */
  check(): void {
    if (this.wantsChat && this.chat) {
      this.wantsChat = false;
      this.view = 'chat';
    } else if (this.view !== 'menu' && !this.modules.some(({ view }) => view === this.view)) {
      this.start(null);
    }
    this.redraw();
  }
}
