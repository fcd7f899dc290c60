import type { WidgetConfig } from '@seggwat/shared/types';

export type WidgetEvent = 'ready' | 'open' | 'close' | 'message' | 'unread' | 'tokenExpired';
export type Listener = (detail?: unknown) => void;
export type TokenProvider = () => Promise<string> | string;

/** Whom the page says is signed in. Who the user really is, the token alone decides. */
export interface PageUser {
  id: string;
  email: string;
  token: string;
}

export interface Appearance {
  color?: unknown;
  headerColor?: unknown;
  /** Anything but `right-side` and `icon-only` is `bottom-right`. */
  position?: unknown;
  buttonText?: unknown;
}

/** What the loader knows and offers; the one thing that its chunks share with it. */
export interface Core {
  readonly key: string;
  /** The origin the script came from: its API's origin too. */
  readonly origin: string;
  /** The tag's `data-` attributes, as they stand there. */
  readonly data: DOMStringMap;
  readonly language: string;
  readonly root: ShadowRoot;
  /** The wrapper inside the shadow root; everything visible is a child of it. */
  readonly frame: HTMLElement;
  readonly button: HTMLButtonElement;
  config?: WidgetConfig;
  /** What the page asked for by `updateAppearance`, unchecked. */
  chosen: Appearance;
  user?: PageUser | null;
  attributes?: Record<string, unknown>;
  provider?: TokenProvider | null;
  /** The signed-in user's conversation, once its code has loaded. Null without a usable token. */
  chat?: ChatHandle | null;
  unread: number;
  /** What goes with the next report. */
  shot?: Blob | null;
  /** Sends a form with it; there as soon as there is one. */
  sendShot?: Send;
  isOpen?: boolean;
  destroyed?: boolean;
  emit(event: WidgetEvent, detail?: unknown): void;
  /** Config, user or chat are not what they were. The panel's code puts its own function here. */
  changed: () => void;
  /** Whether reports may carry a picture of the page: the tag says so, else the project. */
  hasShots(): boolean;
  /** Answers when the project's config is there; without one when it cannot be loaded now. */
  loadConfig(): Promise<WidgetConfig | undefined>;
  /** Shows the launcher's dot and names what it stands for; an empty text takes it away. */
  showDot(text: string): void;
  signOut(): void;
  open(view: HubView | null): Promise<void>;
}

/** What came of sending a form: null when it is stored. */
export interface Failure {
  kind: 'wait' | 'forbidden' | 'failed';
  waitMs: number;
}
export type Send = (
  core: Core,
  path: string,
  body: Record<string, unknown>,
) => Promise<Failure | null>;

/** What the loader needs of the conversation; its panel knows the whole of it. */
export interface ChatHandle {
  readonly available: boolean;
  end(wipe: boolean): void;
  setAttributes(attributes: Record<string, unknown>): void;
  /** Told when the page offers a token provider, or a new token for the same user. */
  renew(): void;
}

export interface LiveModule {
  /** Makes `core.chat` fit `core.user`: starts, renews or ends the conversation. */
  sync(core: Core): void;
}

export type HubView = 'menu' | 'bug' | 'feature' | 'review' | 'contact' | 'chat';

export interface HubModule {
  open(core: Core, view: HubView | null): Promise<void>;
  close(core: Core): void;
  shoot(core: Core, given?: unknown): Promise<Blob | null>;
  destroy(core: Core): void;
}
