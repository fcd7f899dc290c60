import { markUnread, patchThread } from '../../api/threads.ts';
import type { Thread } from '../../api/types.ts';
import { navigate } from '../../app/router.ts';
import { snoozeTime } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { adoptAnswer, changeThread, findThread } from '../../state/inbox.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { memberName } from '../../state/workspace.ts';

/** Shows the change at once and takes it back if the server refuses. */
async function change(
  thread: Thread,
  shown: Partial<Thread>,
  wire: Parameters<typeof patchThread>[1],
): Promise<boolean> {
  const { status, snoozed_until, returned_at, assignee, tags } = thread;
  const before = { status, snoozed_until, returned_at, assignee, tags };
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
  change(thread, { status, snoozed_until: null, returned_at: null }, { status });

/** Back to how the thread stood before; but if somebody has written since, it is not put away with that. */
function restoreStatus(thread: Thread): Promise<boolean> {
  const { status, snoozed_until } = thread;
  const now = findThread(thread.id);
  if (now && now.last_seq > thread.last_seq) return setStatus(now, 'open');
  if (status !== 'snoozed') return setStatus(thread, status);
  const at = snoozed_until && Date.parse(snoozed_until) > Date.now() ? snoozed_until : null;
  return setSnooze(thread, at);
}

const setSnooze = (thread: Thread, snoozed_until: string | null) =>
  change(
    thread,
    { status: 'snoozed', snoozed_until, returned_at: null },
    snoozed_until ? { snoozed_until } : { status: 'snoozed' },
  );

/** Resolves an open thread and opens a resolved one; either can be undone from the toast. */
export async function toggleResolved(thread: Thread): Promise<void> {
  const resolve = thread.status !== 'resolved';
  if (!(await setStatus(thread, resolve ? 'resolved' : 'open'))) return;
  const undo = () => void restoreStatus(thread);
  toast(resolve ? t('chat.resolved') : t('chat.reopened'), {
    action: { label: t('undo'), run: undo },
  });
}

/** Puts the conversation aside until then; without a time, until the user writes. */
export async function snooze(thread: Thread, until: Date | null): Promise<void> {
  const at = until?.toISOString() ?? null;
  if (!(await setSnooze(thread, at))) return;
  const undo = () => void restoreStatus(thread);
  toast(at ? t('snooze.done', { when: snoozeTime(at) }) : t('snooze.done-reply'), {
    action: { label: t('undo'), run: undo },
  });
}

export const reopenThread = (thread: Thread) => setStatus(thread, 'open');

export async function assignTo(thread: Thread, member: string | null): Promise<void> {
  const before = thread.assignee?.id ?? null;
  if (before === member || !(await setAssignee(thread, member))) return;
  const name = member ? (memberName(member) ?? '') : '';
  toast(member ? t('chat.assigned-to', { name }) : t('chat.unassigned'), {
    action: { label: t('undo'), run: () => void setAssignee(thread, before) },
  });
}

function setAssignee(thread: Thread, member: string | null): Promise<boolean> {
  const assignee = member ? { id: member, name: memberName(member) ?? '' } : null;
  return change(thread, { assignee }, { assignee: member });
}

export const setTags = (thread: Thread, tags: string[]) => change(thread, { tags }, { tags });

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
