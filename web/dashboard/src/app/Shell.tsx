import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ApiError } from '../api/http.ts';
import { type Key, t } from '../i18n/index.ts';
import { allowChime } from '../state/chime.ts';
import { watchDrafts } from '../state/draft_sync.ts';
import { watchNoticePreferences } from '../state/notice_preferences.ts';
import { titleWith, useBell } from '../state/notifications.ts';
import { prefs, usePreferences, watchPreferences } from '../state/preferences.ts';
import { startStream } from '../state/stream.ts';
import { loadWorkspace, useWorkspace } from '../state/workspace.ts';
import { LoadError, Skeleton } from '../ui/Parts.tsx';
import { Banners } from './Banners.tsx';
import { Help } from './Help.tsx';
import { Nav } from './Nav.tsx';
import { Palette } from './Palette.tsx';
import { navigate, useRoute } from './router.ts';
import type { ScreenName } from './routes.ts';
import { listenForShortcuts } from './shortcuts.ts';
import { useShortcuts } from './use_shortcuts.ts';

/** The frame around every screen of a signed-in person. */
export function Shell({ children }: { children: ComponentChildren }) {
  const { loaded } = useWorkspace();
  const [fault, setFault] = useState<ApiError | null>(null);
  const load = () => {
    setFault(null);
    loadWorkspace()
      .then(startStream)
      .catch((error) => {
        if (!(error instanceof ApiError)) throw error;
        setFault(error);
      });
  };
  useEffect(load, []);
  useEffect(watchDrafts, []);
  useEffect(allowChime, []);
  useEffect(watchPreferences, []);
  useEffect(watchNoticePreferences, []);
  if (fault) return <LoadError error={fault} onRetry={load} />;
  if (!loaded) return <Skeleton rows={6} tall />;
  return <Frame>{children}</Frame>;
}

function Frame({ children }: { children: ComponentChildren }) {
  const [overlay, setOverlay] = useState<'palette' | 'help' | null>(null);
  const { narrowNav } = usePreferences();
  const route = useRoute();
  useTitle(route.screen);
  useEffect(() => listenForShortcuts(() => prefs().shortcuts), []);
  const keys = {
    'g i': () => navigate('/messages/live-chat'),
    'g f': () => navigate('/messages/feedback'),
    'g r': () => navigate('/insights/reviews'),
    'g p': () => navigate('/projects'),
    'g m': () => navigate('/members'),
    'g s': () => navigate('/settings/profile'),
    '/': () => setOverlay('palette'),
    '?': () => setOverlay('help'),
  };
  useShortcuts(keys, 'frame');
  usePaletteKey(() => setOverlay((now) => (now === 'palette' ? null : 'palette')));
  const inThread = route.screen === 'chat' && Boolean(route.params.thread);
  return (
    <div class={`shell${narrowNav ? ' narrow' : ''}${inThread ? ' in-thread' : ''}`}>
      <a class="skip-link" href="#main">
        {t('skip')}
      </a>
      <Nav onPalette={() => setOverlay('palette')} onHelp={() => setOverlay('help')} />
      <div class="shell-main">
        <Banners />
        {children}
      </div>
      {overlay === 'palette' && (
        <Palette onClose={() => setOverlay(null)} onHelp={() => setOverlay('help')} />
      )}
      {overlay === 'help' && <Help onClose={() => setOverlay(null)} />}
    </div>
  );
}

function usePaletteKey(open: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey) || event.shiftKey)
        return;
      if (document.querySelector('dialog[open]:not(.palette)')) return;
      event.preventDefault();
      open();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

const titles: Record<Exclude<ScreenName, 'login' | 'reset' | 'invite' | 'setup'>, Key> = {
  home: 'nav.live-chat',
  chat: 'nav.live-chat',
  feedback: 'nav.feedback',
  contact: 'nav.contact',
  insights: 'nav.insights',
  figures: 'nav.figures',
  reviews: 'nav.reviews',
  nps: 'nav.nps',
  projects: 'nav.projects',
  'project-general': 'project.general',
  'project-widget': 'project.widget',
  'project-inbox': 'project.inbox',
  'project-hours': 'project.hours',
  'project-authentication': 'project.authentication',
  members: 'nav.members',
  profile: 'nav.profile',
  'api-keys': 'nav.api-keys',
  'saved-replies': 'saved.title',
  audit: 'nav.audit',
  notifications: 'notices.title',
  'not-found': 'not-found.title',
};

function useTitle(screen: ScreenName): void {
  const { unread } = useBell();
  useEffect(() => {
    const key = screen in titles ? titles[screen as keyof typeof titles] : 'nav.live-chat';
    document.title = titleWith(unread, `${t(key)} · SeggWat`);
  }, [screen, unread]);
}
