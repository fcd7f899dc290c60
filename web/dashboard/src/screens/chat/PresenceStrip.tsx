import eye from 'icon:eye';
import type { Thread } from '../../api/types.ts';
import { listOf } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { presenceOf, presenceTopic, typingIn } from '../../state/presence.ts';
import { me } from '../../state/session.ts';
import { useTopics } from '../../state/topics.ts';
import { Icon } from '../../ui/Icon.tsx';
import { displayName } from './person.ts';

/** One line over the reply box: who else is here, and who is typing. */
export function PresenceStrip({ thread }: { thread: Thread }) {
  useTopics(presenceTopic(thread.id));
  const colleagues = (presenceOf(thread.id)?.colleagues ?? []).filter(
    (one) => one.id !== me().user_id,
  );
  const typing = typingIn(thread.id);
  const writers = new Set(typing.filter((one) => one.by !== 'user').map((one) => one.name));
  for (const one of colleagues) if (one.state === 'replying') writers.add(one.name);
  const viewers = colleagues.map((one) => one.name).filter((name) => !writers.has(name));
  const user = typing.some((one) => one.by === 'user');
  return (
    <div class="presence-strip" role="status">
      {user && (
        <span class="typing">
          <span class="typing-dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          {t('chat.typing', { name: displayName(thread.user) })}
        </span>
      )}
      {writers.size > 0 && (
        <span class="colleague replying">
          {t('chat.replying', { count: writers.size, names: listOf([...writers]) })}
        </span>
      )}
      {viewers.length > 0 && (
        <span class="colleague">
          <Icon of={eye} size={13} />
          {t('chat.viewing', { count: viewers.length, names: listOf(viewers) })}
        </span>
      )}
    </div>
  );
}
