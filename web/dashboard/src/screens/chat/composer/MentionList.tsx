import { t } from '../../../i18n/index.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import type { MentionState } from './use_mentions.ts';

export function MentionList({ open, found, at, choose }: MentionState) {
  if (!open) return null;
  return (
    <div class="mention-list" id="mention-list" role="listbox" aria-label={t('note.mention')}>
      {found.map((member, index) => (
        <div
          key={member.id}
          id={`mention-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === at}
          class="mention-option"
          onMouseDown={(event) => {
            event.preventDefault();
            choose(member);
          }}
        >
          <Avatar name={member.name ?? member.email} seed={member.id} size={20} />
          <span dir="auto">{member.name ?? member.email}</span>
          <span class="meta">{member.name ? member.email : ''}</span>
        </div>
      ))}
    </div>
  );
}
