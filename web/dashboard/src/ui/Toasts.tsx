import close from 'icon:x';
import { t } from '../i18n/index.ts';
import { dismiss, holdToasts, toasts } from '../state/toasts.ts';
import { useTopics } from '../state/topics.ts';
import { Icon } from './Icon.tsx';

export function Toasts() {
  useTopics('toasts');
  return (
    <div
      class="toasts"
      role="status"
      aria-live="polite"
      onPointerEnter={() => holdToasts(true)}
      onPointerLeave={() => holdToasts(false)}
      onFocusIn={() => holdToasts(true)}
      onFocusOut={() => holdToasts(false)}
    >
      {toasts().map((item) => (
        <div key={item.id} class={`toast ${item.tone}`}>
          <span>{item.text}</span>
          {item.action && (
            <button
              type="button"
              class="toast-action"
              onClick={() => {
                holdToasts(false);
                dismiss(item.id);
                item.action?.run();
              }}
            >
              {item.action.label}
            </button>
          )}
          <button
            type="button"
            class="toast-close"
            aria-label={t('close')}
            onClick={() => dismiss(item.id)}
          >
            <Icon of={close} size={14} />
          </button>
        </div>
      ))}
    </div>
  );
}
