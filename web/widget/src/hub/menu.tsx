import { useEffect, useState } from 'preact/hooks';
import type { HubState, Module } from './hub_state.ts';
import { Icon } from './icons.tsx';

export function Menu({ hub }: { hub: HubState }) {
  const { modules, texts } = hub;
  const { chatClosed } = hub;
  if (modules.length === 0) {
    return <div class="empty">{texts.t(chatClosed ? 'blocked' : 'nothing')}</div>;
  }
  return (
    <div class="tiles">
      {chatClosed && <p class="tiles-note">{texts.t('blocked')}</p>}
      {modules.map((module, index) => (
        <Tile key={module.view} hub={hub} module={module} first={index === 0} />
      ))}
    </div>
  );
}

function Tile({ hub, module, first }: { hub: HubState; module: Module; first: boolean }) {
  const { texts, chat } = hub;
  const { view, icon } = module;
  const [, redraw] = useState(0);
  useEffect(() => chat?.store.subscribe(() => redraw((count) => count + 1)), [chat]);
  const unread = view === 'chat' ? (chat?.store.state.unread ?? 0) : 0;
  return (
    <button
      type="button"
      class={view === 'chat' ? 'tile wide' : 'tile'}
      data-autofocus={first || undefined}
      aria-describedby={`sw-${view}`}
      onClick={() => hub.show(view)}
    >
      <span class="badge">
        <Icon name={icon} />
      </span>
      <span class="tile-text">
        <span class="tile-name">{texts.t(view)}</span>
        <span class="tile-line" id={`sw-${view}`} aria-hidden="true">
          {unread > 0 ? texts.t('unread', { count: unread }) : texts.t(`${view}_line`)}
        </span>
      </span>
      {unread > 0 && <span class="tile-dot" />}
    </button>
  );
}
