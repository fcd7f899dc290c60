import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../../api/http.ts';
import { t } from '../../i18n/index.ts';
import { tryChime } from '../../state/chime.ts';
import {
  loadNoticePreferences,
  type NoticeEvent,
  type NoticePreferences,
  noticeEvents,
  noticeWays,
  saveNoticePreferences,
  useNoticePreferences,
} from '../../state/notice_preferences.ts';
import { toastError } from '../../state/toasts.ts';
import { useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { LoadError, Page, Section, Skeleton } from '../../ui/Parts.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { DesktopNotifications } from './DesktopNotifications.tsx';
import { DoNotDisturb } from './DoNotDisturb.tsx';
import '../../styles/settings.css';
import '../../styles/personal.css';

/** What this member is told of, and how. */
export default function Notifications() {
  const preferences = useNoticePreferences();
  const [fault, setFault] = useState<ApiError | null>(null);
  const load = () => {
    setFault(null);
    loadNoticePreferences().catch((error) => {
      if (!(error instanceof ApiError)) throw error;
      setFault(error);
    });
  };
  useEffect(load, []);
  return (
    <Page title={t('notices.title')} intro={t('notices.intro')}>
      {fault && !preferences && <LoadError error={fault} onRetry={load} />}
      {!fault && !preferences && <Skeleton rows={5} />}
      {preferences && (
        <>
          <Section title={t('notices.quiet')} intro={t('notices.quiet-text')}>
            <DoNotDisturb />
          </Section>
          <Section title={t('notices.events')} intro={t('notices.events-text')}>
            <Events preferences={preferences} />
            <div class="row-actions">
              <Button small onClick={tryChime}>
                {t('notices.try-sound')}
              </Button>
            </div>
            <DesktopNotifications />
          </Section>
          <Section title={t('notices.mail')}>
            <TeamMail on={preferences.team_mail} />
          </Section>
        </>
      )}
    </Page>
  );
}

function TeamMail({ on }: { on: boolean }) {
  const { system } = useWorkspace();
  return (
    <Switch
      label={t('notices.team-mail')}
      hint={system?.mail.configured ? t('notices.team-mail-hint') : t('notices.team-mail-none')}
      on={on}
      onChange={(team_mail) => void saveNoticePreferences({ team_mail }).catch(toastError)}
    />
  );
}

function Events({ preferences }: { preferences: NoticePreferences }) {
  const change = (event: NoticeEvent, way: (typeof noticeWays)[number], on: boolean) => {
    const { notifications } = preferences;
    const changed = { ...notifications, [event]: { ...notifications[event], [way]: on } };
    void saveNoticePreferences({ notifications: changed }).catch(toastError);
  };
  return (
    <table class="notice-table">
      <thead>
        <tr>
          <th scope="col">
            <span class="sr-only">{t('notices.event')}</span>
          </th>
          {noticeWays.map((way) => (
            <th scope="col" key={way}>
              {t(`notices.${way}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {noticeEvents.map((event) => (
          <tr key={event}>
            <th scope="row">{t(`notices.${event}`)}</th>
            {noticeWays.map((way) => (
              <td key={way}>
                <input
                  type="checkbox"
                  aria-label={`${t(`notices.${event}`)}: ${t(`notices.${way}`)}`}
                  checked={preferences.notifications[event][way]}
                  onChange={(input) => change(event, way, input.currentTarget.checked)}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
