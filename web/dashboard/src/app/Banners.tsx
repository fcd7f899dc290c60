import alert from 'icon:triangle-alert';
import wifiOff from 'icon:wifi-off';
import close from 'icon:x';
import { t } from '../i18n/index.ts';
import { setPreference, usePreferences } from '../state/preferences.ts';
import { isAdmin } from '../state/session.ts';
import { useOffline } from '../state/stream.ts';
import { useWorkspace } from '../state/workspace.ts';
import { IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';

/** What holds for the whole dashboard: no connection, and settings that weaken the product. */
export function Banners() {
  const offline = useOffline();
  const { system } = useWorkspace();
  const { noticesSeen } = usePreferences();
  const standing: { id: string; title: string; text: string; settings?: string[] }[] = [];
  if (system && !system.mail.configured && isAdmin()) {
    standing.push({
      id: 'mail',
      title: t('notice.mail.title'),
      text: t('notice.mail.text'),
      settings: [
        'SEGGWAT_SMTP_URL=smtp://user:password@mail.example.org:587',
        'SEGGWAT_MAIL_FROM=support@example.org',
      ],
    });
  }
  if (system?.mail.last_error && isAdmin()) {
    standing.push({
      id: `mail ${system.mail.last_error}`,
      title: t('notice.mail-error'),
      text: system.mail.last_error,
    });
  }
  if (system && !system.secure_cookie) {
    standing.push({ id: 'cookie', title: t('notice.cookie.title'), text: t('notice.cookie.text') });
  }
  const hide = (id: string) => setPreference('noticesSeen', [...noticesSeen, id]);
  return (
    <>
      {offline && (
        <div class="banner offline" role="status">
          <Icon of={wifiOff} />
          <p>{t('offline')}</p>
        </div>
      )}
      {standing
        .filter((notice) => !noticesSeen.includes(notice.id))
        .map((notice) => (
          <div key={notice.id} class="banner" role="status">
            <Icon of={alert} />
            <p>
              <strong>{notice.title}</strong> {notice.text}
              {notice.settings?.map((setting) => (
                <code key={setting}> {setting}</code>
              ))}
            </p>
            <IconButton label={t('dismiss')} onClick={() => hide(notice.id)}>
              <Icon of={close} size={14} />
            </IconButton>
          </div>
        ))}
    </>
  );
}
