import tokens from '@seggwat/shared/tokens.css';
import { render } from 'preact';
import type { Core, HubView } from '../core.ts';
import { loadTexts } from '../texts.ts';
import controls from './controls.css';
import { HubState } from './hub_state.ts';
import panelCss from './panel.css';
import { Panel } from './panel.tsx';
import { lockScroll } from './phone.ts';
import { addStyles } from './styles.ts';

interface Mounted {
  state: HubState;
  mount: HTMLElement;
}

const hubs = new WeakMap<Core, Promise<Mounted>>();
const mounted = new WeakMap<Core, Mounted>();

async function make(core: Core): Promise<Mounted> {
  const texts = await loadTexts(core.language);
  addStyles(core.root, tokens + controls + panelCss);
  const mount = document.createElement('div');
  core.frame.prepend(mount);
  const hub = { state: new HubState(core, texts), mount };
  mounted.set(core, hub);
  follow(core);
  return hub;
}

/** What was typed, and the picture, leave with their user; who signs in takes their own along. */
function follow(core: Core): void {
  let owner = core.user?.id;
  core.changed = () => {
    const state = mounted.get(core)?.state;
    if (owner && owner !== core.user?.id) {
      core.shot = null;
      state?.forget();
    }
    owner = core.user?.id;
    if (state?.open) state.check();
  };
}

function tellPage(core: Core, open: boolean): void {
  core.isOpen = open;
  core.button.ariaExpanded = String(open);
  core.emit(open ? 'open' : 'close');
}

function draw({ state, mount }: Mounted): void {
  render(state.open ? <Panel hub={state} onClose={() => close(state.core)} /> : null, mount);
}

export async function open(core: Core, view: HubView | null): Promise<void> {
  const making = hubs.get(core) ?? make(core);
  hubs.set(core, making);
  making.catch(() => hubs.delete(core));
  const [hub, config] = await Promise.all([making, core.config ?? core.loadConfig()]);
  if (core.destroyed) return;
  const { state } = hub;
  state.broken = !config;
  if (state.open && view === null) return;
  state.start(view);
  state.open = true;
  state.redraw = () => draw(hub);
  draw(hub);
  if (!core.isOpen) tellPage(core, true);
  forgetHash();
}

/** The mail's link has done its work; without this a reload would open the panel again. */
function forgetHash(): void {
  if (location.hash !== '#seggwat-chat') return;
  history.replaceState(history.state, '', location.pathname + location.search);
}

export async function shoot(core: Core, given?: unknown): Promise<Blob | null> {
  follow(core);
  return (await import('../shot/shot.tsx')).shoot(core, given);
}

export function close(core: Core): void {
  const hub = mounted.get(core);
  if (!hub?.state.open) return;
  const held = core.root.activeElement !== null && core.root.activeElement !== core.button;
  hub.state.open = false;
  draw(hub);
  tellPage(core, false);
  if (held || document.activeElement === document.body) core.button.focus();
}

export function destroy(core: Core): void {
  const hub = mounted.get(core);
  lockScroll(false);
  if (hub) render(null, hub.mount);
  core.changed = () => {};
}
