import { useState } from 'preact/hooks';
import { setBlocked } from '../../api/threads.ts';
import type { Thread } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { changeThread, findThread } from '../../state/inbox.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { Ago } from '../../ui/Time.tsx';
import { displayName } from './person.ts';

/** Keeps a person out of the chat, and lets them in again. */
export function BlockUser({ thread }: { thread: Thread }) {
  const [asking, setAsking] = useState(false);
  const { user } = thread;
  const name = displayName(user);
  const set = async (blocked: boolean) => {
    try {
      await setBlocked(thread.project_id, thread.id, blocked);
      setAsking(false);
      // The event tells who did it, and may have been quicker than the answer.
      const now = findThread(thread.id)?.user ?? user;
      if (now.blocked !== blocked) changeThread(thread.id, { user: { ...now, blocked } });
      toast(t(blocked ? 'person.blocked-toast' : 'person.unblocked-toast', { name }), {
        action: { label: t('undo'), run: () => void set(!blocked) },
      });
    } catch (fault) {
      toastError(fault);
    }
  };
  return (
    <div class="person-actions">
      {user.blocked ? (
        <>
          <Button small onClick={() => void set(false)}>
            {t('person.unblock')}
          </Button>
          <p class="hint">
            {user.blocked_by && t('person.blocked-by', { name: user.blocked_by })}{' '}
            {user.blocked_at && <Ago at={user.blocked_at} />}
          </p>
        </>
      ) : (
        <>
          <Button small kind="danger" onClick={() => setAsking(true)}>
            {t('person.block')}
          </Button>
          <p class="hint">{t('person.block-hint')}</p>
        </>
      )}
      {asking && (
        <ConfirmDialog
          title={t('person.block-of', { name })}
          text={t('person.block-text', { name })}
          action={t('person.block')}
          onConfirm={() => set(true)}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  );
}
