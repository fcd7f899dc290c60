import type { Attachment, Message } from '@seggwat/shared/types';
import { isOver, postFile, UploadList } from '@seggwat/shared/uploads';
import { addStyles } from '../../hub/styles.ts';
import type { Answer } from '../../live/chat_api.ts';
import type { Conversation } from '../../live/conversation.ts';
import type { WidgetTexts } from '../../texts.ts';
import css from './files.css';

export { Attach } from './attach.tsx';
export { MessageFiles } from './message_files.tsx';
export { Tray } from './tray.tsx';

export function prepare(root: ShadowRoot): void {
  addStyles(root, css);
}

const lists = new WeakMap<Conversation, UploadList>();

/** The files of the message being written: they outlive a closed panel, and a reload once they are up. */
export function uploadsOf(chat: Conversation): UploadList {
  const known = lists.get(chat);
  if (known) return known;
  const list = new UploadList(
    (file, onProgress, signal) => {
      const stop = AbortSignal.any([signal, chat.stopping.signal]);
      const { api } = chat;
      const address = `${api.base}/chat/attachments`;
      const post = async (): Promise<Answer<Attachment>> => {
        const answer = await postFile(address, api.headers(), file, onProgress, stop);
        return answer.ok
          ? { ok: true, status: 201, data: answer.data }
          : { ok: false, status: answer.status, code: answer.code, retryAfterMs: null };
      };
      return chat.call(post);
    },
    () => {
      const { attachment_bytes: bytes = 0, attachments: count = 0 } = chat.store.state.limits;
      return { bytes, count };
    },
  );
  lists.set(chat, list);
  list.restore(kept(chat));
  list.subscribe(() => {
    const { attachments } = list;
    if (attachments.length > 0) chat.keep.set('files', JSON.stringify(attachments));
    else chat.keep.remove('files');
  });
  return list;
}

function kept(chat: Conversation): Attachment[] {
  try {
    const list: unknown = JSON.parse(chat.keep.get('files') ?? '[]');
    return Array.isArray(list) ? list.filter((one) => typeof one?.id === 'string') : [];
  } catch {
    return [];
  }
}

export const numbersOf = (texts: WidgetTexts): Intl.NumberFormat =>
  new Intl.NumberFormat(texts.locale);

export const addressOf = (chat: Conversation, attachment: Attachment): string =>
  chat.core.origin + attachment.url;

/** An address that works: a link that has run out is asked for anew, with its message. */
export async function freshAddress(
  chat: Conversation,
  message: Message | null,
  attachment: Attachment,
): Promise<string> {
  if (!message || !isOver(attachment.url, Date.now())) return addressOf(chat, attachment);
  const answer = await chat.call(() => chat.api.before(message.seq + 1, 1));
  const again = answer.ok ? answer.data.messages[0] : undefined;
  if (again) chat.reader.takeMessage(again);
  const renewed = again?.attachments.find(({ id }) => id === attachment.id);
  return addressOf(chat, renewed ?? attachment);
}
