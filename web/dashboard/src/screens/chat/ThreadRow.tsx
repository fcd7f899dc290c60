import alarm from 'icon:alarm-clock';
import checkIcon from 'icon:circle-check';
import { plainText } from '@seggwat/shared/markdown';
import type { Match, Thread } from '../../api/types.ts';
import { snoozeTime } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { draftTopic, loadDraft } from '../../state/drafts.ts';
import { findThread, threadTopic } from '../../state/inbox.ts';
import { presenceTopic, typingIn } from '../../state/presence.ts';
import { me } from '../../state/session.ts';
import { useTags } from '../../state/tags.ts';
import { activityOf } from '../../state/thread_order.ts';
import { useTopics } from '../../state/topics.ts';
import { everywhere, projectName } from '../../state/workspace.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Ago } from '../../ui/Time.tsx';
import { displayName } from './person.ts';
import { Snippet } from './Snippet.tsx';
import { TagChip } from './TagBar.tsx';

interface Props {
  id: string;
  /** Where the row leads. */
  address: string;
  selected: boolean;
  tabStop: boolean;
  /** What the list shows: in one of several projects, a row says which is its own. */
  scope: string;
  /** Of a search: shown in place of the newest message. */
  match?: Match;
}

const tagsShown = 2;

function RowTags({ thread }: { thread: Thread }) {
  const all = useTags(thread.project_id);
  if (thread.tags.length === 0) return null;
  const more = thread.tags.length - tagsShown;
  return (
    <span class="row-tags" title={thread.tags.join(', ')}>
      <span class="sr-only">{t('tags.label')}: </span>
      {thread.tags.slice(0, tagsShown).map((name) => (
        <TagChip key={name} name={name} all={all} />
      ))}
      {more > 0 && <span class="row-more">+{more}</span>}
    </span>
  );
}

/** When a snoozed conversation returns, or that it just has. */
function RowSnooze({ thread }: { thread: Thread }) {
  const until = thread.snoozed_until;
  if (thread.status === 'snoozed') {
    const text = until ? snoozeTime(until) : t('snooze.reply');
    const whole = until
      ? t('status.snoozed-until', { when: snoozeTime(until) })
      : t('status.snoozed-reply');
    return (
      <span class="row-snooze" title={whole}>
        <Icon of={alarm} size={12} />
        <span class="sr-only">{whole}</span>
        <span aria-hidden="true">{text}</span>
      </span>
    );
  }
  if (!thread.returned_at) return null;
  return (
    <span class="row-snooze returned">
      <Icon of={alarm} size={12} />
      {t('status.returned')}
    </span>
  );
}

export function ThreadRow({ id, address, selected, tabStop, scope, match }: Props) {
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
      href={address}
      aria-current={selected ? 'true' : undefined}
      tabIndex={tabStop ? 0 : -1}
    >
      <Avatar name={displayName(thread.user)} seed={thread.user.id} size={36} />
      <span class="row-body">
        <span class="row-top">
          <span class="row-name" dir="auto">
            {displayName(thread.user)}
          </span>
          <RowTags thread={thread} />
          <span class="meta">
            {scope === everywhere && (
              <span class="row-project" dir="auto">
                {projectName(thread.project_id)}
              </span>
            )}
            <Ago at={activityOf(thread)} />
          </span>
        </span>
        <span class="row-bottom">
          <span class="row-preview" dir="auto">
            {match ? (
              <Snippet match={match} />
            ) : writing ? (
              <em>{t('chat.typing-short')}</em>
            ) : draft ? (
              <>
                <span class="row-draft">{t('chat.draft')}</span> {plainText(draft)}
              </>
            ) : (
              <>
                {last?.author_kind === 'member' && <span class="row-you">{t('chat.team')} </span>}
                {last?.deleted ? <em>{t('chat.deleted')}</em> : plainText(last?.preview ?? '')}
              </>
            )}
          </span>
          {thread.status === 'resolved' && (
            <span class="row-state" title={t('status.resolved')}>
              <Icon of={checkIcon} size={14} />
              <span class="sr-only">{t('status.resolved')}</span>
            </span>
          )}
          <RowSnooze thread={thread} />
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
