import lock from 'icon:lock';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Member } from '../../../api/types.ts';
import { t } from '../../../i18n/index.ts';
import type { Draft } from '../../../state/drafts.ts';
import { me } from '../../../state/session.ts';
import { membersOf, refreshMembers, useWorkspace } from '../../../state/workspace.ts';
import { Avatar } from '../../../ui/Avatar.tsx';
import { Icon } from '../../../ui/Icon.tsx';
import { insertText } from './insert_text.ts';
import { SuggestionList } from './SuggestionList.tsx';
import { mentionAt } from './triggers.ts';
import { type Suggestions, useSuggestions } from './use_suggestions.ts';

const listed = 6;
export const mentionListId = 'mention-list';

const nameOf = (member: Member) => member.name ?? member.email;

function findMembers(project: string, typed: string): Member[] {
  const wanted = typed.toLowerCase();
  return membersOf(project)
    .filter((member) => member.id !== me().user_id)
    .filter((member) => `${nameOf(member)} ${member.email}`.toLowerCase().includes(wanted))
    .slice(0, listed);
}

/**
 * Offers colleagues while `@…` is being typed. A mention stands in notes only,
 * so in a reply a choice first makes a note of it.
 */
export function useMentions(
  project: string,
  area: RefObject<HTMLTextAreaElement | null>,
  draft: Draft,
  edit: (change: Partial<Draft>) => void,
): Suggestions<Member> {
  useWorkspace();
  const list = useSuggestions<Member>(area, {
    trigger: mentionAt,
    // In a reply an `@` alone may be the beginning of anything.
    find: (typed) => (draft.note || typed ? findMembers(project, typed) : []),
    put: (element, typed, member) => {
      const name = nameOf(member);
      const others = draft.mentions.filter((one) => one.id !== member.id);
      edit({ note: true, mentions: [...others, { id: member.id, name }] });
      insertText(element, typed.from, typed.from + typed.typed.length + 1, `@${name} `);
    },
  });
  useEffect(() => {
    if (list.active) refreshMembers();
  }, [list.active]);
  return list;
}

export function MentionList({ list, note }: { list: Suggestions<Member>; note: boolean }) {
  const head = !note && (
    <p class="suggestion-head warn">
      <Icon of={lock} size={13} />
      {t('mention.makes-note')}
    </p>
  );
  return (
    <SuggestionList
      id={mentionListId}
      label={t('note.mention')}
      list={list}
      keyOf={(member) => member.id}
      head={head}
    >
      {(member) => (
        <>
          <Avatar name={nameOf(member)} seed={member.id} size={20} />
          <span dir="auto">{nameOf(member)}</span>
          <span class="meta">{member.name ? member.email : ''}</span>
        </>
      )}
    </SuggestionList>
  );
}

/** The first colleague whom a reply names with `@`: the user would read it, and the colleague would not be told. */
export function mentionedInReply(project: string, text: string): string | null {
  const words = [...text.matchAll(/(?:^|\s)@([\p{L}\p{N}._-]{2,})/gu)].map((match) =>
    (match[1] ?? '').toLowerCase(),
  );
  if (words.length === 0) return null;
  for (const member of membersOf(project)) {
    const first = nameOf(member).toLowerCase().split(/\s+/)[0] ?? '';
    if (member.id !== me().user_id && words.includes(first)) return nameOf(member);
  }
  return null;
}
