import { call } from '../../api/http.ts';
import type { LoginSession } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { signOut } from '../../state/session.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { LoadError, Section, Skeleton } from '../../ui/Parts.tsx';
import { Ago } from '../../ui/Time.tsx';
import { describeBrowser } from '../chat/person.ts';

export function Sessions() {
  const listed = useResource('/me/sessions', () =>
    call<{ sessions: LoginSession[] }>('GET', '/me/sessions'),
  );
  const end = async (session: LoginSession) => {
    if (session.current) return signOut();
    try {
      await call('DELETE', `/me/sessions/${session.id}`);
      listed.reload();
      toast(t('sessions.ended'));
    } catch (fault) {
      toastError(fault);
    }
  };
  return (
    <Section title={t('sessions.title')} intro={t('sessions.intro')}>
      {listed.error && <LoadError error={listed.error} onRetry={listed.reload} />}
      {!listed.data && !listed.error && <Skeleton rows={2} />}
      <ul class="rows">
        {listed.data?.sessions.map((session) => (
          <li class="row-item" key={session.id}>
            <span class="row-main">
              <span class="row-title" dir="auto" title={session.user_agent}>
                {describeBrowser(session.user_agent) || t('sessions.unknown')}
              </span>
              <span class="hint">
                {session.address} · {t('sessions.seen')} <Ago at={session.last_seen_at} />
              </span>
            </span>
            {session.current && <span class="badge good">{t('sessions.current')}</span>}
            <Button small onClick={() => void end(session)}>
              {session.current ? t('sign-out') : t('sessions.end')}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
