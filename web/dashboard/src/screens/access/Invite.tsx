import { useState } from 'preact/hooks';
import { ApiError, call } from '../../api/http.ts';
import type { Role, Session } from '../../api/types.ts';
import { enter } from '../../app/boot.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { adoptSession } from '../../state/session.ts';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/Field.tsx';
import { LoadError, Notice, Skeleton } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';
import { Door, useFragmentToken } from './Door.tsx';

interface Lookup {
  email: string;
  org_name: string;
  role: Role;
  invited_by: string | null;
}

export default function Invite() {
  const token = useFragmentToken();
  const invitation = useResource(token, () =>
    call<Lookup>('POST', '/invitations/lookup', { token }, { anonymous: true }),
  );
  const { data, error } = invitation;
  if (data) return <Accept token={token} invitation={data} />;
  return (
    <Door title={t('invite.title')}>
      {!error && <Skeleton rows={3} />}
      {error && (error.status === 404 || error.status === 400) && (
        <div class="stack card">
          <Notice tone="danger">{t('invite.dead')}</Notice>
          <a class="button" href="/login">
            {t('login.back')}
          </a>
        </div>
      )}
      {error && error.status !== 404 && error.status !== 400 && (
        <LoadError error={error} onRetry={invitation.reload} />
      )}
    </Door>
  );
}

function Accept({ token, invitation }: { token: string; invitation: Lookup }) {
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const form = useForm(async () => {
    const body = { token, name: name.trim(), password };
    try {
      adoptSession(await call<Session>('POST', '/invitations/accept', body, { anonymous: true }));
    } catch (fault) {
      if (fault instanceof ApiError && fault.status === 404) {
        throw new ApiError(404, 'invitation_dead', t('invite.dead'));
      }
      throw fault;
    }
    enter();
  });
  const by = invitation.invited_by ?? t('someone');
  return (
    <Door
      title={t('invite.join', { org: invitation.org_name })}
      intro={t('invite.intro', { name: by, role: t(`role.${invitation.role}`) })}
    >
      <form class="stack card" onSubmit={form.submit}>
        <TextField
          label={t('email')}
          value={invitation.email}
          onValue={() => {}}
          readOnly
          autocomplete="username"
        />
        <TextField
          label={t('name')}
          hint={t('name.hint')}
          value={name}
          onValue={setName}
          autocomplete="name"
          maxLength={100}
          required
          autofocus
        />
        <TextField
          label={t('password.choose')}
          hint={t('password.hint')}
          type="password"
          autocomplete="new-password"
          minLength={8}
          value={password}
          onValue={setPassword}
          error={form.error}
          required
        />
        <Button kind="primary" type="submit" busy={form.busy}>
          {t('invite.accept')}
        </Button>
      </form>
    </Door>
  );
}
