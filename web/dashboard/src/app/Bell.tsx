import bellIcon from 'icon:bell';
import bellOff from 'icon:bell-off';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Notification } from '../api/types.ts';
import { t } from '../i18n/index.ts';
import { notificationText } from '../i18n/notification_text.ts';
import { destinationOf } from '../state/announce.ts';
import { withNames } from '../state/mentions.ts';
import { disturbedFrom, useNoticePreferences } from '../state/notice_preferences.ts';
import {
  loadMoreOfBell,
  markAllRead,
  markNotificationRead,
  useBell,
} from '../state/notifications.ts';
import { toastError } from '../state/toasts.ts';
import { memberName } from '../state/workspace.ts';
import { Button } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Ago } from '../ui/Time.tsx';
import { navigate } from './router.ts';

export function Bell() {
  const { unread } = useBell();
  useNoticePreferences();
  const quiet = disturbedFrom();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) =>
      root.current?.contains(event.target as Node) || setOpen(false);
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const close = () => {
    setOpen(false);
    trigger.current?.focus();
  };
  const label = unread > 0 ? t('bell.label-unread', { count: unread }) : t('bell.label');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only Escape of the open panel bubbles here
    <div
      class="bell"
      role="presentation"
      ref={root}
      onKeyDown={(event) => event.key === 'Escape' && open && close()}
    >
      <button
        ref={trigger}
        type="button"
        class="icon-button"
        aria-label={label}
        title={label}
        aria-expanded={open}
        aria-haspopup="dialog"
        onClick={() => setOpen(!open)}
      >
        <Icon of={quiet ? bellOff : bellIcon} />
        {unread > 0 && <span class="bell-count">{unread > 9 ? '9+' : unread}</span>}
      </button>
      {open && <BellList onClose={close} />}
    </div>
  );
}

function BellList({ onClose }: { onClose: () => void }) {
  const { items, unread, cursor } = useBell();
  const first = useRef<HTMLHeadingElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <div class="bell-panel" role="dialog" aria-label={t('bell.label')}>
      <header class="bell-head">
        <h2 ref={first} tabIndex={-1}>
          {t('bell.label')}
        </h2>
        {unread > 0 && (
          <Button kind="quiet" small onClick={() => void markAllRead().catch(toastError)}>
            {t('bell.all-read')}
          </Button>
        )}
      </header>
      {items.length === 0 ? (
        <p class="bell-empty">{t('bell.empty')}</p>
      ) : (
        <ul class="bell-items">
          {items.map((item) => (
            <BellItem key={`${item.kind}${item.id}`} item={item} onClose={onClose} />
          ))}
        </ul>
      )}
      <a class="bell-foot" href="/settings/notifications" onClick={onClose}>
        {t('notices.open')}
      </a>
      {cursor && (
        <Button kind="quiet" small onClick={() => void loadMoreOfBell().catch(toastError)}>
          {t('show-more')}
        </Button>
      )}
    </div>
  );
}

function BellItem({ item, onClose }: { item: Notification; onClose: () => void }) {
  const open = () => {
    if (!item.read_at) markNotificationRead(item.id).catch(toastError);
    onClose();
    navigate(destinationOf(item));
  };
  return (
    <li class={item.read_at ? 'bell-item' : 'bell-item unread'}>
      <button type="button" onClick={open}>
        <span class="bell-item-title">
          {!item.read_at && <span class="dot" role="img" aria-label={t('unread')} />}
          {notificationText(item)}
        </span>
        <span class="bell-item-preview" dir="auto">
          {withNames(item.preview, (id) => memberName(id) ?? t('former-member'))}
        </span>
        <span class="meta">
          <Ago at={item.created_at} />
        </span>
      </button>
    </li>
  );
}
