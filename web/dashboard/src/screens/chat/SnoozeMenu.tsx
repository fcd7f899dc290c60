import clock from 'icon:alarm-clock';
import type { Thread } from '../../api/types.ts';
import { lazyPart } from '../../app/lazy.tsx';
import { snoozeTime } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Menu, type MenuHandle } from '../../ui/Menu.tsx';
import { snoozePresets } from './snooze_times.ts';
import { snooze } from './thread_actions.ts';

interface Props {
  thread: Thread;
  handle: MenuHandle;
  onChoose: () => void;
}

/** When the conversation is to come back: what people usually mean, or a time of their own. */
export function SnoozeMenu({ thread, handle, onChoose }: Props) {
  const items = () => [
    ...snoozePresets(new Date()).map(({ key, at }) => ({
      key,
      label: (
        <>
          <span>{t(`snooze.${key}`)}</span>
          <span class="menu-when">{snoozeTime(at.toISOString())}</span>
        </>
      ),
      run: () => void snooze(thread, at),
    })),
    {
      key: 'reply',
      label: <span>{t('snooze.reply')}</span>,
      run: () => void snooze(thread, null),
    },
    { key: 'choose', label: <span>{t('snooze.choose')}</span>, run: onChoose },
  ];
  return (
    <Menu
      align="end"
      class="icon-button"
      handle={handle}
      label={t('snooze.label')}
      shortcut="s"
      items={items}
      button={<Icon of={clock} />}
    />
  );
}

export const SnoozeDialog = lazyPart<{ thread: Thread; onClose: () => void }>(
  () => import('./SnoozeDialog.tsx'),
);
