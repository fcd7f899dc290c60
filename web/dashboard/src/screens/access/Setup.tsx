import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Project, Session } from '../../api/types.ts';
import { navigate } from '../../app/router.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { adoptSession } from '../../state/session.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { LoadError, Notice, Skeleton } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';
import { InstallGuide } from '../projects/InstallGuide.tsx';
import { Door, useFragmentToken } from './Door.tsx';

/** The first page of a new server: who runs it, and where it will be used. */
export default function Setup() {
  const state = useResource('setup', () =>
    call<{ needed: boolean }>('GET', '/setup', undefined, { anonymous: true }),
  );
  const token = useFragmentToken();
  const [project, setProject] = useState<Project | null>(null);
  if (project) return <Installed project={project} />;
  if (state.data?.needed && token) return <SetupForm token={token} onDone={setProject} />;
  return (
    <Door title={t('setup.title')}>
      {!state.data && !state.error && <Skeleton rows={4} />}
      {state.error && <LoadError error={state.error} onRetry={state.reload} />}
      {state.data?.needed && !token && (
        <div class="stack card">
          <Notice tone="info">{t('setup.need-link')}</Notice>
          <p class="hint">{t('setup.need-link-hint')}</p>
        </div>
      )}
      {state.data && !state.data.needed && (
        <div class="stack card">
          <Notice tone="info">{t('error.setup-done')}</Notice>
          <a class="button primary" href="/login">
            {t('sign-in')}
          </a>
        </div>
      )}
    </Door>
  );
}

function SetupForm({ token, onDone }: { token: string; onDone: (project: Project) => void }) {
  const [values, setValues] = useState({
    organisation: '',
    name: '',
    email: '',
    password: '',
    project: '',
    origin: '',
  });
  const set = (name: keyof typeof values) => (value: string) =>
    setValues({ ...values, [name]: value });
  const form = useForm(async () => {
    const { origin, ...rest } = values;
    const body = { token, ...rest, ...(origin.trim() ? { origin: origin.trim() } : {}) };
    const answer = await call<Session & { project: Project }>('POST', '/setup', body, {
      anonymous: true,
    });
    adoptSession(answer);
    onDone(answer.project);
  });
  return (
    <Door title={t('setup.title')} intro={t('setup.intro')}>
      <form class="stack card" onSubmit={form.submit}>
        <TextField
          label={t('setup.organisation')}
          hint={t('setup.organisation-hint')}
          value={values.organisation}
          onValue={set('organisation')}
          autocomplete="organization"
          maxLength={100}
          required
          autofocus
        />
        <div class="pair">
          <TextField
            label={t('name')}
            value={values.name}
            onValue={set('name')}
            autocomplete="name"
            maxLength={100}
            required
          />
          <TextField
            label={t('email')}
            type="email"
            value={values.email}
            onValue={set('email')}
            autocomplete="username"
            required
          />
        </div>
        <TextField
          label={t('password.choose')}
          hint={t('password.hint')}
          type="password"
          autocomplete="new-password"
          minLength={8}
          value={values.password}
          onValue={set('password')}
          required
        />
        <hr />
        <TextField
          label={t('setup.project')}
          hint={t('setup.project-hint')}
          value={values.project}
          onValue={set('project')}
          maxLength={100}
          required
        />
        <TextField
          label={t('setup.origin')}
          hint={t('setup.origin-hint')}
          value={values.origin}
          onValue={set('origin')}
          placeholder="https://shop.example"
          inputMode="url"
          dir="ltr"
        />
        {form.error && <Notice tone="danger">{form.error}</Notice>}
        <Button kind="primary" type="submit" busy={form.busy}>
          {t('setup.create')}
        </Button>
      </form>
    </Door>
  );
}

function Installed({ project }: { project: Project }) {
  return (
    <Door title={t('setup.done')} intro={t('setup.done-intro')} wide>
      <div class="stack card">
        <InstallGuide project={project} />
        <Button kind="primary" onClick={() => navigate('/messages/live-chat', { replace: true })}>
          {t('setup.go')}
        </Button>
      </div>
    </Door>
  );
}
