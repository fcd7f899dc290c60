import { isOver } from '@seggwat/shared/uploads';
import { listMessages } from '../../../api/threads.ts';
import type { Attachment, Message } from '../../../api/types.ts';
import { receiveMessage } from '../../../state/conversation.ts';

/** An address that works: a link that has run out is asked for anew, with its message. */
export async function freshAddress(message: Message | null, file: Attachment): Promise<string> {
  if (!message?.project_id || !isOver(file.url, Date.now())) return file.url;
  const before = `${message.seq}.${message.note + 1}`;
  const page = await listMessages(message.project_id, message.thread_id, { before });
  const again = page.messages.find(({ id }) => id === message.id);
  if (again) receiveMessage(again);
  return again?.attachments.find(({ id }) => id === file.id)?.url ?? file.url;
}
