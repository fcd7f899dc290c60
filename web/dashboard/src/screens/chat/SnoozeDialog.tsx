import { useState } from 'preact/hooks';
import type { Thread } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Field } from '../../ui/Field.tsx';
import { snoozePresets, toLocalInput } from './snooze_times.ts';
import { snooze } from './thread_actions.ts';

/** A date and time of one's own, in the local time zone. */
export default function SnoozeDialog({ thread, onClose }: { thread: Thread; onClose: () => void }) {
  const [value, setValue] = useState(() => {
    const tomorrow = snoozePresets(new Date()).find(({ key }) => key === 'tomorrow');
    return toLocalInput(tomorrow?.at ?? new Date());
  });
  const [fault, setFault] = useState('');
  const submit = (event: Event) => {
    event.preventDefault();
    const at = new Date(value);
    if (!(at.getTime() > Date.now())) return setFault(t('snooze.passed'));
    onClose();
    void snooze(thread, at);
  };
  return (
    <Dialog title={t('snooze.label')} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <Field label={t('snooze.when')} error={fault}>
          {(ids) => (
            <input
              class="input"
              type="datetime-local"
              id={ids.id}
              aria-describedby={ids.describedBy}
              aria-invalid={ids.invalid || undefined}
              value={value}
              min={toLocalInput(new Date())}
              required
              autofocus
              onInput={(event) => setValue(event.currentTarget.value)}
            />
          )}
        </Field>
        <div class="dialog-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit">
            {t('snooze.do')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
