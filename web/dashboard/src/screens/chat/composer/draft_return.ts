import { keepDraft } from '../../../state/draft_sync.ts';
import { draftTopic, loadDraft } from '../../../state/drafts.ts';
import { fromWire } from '../../../state/mentions.ts';
import type { Outgoing } from '../../../state/sending.ts';
import { me } from '../../../state/session.ts';
import { touch } from '../../../state/topics.ts';
import { uploadsOf } from '../../../state/uploads.ts';
import { memberName } from '../../../state/workspace.ts';

/** Puts a message that was not sent back into the reply box, before what is being typed there. */
export function giveBack(item: Outgoing): void {
  const draft = loadDraft(me().user_id, item.thread);
  const { text, mentions } = fromWire(item.body, memberName);
  keepDraft(item.project, item.thread, {
    text: draft.text ? `${text}\n${draft.text}` : text,
    note: item.internal,
    mentions: [...draft.mentions, ...mentions],
  });
  uploadsOf({ id: item.thread, project_id: item.project }).restore(item.attachments);
  touch(draftTopic(item.thread));
}
