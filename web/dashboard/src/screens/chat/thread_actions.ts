import { markUnread, patchThread } from '../../api/threads.ts';
import type { Thread } from '../../api/types.ts';
import { navigate } from '../../app/router.ts';
import { t } from '../../i18n/index.ts';
import { adoptAnswer, changeThread } from '../../state/inbox.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { memberName } from '../../state/workspace.ts';

/** Shows the change at once and takes it back if the server refuses. */
async function change(
  thread: Thread,
  shown: Partial<Thread>,
  wire: Parameters<typeof patchThread>[1],
): Promise<boolean> {
  const before = { status: thread.status, assignee: thread.assignee };
  changeThread(thread.id, shown);
  try {
    adoptAnswer(await patchThread(thread, wire));
    return true;
  } catch (fault) {
    changeThread(thread.id, before);
    toastError(fault);
    return false;
  }
}

const setStatus = (thread: Thread, status: 'open' | 'resolved') =>
  change(thread, { status }, { status });

/** Resolves an open thread and opens a resolved one; either can be undone from the toast. */
export async function toggleResolved(thread: Thread): Promise<void> {
  const resolve = thread.status !== 'resolved';
  if (!(await setStatus(thread, resolve ? 'resolved' : 'open'))) return;
  const undo = () => void setStatus(thread, resolve ? 'open' : 'resolved');
  toast(resolve ? t('chat.resolved') : t('chat.reopened'), {
    action: { label: t('undo'), run: undo },
  });
}

export async function assignTo(thread: Thread, member: string | null): Promise<void> {
  if ((thread.assignee?.id ?? null) === member) return;
  const assignee = member ? { id: member, name: memberName(member) ?? '' } : null;
  await change(thread, { assignee }, { assignee: member });
}

/** Marks the thread unread for oneself and closes it, for else it would be read again at once. */
export async function leaveUnread(thread: Thread): Promise<void> {
  navigate('/messages/live-chat');
  try {
    await markUnread(thread.project_id, thread.id);
    if (!thread.unread) changeThread(thread.id, { unread: 1 });
    toast(t('chat.marked-unread'));
  } catch (fault) {
    toastError(fault);
  }
}
