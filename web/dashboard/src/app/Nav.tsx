import activity from 'icon:activity';
import bell from 'icon:bell';
import chart from 'icon:chart-column';
import command from 'icon:command';
import folder from 'icon:folder-kanban';
import gauge from 'icon:gauge';
import keyRound from 'icon:key-round';
import keyboard from 'icon:keyboard';
import logOut from 'icon:log-out';
import mail from 'icon:mail';
import quote from 'icon:message-square-quote';
import message from 'icon:message-square-text';
import inbox from 'icon:messages-square';
import panel from 'icon:panel-left';
import scroll from 'icon:scroll-text';
import star from 'icon:star';
import user from 'icon:user-round';
import users from 'icon:users-round';
import { t } from '../i18n/index.ts';
import { countsOf, countsTopic } from '../state/inbox.ts';
import { setPreference, usePreferences } from '../state/preferences.ts';
import { isAdmin, signOut, useMe } from '../state/session.ts';
import { useTopics } from '../state/topics.ts';
import { chooseProject, everywhere, inboxScope, useWorkspace } from '../state/workspace.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { IconButton } from '../ui/Button.tsx';
import { Select } from '../ui/Field.tsx';
import { Icon } from '../ui/Icon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { useCurrentInSight } from '../ui/use_current_in_sight.ts';
import { Bell } from './Bell.tsx';
import { navigate, useRoute } from './router.ts';
import type { ScreenName } from './routes.ts';

interface Props {
  onPalette: () => void;
  onHelp: () => void;
}

export function Nav({ onPalette, onHelp }: Props) {
  const { narrowNav } = usePreferences();
  const me = useMe();
  return (
    <nav class="nav" aria-label={t('nav.label')}>
      <div class="nav-head">
        <span class="nav-org" dir="auto" title={me.org_name}>
          {me.org_name}
        </span>
        <Bell />
      </div>
      <ProjectSwitch />
      <button
        type="button"
        class="nav-search"
        aria-label={t('palette.open')}
        title={t('palette.open')}
        onClick={onPalette}
      >
        <Icon of={command} size={14} />
        <span class="nav-text">{t('palette.short')}</span>
        <kbd class="nav-text">{modifierKey()}K</kbd>
      </button>
      <Links />
      <div class="nav-foot">
        <AccountMenu onHelp={onHelp} />
        <IconButton
          label={narrowNav ? t('nav.widen') : t('nav.narrow')}
          aria-pressed={narrowNav}
          onClick={() => setPreference('narrowNav', !narrowNav)}
        >
          <Icon of={panel} />
        </IconButton>
      </div>
    </nav>
  );
}

/** ⌘ on Apple keyboards, Ctrl elsewhere. */
export function modifierKey(): string {
  return /Mac|iPhone|iPad/.test(navigator.platform) ? '⌘' : 'Ctrl ';
}

function ProjectSwitch() {
  const { projects } = useWorkspace();
  const scope = inboxScope();
  if (!scope || projects.length < 2) return null;
  const all = { value: everywhere, label: t('nav.all-projects') };
  return (
    <div class="nav-project nav-text">
      <Select
        bare
        label={t('nav.project')}
        value={scope}
        options={[all, ...projects.map((project) => ({ value: project.id, label: project.name }))]}
        onValue={(id) => {
          chooseProject(id);
          navigate('/messages/live-chat');
        }}
      />
    </div>
  );
}

function Links() {
  const scope = inboxScope() ?? '';
  useTopics(countsTopic(scope));
  const unread = countsOf(scope)?.unread;
  const links = useCurrentInSight<HTMLDivElement>(useRoute().screen);
  return (
    <div class="nav-links" ref={links}>
      <h2 class="nav-title nav-text">{t('nav.messages')}</h2>
      <NavLink
        to="/messages/live-chat"
        screens={['chat', 'home']}
        icon={inbox}
        label={t('nav.live-chat')}
        count={unread}
      />
      <NavLink
        to="/messages/feedback"
        screens={['feedback']}
        icon={message}
        label={t('nav.feedback')}
      />
      <NavLink to="/messages/contact" screens={['contact']} icon={mail} label={t('nav.contact')} />
      <h2 class="nav-title nav-text">{t('nav.insights-title')}</h2>
      <NavLink to="/figures" screens={['figures']} icon={activity} label={t('nav.figures')} />
      <NavLink to="/insights" screens={['insights']} icon={chart} label={t('nav.insights')} />
      <NavLink to="/insights/reviews" screens={['reviews']} icon={star} label={t('nav.reviews')} />
      <NavLink to="/insights/nps" screens={['nps']} icon={gauge} label={t('nav.nps')} />
      <h2 class="nav-title nav-text">{t('nav.organisation')}</h2>
      <NavLink
        to="/projects"
        screens={[
          'projects',
          'project-general',
          'project-widget',
          'project-inbox',
          'project-hours',
          'project-authentication',
        ]}
        icon={folder}
        label={t('nav.projects')}
      />
      <NavLink to="/members" screens={['members']} icon={users} label={t('nav.members')} />
      <NavLink
        to="/settings/saved-replies"
        screens={['saved-replies']}
        icon={quote}
        label={t('saved.title')}
      />
      {isAdmin() && (
        <NavLink
          to="/settings/api-keys"
          screens={['api-keys']}
          icon={keyRound}
          label={t('nav.api-keys')}
        />
      )}
      {isAdmin() && (
        <NavLink to="/settings/audit" screens={['audit']} icon={scroll} label={t('nav.audit')} />
      )}
    </div>
  );
}

interface LinkProps {
  to: string;
  screens: ScreenName[];
  icon: [string, Record<string, string>][];
  label: string;
  count?: number;
}

function NavLink({ to, screens, icon, label, count }: LinkProps) {
  const route = useRoute();
  const here = screens.includes(route.screen);
  return (
    <a class="nav-link" href={to} aria-current={here ? 'page' : undefined} title={label}>
      <Icon of={icon} />
      <span class="nav-text">{label}</span>
      {Boolean(count) && (
        <span class="nav-count">
          <span aria-hidden="true">{(count ?? 0) > 99 ? '99+' : count}</span>
          <span class="sr-only">{t('nav.unread', { count: count ?? 0 })}</span>
        </span>
      )}
    </a>
  );
}

/** What the bar of a phone has no room for. */
const beyondPhoneBar = '(max-width: 768px)';

function AccountMenu({ onHelp }: { onHelp: () => void }) {
  const me = useMe();
  const name = me.display_name || me.email;
  const item = (of: [string, Record<string, string>][], text: string) => (
    <>
      <Icon of={of} />
      {text}
    </>
  );
  const link = (of: [string, Record<string, string>][], text: string, to: string) => ({
    key: to,
    label: item(of, text),
    run: () => navigate(to),
  });
  const more = [link(quote, t('saved.title'), '/settings/saved-replies')];
  if (isAdmin()) {
    more.push(link(keyRound, t('nav.api-keys'), '/settings/api-keys'));
    more.push(link(scroll, t('nav.audit'), '/settings/audit'));
  }
  return (
    <Menu
      class="nav-account"
      label={t('nav.account')}
      button={
        <>
          <Avatar name={name} seed={me.user_id} size={26} />
          <span class="nav-text nav-account-name" dir="auto">
            {name}
          </span>
        </>
      }
      items={[
        {
          key: 'profile',
          label: item(user, t('nav.profile')),
          run: () => navigate('/settings/profile'),
        },
        {
          key: 'notices',
          label: item(bell, t('notices.title')),
          run: () => navigate('/settings/notifications'),
        },
        ...(matchMedia(beyondPhoneBar).matches ? more : []),
        { key: 'help', label: item(keyboard, t('help.title')), run: onHelp },
        { key: 'out', label: item(logOut, t('sign-out')), run: () => void signOut() },
      ]}
    />
  );
}
