import type { RefObject } from 'preact';
import type { SavedReply, Thread } from '../../../api/types.ts';
import { t } from '../../../i18n/index.ts';
import { fillReply, firstName, type ReplyValues } from '../../../state/reply_variables.ts';
import { findReplies, useSavedReplies, wantSavedReplies } from '../../../state/saved_replies.ts';
import { me } from '../../../state/session.ts';
import { projects } from '../../../state/workspace.ts';
import { insertText } from './insert_text.ts';
import { SuggestionList } from './SuggestionList.tsx';
import { slashAt } from './triggers.ts';
import { type Suggestions, useSuggestions } from './use_suggestions.ts';

export const savedListId = 'saved-list';

/** What the variables stand for in this conversation. */
export function valuesOf(thread: Thread): ReplyValues {
  const self = me().display_name;
  return {
    'user.name': thread.user.name ?? null,
    'user.first_name': firstName(thread.user.name),
    'user.email': thread.user.email ?? null,
    'member.name': self,
    'member.first_name': firstName(self),
    'project.name': projects().find(({ id }) => id === thread.project_id)?.name ?? null,
  };
}

/** Offers saved replies while `/…` is being typed. */
export function useReplyList(
  thread: Thread,
  area: RefObject<HTMLTextAreaElement | null>,
): Suggestions<SavedReply> {
  const all = useSavedReplies();
  return useSuggestions<SavedReply>(area, {
    trigger: (text, caret) => {
      const typed = slashAt(text, caret);
      if (typed) wantSavedReplies();
      return typed;
    },
    find: (typed) => findReplies(all, thread.project_id, typed),
    put: (element, typed, reply) => {
      const text = fillReply(reply.body, valuesOf(thread));
      insertText(element, typed.from, typed.from + typed.typed.length + 1, text);
    },
  });
}

export function ReplyList({ list }: { list: Suggestions<SavedReply> }) {
  const all = useSavedReplies();
  const foot = (
    <a class="suggestion-foot" href="/settings/saved-replies" onMouseDown={keepFocus}>
      {t('saved.manage')}
    </a>
  );
  if (list.active && all.length === 0) {
    return (
      <div class="suggestions">
        <p class="suggestion-head" role="status">
          {t('saved.none')}
        </p>
        {foot}
      </div>
    );
  }
  return (
    <SuggestionList
      id={savedListId}
      label={t('saved.title')}
      list={list}
      keyOf={(reply) => reply.id}
      foot={foot}
    >
      {(reply) => (
        <>
          <span class="saved-shortcut" dir="auto">
            /{reply.shortcut}
          </span>
          <span class="saved-preview" dir="auto">
            {reply.body.replace(/\s+/g, ' ')}
          </span>
          {reply.scope === 'personal' && <span class="meta">{t('saved.mine')}</span>}
        </>
      )}
    </SuggestionList>
  );
}

const keepFocus = (event: MouseEvent) => event.preventDefault();
