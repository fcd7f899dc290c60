import { call } from '../api/http.ts';
import { chooseLanguage } from '../i18n/index.ts';
import { loadPreferences } from '../state/preferences.ts';
import { hasUnsent } from '../state/sending.ts';
import { restoreSession, session } from '../state/session.ts';
import { currentRoute, navigate, startRouter } from './router.ts';
import { isPublic, safeDestination } from './routes.ts';

const wantedKey = 'seggwat.destination';

/** Everything that must be known before the first picture: language, session, where to go. */
export async function boot(): Promise<void> {
  loadPreferences();
  startRouter();
  const [signedIn] = await Promise.all([restoreSession().catch(() => false), chooseLanguage(null)]);
  const locale = session().me?.locale;
  if (locale) await chooseLanguage(locale);
  if (!signedIn) await showTheDoor();
  else if (['home', 'login', 'setup'].includes(currentRoute().screen)) enter();
  addEventListener('beforeunload', (event) => hasUnsent() && event.preventDefault());
}

async function showTheDoor(): Promise<void> {
  if (isPublic(currentRoute().screen)) return;
  sessionStorage.setItem(wantedKey, location.pathname + location.search);
  const setup = await call<{ needed: boolean }>('GET', '/setup', undefined, {
    anonymous: true,
  }).catch(() => null);
  navigate(setup?.needed ? '/setup' : '/login', { replace: true });
}

/** Goes where the person wanted to go before they had to sign in. */
export function enter(): void {
  const wanted = safeDestination(sessionStorage.getItem(wantedKey));
  sessionStorage.removeItem(wantedKey);
  navigate(wanted === '/' ? '/messages/live-chat' : wanted, { replace: true });
}
