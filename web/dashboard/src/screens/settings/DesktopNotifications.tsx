import { useState } from 'preact/hooks';
import { t } from '../../i18n/index.ts';
import { setPreference, usePreferences } from '../../state/preferences.ts';
import { Switch } from '../../ui/Switch.tsx';

/** Whether this browser may show notifications; asks for the permission when it is switched on. */
export function DesktopNotifications() {
  const { desktopNotifications } = usePreferences();
  const possible = 'Notification' in window;
  const [denied, setDenied] = useState(possible && Notification.permission === 'denied');
  const change = async (on: boolean) => {
    if (on && Notification.permission !== 'granted') {
      const answer = await Notification.requestPermission();
      setDenied(answer === 'denied');
      if (answer !== 'granted') return;
    }
    setPreference('desktopNotifications', on);
  };
  const hint = !possible
    ? t('profile.desktop-impossible')
    : denied
      ? t('profile.desktop-denied')
      : t('profile.desktop-hint');
  return (
    <Switch
      label={t('profile.desktop')}
      hint={hint}
      on={desktopNotifications && !denied && possible}
      disabled={!possible || denied}
      onChange={(on) => void change(on)}
    />
  );
}
