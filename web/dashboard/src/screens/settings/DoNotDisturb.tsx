import { absoluteTime, clockTime } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import {
  disturbedFrom,
  saveNoticePreferences,
  useNoticePreferences,
} from '../../state/notice_preferences.ts';
import { toastError } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';

const minute = 60_000;

/** Tomorrow at eight, by this browser's clock. */
function tomorrow(): number {
  const day = new Date();
  day.setDate(day.getDate() + 1);
  return day.setHours(8, 0, 0, 0);
}

/** Silence until a time. The bell goes on counting. */
export function DoNotDisturb() {
  useNoticePreferences();
  const until = disturbedFrom();
  const set = (time: number | null) => {
    const do_not_disturb_until = time === null ? null : new Date(time).toISOString();
    void saveNoticePreferences({ do_not_disturb_until }).catch(toastError);
  };
  return (
    <div class="do-not-disturb" role="status">
      {until ? (
        <>
          <span>{t('notices.quiet-until', { time: absoluteTime(until.toISOString()) })}</span>
          <Button small onClick={() => set(null)}>
            {t('notices.quiet-end')}
          </Button>
        </>
      ) : (
        <>
          <Button small onClick={() => set(Date.now() + 30 * minute)}>
            {t('notices.quiet-30')}
          </Button>
          <Button small onClick={() => set(Date.now() + 120 * minute)}>
            {t('notices.quiet-120')}
          </Button>
          <Button small onClick={() => set(tomorrow())}>
            {t('notices.quiet-tomorrow', { time: clockTime(new Date(tomorrow()).toISOString()) })}
          </Button>
        </>
      )}
    </div>
  );
}
