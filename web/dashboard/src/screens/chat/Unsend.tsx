import undo from 'icon:undo-2';
import { useEffect, useState } from 'preact/hooks';
import { unsendMessage } from '../../api/threads.ts';
import type { Message } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { receiveMessage } from '../../state/conversation.ts';
import { messageArrived } from '../../state/incoming.ts';
import { me } from '../../state/session.ts';
import { toastError } from '../../state/toasts.ts';
import { Icon } from '../../ui/Icon.tsx';

const withinMs = 120_000;

/** It can still be taken back. */
export function isRecentOwn(message: Message): boolean {
  const mine = message.author.id === me().user_id && !message.deleted_at;
  return mine && Date.now() < Date.parse(message.created_at) + withinMs;
}

/** Takes one's own message back for both sides; there for two minutes. */
export function Unsend({ message }: { message: Message }) {
  const ends = Date.parse(message.created_at) + withinMs;
  const [, again] = useState(0);
  const there = isRecentOwn(message);
  useEffect(() => {
    if (!there) return;
    const timer = setTimeout(() => again((count) => count + 1), ends - Date.now() + 50);
    return () => clearTimeout(timer);
  }, [there, ends]);
  if (!there) return null;
  const run = async () => {
    try {
      await unsendMessage(message.project_id ?? '', message.thread_id, message.id);
      const deleted_at = new Date().toISOString();
      const gone = { ...message, body: '', attachments: [], deleted_at };
      receiveMessage(gone);
      messageArrived(gone);
      document.querySelector<HTMLElement>('.composer textarea')?.focus();
    } catch (fault) {
      toastError(fault);
    }
  };
  return (
    <button type="button" class="unsend" title={t('unsend.hint')} onClick={run}>
      <Icon of={undo} size={12} />
      {t('unsend')}
    </button>
  );
}
