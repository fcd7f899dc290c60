import smile from 'icon:face-slightly-smiling';
import type { ComponentType } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../i18n/index.ts';
import { toast } from '../../../state/toasts.ts';
import { Icon } from '../../../ui/Icon.tsx';
import type { PickerProps } from './EmojiPicker.tsx';

let loaded: ComponentType<PickerProps> | null = null;

/** Opens the picker, which is fetched when it is first wanted. */
export function EmojiButton({
  disabled,
  onPick,
}: {
  disabled: boolean;
  onPick: (emoji: string) => void;
}) {
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const trigger = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) =>
      root.current?.contains(event.target as Node) || setOpen(false);
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);
  const toggle = async () => {
    if (open) return setOpen(false);
    try {
      loaded ??= (await import('./EmojiPicker.tsx')).default;
      setOpen(true);
    } catch {
      toast(t('error.screen'), { tone: 'danger' });
    }
  };
  const Picker = loaded;
  return (
    <div class="emoji" ref={root}>
      <button
        ref={trigger}
        type="button"
        class="format-button"
        aria-label={t('emoji.open')}
        title={t('emoji.open')}
        aria-expanded={open}
        aria-haspopup="dialog"
        disabled={disabled}
        onClick={() => void toggle()}
      >
        <Icon of={smile} size={15} />
      </button>
      {open && Picker && (
        <Picker
          onPick={(emoji) => {
            setOpen(false);
            onPick(emoji);
          }}
          onClose={() => {
            setOpen(false);
            trigger.current?.focus();
          }}
        />
      )}
    </div>
  );
}
