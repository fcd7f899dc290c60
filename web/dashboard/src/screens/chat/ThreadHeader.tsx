import arrowLeft from 'icon:arrow-left';
import chevron from 'icon:chevron-down';
import checkIcon from 'icon:circle-check';
import mailUnread from 'icon:mail';
import panelRight from 'icon:panel-right';
import reopen from 'icon:rotate-ccw';
import userPlus from 'icon:user-round-plus';
import { useState } from 'preact/hooks';
import type { Thread } from '../../api/types.ts';
import { navigate } from '../../app/router.ts';
import { useShortcuts } from '../../app/use_shortcuts.ts';
import { t } from '../../i18n/index.ts';
import { setPreference, usePreferences } from '../../state/preferences.ts';
import { presenceOf, presenceTopic } from '../../state/presence.ts';
import { me } from '../../state/session.ts';
import { useTopics } from '../../state/topics.ts';
import { membersOf, useWorkspace } from '../../state/workspace.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuHandle } from '../../ui/Menu.tsx';
import { displayName } from './person.ts';
import { SnoozeDialog, SnoozeMenu } from './SnoozeMenu.tsx';
import { assignTo, leaveUnread, toggleResolved } from './thread_actions.ts';

interface Props {
  thread: Thread;
  onPerson: () => void;
}

export function ThreadHeader({ thread, onPerson }: Props) {
  const { personPanel } = usePreferences();
  useTopics(presenceTopic(thread.id));
  const online = presenceOf(thread.id)?.online ?? false;
  const resolved = thread.status === 'resolved';
  const [choosing, setChoosing] = useState(false);
  useShortcuts({
    s: () => snoozeMenu.open?.(),
    i: () => assignMenu.open?.(),
    e: () => void toggleResolved(thread),
    u: () => void leaveUnread(thread),
    a: () => void assignTo(thread, me().user_id),
  });
  const togglePanel = () => {
    if (matchMedia('(max-width: 1279px)').matches) onPerson();
    else setPreference('personPanel', !personPanel);
  };
  return (
    <header class="thread-head">
      <span class="only-narrow">
        <IconButton label={t('chat.back')} onClick={() => navigate('/messages/live-chat')}>
          <Icon of={arrowLeft} />
        </IconButton>
      </span>
      <div class="thread-who">
        <h2>
          <bdi>{displayName(thread.user)}</bdi>
        </h2>
        <p class="meta">
          <span class={online ? 'presence online' : 'presence'} aria-hidden="true" />
          <span class="presence-text">{online ? t('chat.online') : t('chat.away')}</span>
          {resolved && <span class="badge good">{t('status.resolved')}</span>}
          {thread.user.blocked && <span class="badge danger">{t('person.blocked')}</span>}
        </p>
      </div>
      <div class="thread-tools">
        <AssignMenu thread={thread} />
        <SnoozeMenu thread={thread} handle={snoozeMenu} onChoose={() => setChoosing(true)} />
        <IconButton
          label={t('chat.mark-unread')}
          shortcut="u"
          onClick={() => void leaveUnread(thread)}
        >
          <Icon of={mailUnread} />
        </IconButton>
        <Button
          kind="plain"
          small
          aria-label={resolved ? t('chat.reopen') : t('chat.resolve')}
          title={`${resolved ? t('chat.reopen') : t('chat.resolve')} (e)`}
          onClick={() => void toggleResolved(thread)}
        >
          <Icon of={resolved ? reopen : checkIcon} size={14} />
          <span class="button-text">{resolved ? t('chat.reopen') : t('chat.resolve')}</span>
        </Button>
        <IconButton label={t('person.panel')} aria-expanded={personPanel} onClick={togglePanel}>
          <Icon of={panelRight} />
        </IconButton>
      </div>
      {choosing && <SnoozeDialog thread={thread} onClose={() => setChoosing(false)} />}
    </header>
  );
}

const snoozeMenu: MenuHandle = {};
const assignMenu: MenuHandle = {};

function AssignMenu({ thread }: { thread: Thread }) {
  useWorkspace();
  const assignee = thread.assignee;
  const self = me().user_id;
  const people = membersOf(thread.project_id).map((member) => {
    const name = member.name ?? member.email;
    return {
      key: member.id,
      checked: assignee?.id === member.id,
      label: (
        <>
          <Avatar name={name} seed={member.id} size={20} online={member.online} />
          <span dir="auto">{member.id === self ? t('chat.assign-me', { name }) : name}</span>
        </>
      ),
      run: () => void assignTo(thread, member.id),
    };
  });
  const nobody = {
    key: 'none',
    checked: !assignee,
    label: <span>{t('chat.assign-none')}</span>,
    run: () => void assignTo(thread, null),
  };
  return (
    <Menu
      align="end"
      handle={assignMenu}
      shortcut="i"
      label={assignee ? t('chat.assigned-to', { name: assignee.name }) : t('chat.assign')}
      items={[...people, nobody]}
      button={
        <>
          {assignee ? (
            <Avatar name={assignee.name} seed={assignee.id} size={18} />
          ) : (
            <Icon of={userPlus} size={14} />
          )}
          <span class="button-text" dir="auto">
            {assignee?.name ?? t('chat.assign')}
          </span>
          <Icon of={chevron} size={12} />
        </>
      }
    />
  );
}
