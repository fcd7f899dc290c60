import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Me } from '../../api/types.ts';
import { chooseLanguage, type Language, t } from '../../i18n/index.ts';
import { saveNoticePreferences, useNoticePreferences } from '../../state/notice_preferences.ts';
import { setPreference, usePreferences } from '../../state/preferences.ts';
import { updateMe, useMe } from '../../state/session.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { touch } from '../../state/topics.ts';
import { Button } from '../../ui/Button.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { Notice, Page, Section } from '../../ui/Parts.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useForm } from '../../ui/use_form.ts';
import { PasswordForm } from './PasswordForm.tsx';
import { Sessions } from './Sessions.tsx';
import { TwoFactor } from './TwoFactor.tsx';
import '../../styles/settings.css';

const languageNames: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  sv: 'Svenska',
  fr: 'Français',
};

export default function Profile() {
  return (
    <Page title={t('nav.profile')} intro={t('profile.intro')}>
      <Person />
      <Writing />
      <Browser />
      <PasswordForm />
      <TwoFactor />
      <Sessions />
    </Page>
  );
}

function Person() {
  const me = useMe();
  const [name, setName] = useState(me.display_name ?? '');
  const [locale, setLocale] = useState(me.locale ?? '');
  const form = useForm(async () => {
    const body = { display_name: name.trim() || null, locale: locale || null };
    const changed = await call<Me>('PATCH', '/me', body);
    await chooseLanguage(changed.locale);
    updateMe(changed);
    touch('language');
    toast(t('saved'));
  });
  return (
    <Section title={t('profile.you')}>
      <form class="stack" onSubmit={form.submit}>
        <TextField
          label={t('name')}
          hint={t('name.hint')}
          value={name}
          onValue={setName}
          autocomplete="name"
          maxLength={100}
        />
        <TextField
          label={t('email')}
          hint={t('profile.email-hint')}
          value={me.email}
          onValue={() => {}}
          readOnly
        />
        <Select
          label={t('profile.language')}
          value={locale}
          options={[
            { value: '', label: t('profile.language-browser') },
            ...Object.entries(languageNames).map(([value, label]) => ({ value, label })),
          ]}
          onValue={setLocale}
        />
        {form.error && <Notice tone="danger">{form.error}</Notice>}
        <div>
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}

/** The same on every device of the member. */
function Writing() {
  const preferences = useNoticePreferences();
  return (
    <Section title={t('profile.writing')} intro={t('profile.writing-intro')}>
      <Select
        label={t('profile.send')}
        disabled={!preferences}
        value={preferences?.send_with ?? 'enter'}
        options={[
          { value: 'enter', label: t('profile.send-enter') },
          { value: 'modified', label: t('profile.send-modified') },
        ]}
        onValue={(send_with) => void saveNoticePreferences({ send_with }).catch(toastError)}
      />
    </Section>
  );
}

/** Choices that belong to this browser and not to the account. */
function Browser() {
  const { theme, shortcuts } = usePreferences();
  return (
    <Section title={t('profile.browser')} intro={t('profile.browser-intro')}>
      <div class="stack">
        <Select
          label={t('profile.theme')}
          value={theme}
          options={[
            { value: 'system', label: t('theme.system') },
            { value: 'light', label: t('theme.light') },
            { value: 'dark', label: t('theme.dark') },
          ]}
          onValue={(value) => setPreference('theme', value)}
        />
        <Switch
          label={t('help.switch')}
          hint={t('help.switch-hint')}
          on={shortcuts}
          onChange={(on) => setPreference('shortcuts', on)}
        />
      </div>
    </Section>
  );
}
