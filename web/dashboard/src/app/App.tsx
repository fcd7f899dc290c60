import type { ComponentType } from 'preact';
import { LiveChat } from '../screens/chat/LiveChat.tsx';
import { useSession } from '../state/session.ts';
import { useTopics } from '../state/topics.ts';
import { Toasts } from '../ui/Toasts.tsx';
import { lazyScreen } from './lazy.tsx';
import { NotFound } from './NotFound.tsx';
import { useRoute } from './router.ts';
import { isPublic, type ScreenName } from './routes.ts';
import { SessionDialog } from './SessionDialog.tsx';
import { Shell } from './Shell.tsx';

const screens: Record<ScreenName, ComponentType> = {
  home: LiveChat,
  chat: LiveChat,
  login: lazyScreen(() => import('../screens/access/Login.tsx')),
  reset: lazyScreen(() => import('../screens/access/Reset.tsx')),
  invite: lazyScreen(() => import('../screens/access/Invite.tsx')),
  setup: lazyScreen(() => import('../screens/access/Setup.tsx')),
  feedback: lazyScreen(() => import('../screens/feedback/FeedbackScreen.tsx')),
  contact: lazyScreen(() => import('../screens/feedback/ContactScreen.tsx')),
  insights: lazyScreen(() => import('../screens/insights/Overview.tsx')),
  figures: lazyScreen(() => import('../screens/figures/Figures.tsx')),
  reviews: lazyScreen(() => import('../screens/insights/Reviews.tsx')),
  nps: lazyScreen(() => import('../screens/insights/Nps.tsx')),
  projects: lazyScreen(() => import('../screens/projects/Projects.tsx')),
  'project-general': lazyScreen(() => import('../screens/projects/General.tsx')),
  'project-widget': lazyScreen(() => import('../screens/projects/WidgetDefaults.tsx')),
  'project-inbox': lazyScreen(() => import('../screens/projects/InboxSettings.tsx')),
  'project-hours': lazyScreen(() => import('../screens/projects/OfficeHours.tsx')),
  'project-authentication': lazyScreen(() => import('../screens/projects/Authentication.tsx')),
  members: lazyScreen(() => import('../screens/members/Members.tsx')),
  profile: lazyScreen(() => import('../screens/settings/Profile.tsx')),
  'api-keys': lazyScreen(() => import('../screens/settings/ApiKeys.tsx')),
  notifications: lazyScreen(() => import('../screens/settings/Notifications.tsx')),
  'saved-replies': lazyScreen(() => import('../screens/settings/SavedReplies.tsx')),
  audit: lazyScreen(() => import('../screens/audit/Audit.tsx')),
  'not-found': NotFound,
};

export function App() {
  const route = useRoute();
  const { me, expired } = useSession();
  useTopics('language');
  const Screen = screens[route.screen];
  const open = isPublic(route.screen) || !me;
  return (
    <>
      {open ? (
        <Screen key={route.screen} />
      ) : (
        <Shell>
          <Screen key={route.screen} />
        </Shell>
      )}
      {expired && <SessionDialog />}
      <Toasts />
    </>
  );
}
