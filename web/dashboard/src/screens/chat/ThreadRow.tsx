import checkIcon from 'icon:circle-check';
import { plainText } from '@seggwat/shared/markdown';
import { t } from '../../i18n/index.ts';
import { draftTopic, loadDraft } from '../../state/drafts.ts';
import { findThread, threadTopic } from '../../state/inbox.ts';
import { presenceTopic, typingIn } from '../../state/presence.ts';
import { me } from '../../state/session.ts';
import { activityOf } from '../../state/thread_order.ts';
import { useTopics } from '../../state/topics.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Ago } from '../../ui/Time.tsx';
import { displayName } from './person.ts';

interface Props {
  id: string;
  selected: boolean;
  tabStop: boolean;
}

export function ThreadRow({ id, selected, tabStop }: Props) {
  useTopics(threadTopic(id), presenceTopic(id), draftTopic(id));
  const thread = findThread(id);
  if (!thread) return null;
  const unread = thread.unread ?? 0;
  const last = thread.last_message;
  const draft = selected ? '' : loadDraft(me().user_id, id).text.trim();
  const writing = typingIn(id).some((who) => who.by === 'user');
  return (
    <a
      id={`row-${id}`}
      class={`thread-row${unread > 0 ? ' unread' : ''}`}
      href={`/messages/live-chat/${encodeURIComponent(id)}`}
      aria-current={selected ? 'true' : undefined}
      tabIndex={tabStop ? 0 : -1}
    >
      <Avatar name={displayName(thread.user)} seed={thread.user.id} size={36} />
      <span class="row-body">
        <span class="row-top">
          <span class="row-name" dir="auto">
            {displayName(thread.user)}
          </span>
          <span class="meta">
            <Ago at={activityOf(thread)} />
          </span>
        </span>
        <span class="row-bottom">
          <span class="row-preview" dir="auto">
            {writing ? (
              <em>{t('chat.typing-short')}</em>
            ) : draft ? (
              <>
                <span class="row-draft">{t('chat.draft')}</span> {plainText(draft)}
              </>
            ) : (
              <>
                {last?.author_kind === 'member' && <span class="row-you">{t('chat.team')} </span>}
                {plainText(last?.preview ?? '')}
              </>
            )}
          </span>
          {thread.status === 'resolved' && (
            <span class="row-state" title={t('status.resolved')}>
              <Icon of={checkIcon} size={14} />
              <span class="sr-only">{t('status.resolved')}</span>
            </span>
          )}
          {thread.assignee && (
            <span title={t('chat.assigned-to', { name: thread.assignee.name })}>
              <Avatar name={thread.assignee.name} seed={thread.assignee.id} size={18} />
              <span class="sr-only">{t('chat.assigned-to', { name: thread.assignee.name })}</span>
            </span>
          )}
          {unread > 0 && (
            <span class="row-unread">
              <span class="dot" />
              <span class="sr-only">{t('chat.unread-count', { count: unread })}</span>
            </span>
          )}
        </span>
      </span>
    </a>
  );
}
