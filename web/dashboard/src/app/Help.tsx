import { type Key, t } from '../i18n/index.ts';
import { setPreference, usePreferences } from '../state/preferences.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { Switch } from '../ui/Switch.tsx';
import { modifierKey } from './Nav.tsx';

const rows: [keys: string[], text: Key][] = [
  [['j'], 'help.next'],
  [['k'], 'help.previous'],
  [['Enter', 'o'], 'help.open'],
  [['r'], 'help.reply'],
  [['n'], 'help.note'],
  [['e'], 'help.resolve'],
  [['u'], 'help.unread'],
  [['s'], 'help.snooze'],
  [['a'], 'help.assign'],
  [['i'], 'help.assign-to'],
  [['t'], 'help.tags'],
  [['/'], 'help.search'],
  [['g', 'i'], 'help.go-chat'],
  [['g', 'f'], 'help.go-feedback'],
  [['g', 'r'], 'help.go-reviews'],
  [['g', 'p'], 'help.go-projects'],
  [['g', 'm'], 'help.go-members'],
  [['g', 's'], 'help.go-settings'],
  [['?'], 'help.help'],
];

export function Help({ onClose }: { onClose: () => void }) {
  const { shortcuts } = usePreferences();
  return (
    <Dialog title={t('help.title')} onClose={onClose}>
      <dl class="help-keys">
        {rows.map(([keys, text]) => (
          <div key={text}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(text)}</dd>
          </div>
        ))}
        <div>
          <dt>
            <kbd>{modifierKey()}K</kbd>
          </dt>
          <dd>{t('palette.open')}</dd>
        </div>
        <div>
          <dt>
            <kbd>{modifierKey()}Enter</kbd>
          </dt>
          <dd>{t('help.send')}</dd>
        </div>
      </dl>
      <Switch
        label={t('help.switch')}
        hint={t('help.switch-hint')}
        on={shortcuts}
        onChange={(on) => setPreference('shortcuts', on)}
      />
    </Dialog>
  );
}
