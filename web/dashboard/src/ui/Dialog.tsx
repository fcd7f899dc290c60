import close from 'icon:x';
import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { t } from '../i18n/index.ts';
import { Button, IconButton } from './Button.tsx';
import { TextField } from './Field.tsx';
import { Icon } from './Icon.tsx';
import { useModal } from './use_modal.ts';

interface Props {
  title: string;
  /** Without it the dialog cannot be left: no Escape, no close button. */
  onClose?: () => void;
  wide?: boolean;
  children: ComponentChildren;
}

/** The browser's own modal dialog: it keeps the focus inside and gives it back afterwards. */
export function Dialog({ title, onClose, wide, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();
  useModal(ref);
  return (
    <dialog
      ref={ref}
      class={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose?.();
      }}
      onMouseDown={(event) => event.target === ref.current && onClose?.()}
    >
      <div class="dialog-body">
        <header class="dialog-head">
          <h2 id={id}>{title}</h2>
          {onClose && (
            <IconButton label={t('close')} onClick={onClose}>
              <Icon of={close} />
            </IconButton>
          )}
        </header>
        {children}
      </div>
    </dialog>
  );
}

interface ConfirmProps {
  title: string;
  text: string;
  action: string;
  /** The word that must be typed before the action can be pressed. */
  typed?: string;
  onConfirm: () => Promise<void>;
  onClose: () => void;
}

export function ConfirmDialog({ title, text, action, typed, onConfirm, onClose }: ConfirmProps) {
  const [word, setWord] = useState('');
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    await onConfirm().finally(() => setBusy(false));
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form class="stack" onSubmit={submit}>
        <p>{text}</p>
        {typed && (
          <TextField
            label={t('confirm.type', { word: typed })}
            value={word}
            onValue={setWord}
            autocomplete="off"
            autofocus
          />
        )}
        <div class="dialog-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button
            kind="danger"
            type="submit"
            busy={busy}
            disabled={Boolean(typed) && word !== typed}
          >
            {action}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
