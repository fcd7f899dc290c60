import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import { t } from '../../i18n/index.ts';
import { loadMembers, useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { CopyBox, Notice } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';
import { ProjectAccess } from './ProjectAccess.tsx';

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<'Member' | 'Admin'>('Member');
  const [access, setAccess] = useState<string[] | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const form = useForm(async () => {
    const projects = role === 'Member' ? access : null;
    const answer = await call<{ link: string }>('POST', '/invitations', { email, role, projects });
    setLink(answer.link);
    await loadMembers();
  });
  if (link) return <LinkDialog email={email} link={link} onClose={onClose} />;
  return (
    <Dialog title={t('members.invite')} onClose={onClose}>
      <form class="stack" onSubmit={form.submit}>
        <TextField
          label={t('email')}
          type="email"
          value={email}
          onValue={setEmail}
          autocomplete="off"
          required
          autofocus
        />
        <Select
          label={t('members.role')}
          hint={t(`role-hint.${role}`)}
          value={role}
          options={[
            { value: 'Member', label: t('role.Member') },
            { value: 'Admin', label: t('role.Admin') },
          ]}
          onValue={setRole}
        />
        {role === 'Member' && <ProjectAccess value={access} onChange={setAccess} />}
        {form.error && <Notice tone="danger">{form.error}</Notice>}
        <div class="dialog-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('members.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The link works with and without mail: it is always shown to whoever invites. */
export function LinkDialog({
  email,
  link,
  onClose,
}: {
  email: string;
  link: string;
  onClose: () => void;
}) {
  const { system } = useWorkspace();
  return (
    <Dialog title={t('members.invited')} onClose={onClose}>
      <div class="stack">
        <p>
          {system?.mail.configured
            ? t('members.link-mailed', { email })
            : t('members.link-not-mailed', { email })}
        </p>
        <CopyBox text={link} label={t('members.link')} />
        <p class="hint">{t('members.link-hint')}</p>
        <div class="dialog-actions">
          <Button kind="primary" onClick={onClose}>
            {t('done')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
