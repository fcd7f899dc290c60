import alarm from 'icon:alarm-clock';
import tagIcon from 'icon:tag';
import type { Tag, Thread } from '../../api/types.ts';
import { lazyPart } from '../../app/lazy.tsx';
import { useShortcuts } from '../../app/use_shortcuts.ts';
import { absoluteTime, snoozeTime } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { colorOf, useTags } from '../../state/tags.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Popover, type PopoverHandle } from '../../ui/Popover.tsx';
import { reopenThread, setTags } from './thread_actions.ts';

interface PickerProps {
  all: readonly Tag[];
  chosen: string[];
  onChange: (tags: string[]) => void;
  onClose: () => void;
}

const TagPicker = lazyPart<PickerProps>(() => import('./TagPicker.tsx'));
const picker: PopoverHandle = {};

/** Under the head: where the conversation stands, and what it is about. */
export function TagBar({ thread }: { thread: Thread }) {
  const all = useTags(thread.project_id);
  useShortcuts({ t: () => picker.open?.() });
  return (
    <div class="tag-bar">
      <StatusChip thread={thread} />
      {thread.tags.length > 0 && (
        <ul class="tag-chips" aria-label={t('tags.label')}>
          {thread.tags.map((name) => (
            <li key={name}>
              <TagChip name={name} all={all} />
            </li>
          ))}
        </ul>
      )}
      <Popover
        label={t('tags.edit')}
        title={`${t('tags.edit')} (t)`}
        class="button quiet small"
        handle={picker}
        button={
          <>
            <Icon of={tagIcon} size={13} />
            {thread.tags.length === 0 && <span>{t('tags.add')}</span>}
          </>
        }
      >
        {(close) => (
          <TagPicker
            all={all}
            chosen={thread.tags}
            onChange={(tags) => void setTags(thread, tags)}
            onClose={close}
          />
        )}
      </Popover>
    </div>
  );
}

export function TagChip({ name, all }: { name: string; all: readonly Tag[] }) {
  return (
    <span class="tag-chip">
      <span class={`tag-dot ${colorOf(all, name)}`} aria-hidden="true" />
      <span class="tag-name" dir="auto">
        {name}
      </span>
    </span>
  );
}

function StatusChip({ thread }: { thread: Thread }) {
  if (thread.status === 'snoozed') {
    const until = thread.snoozed_until;
    return (
      <span class="badge snoozed" title={until ? absoluteTime(until) : undefined}>
        <Icon of={alarm} size={12} />
        {until ? t('status.snoozed-until', { when: snoozeTime(until) }) : t('status.snoozed-reply')}
        <button type="button" class="badge-action" onClick={() => void reopenThread(thread)}>
          {t('snooze.end')}
        </button>
      </span>
    );
  }
  if (!thread.returned_at) return null;
  return (
    <span class="badge returned" title={absoluteTime(thread.returned_at)}>
      <Icon of={alarm} size={12} />
      {t('status.returned')}
    </span>
  );
}
