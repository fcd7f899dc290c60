import { loadDraft, saveDraft } from '../../../state/drafts.ts';
import type { Outgoing } from '../../../state/sending.ts';
import { me } from '../../../state/session.ts';
import { touch } from '../../../state/topics.ts';
import { memberName } from '../../../state/workspace.ts';
import { type Mention, splitMentions } from './mentions.ts';

export const draftTopic = (thread: string) => `draft:${thread}`;

/** Puts a message that was not sent back into the reply box, before what is being typed there. */
export function giveBack(item: Outgoing): void {
  const draft = loadDraft(me().user_id, item.thread);
  const mentions: Mention[] = [...draft.mentions];
  const text = splitMentions(item.body)
    .map((part) => {
      const name = part.member && memberName(part.member);
      if (!part.member || !name) return part.text;
      mentions.push({ id: part.member, name });
      return `@${name}`;
    })
    .join('');
  const joined = draft.text ? `${text}\n${draft.text}` : text;
  saveDraft(me().user_id, item.thread, { text: joined, note: item.internal, mentions });
  touch(draftTopic(item.thread));
}
