import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Member } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { me } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';
import { loadMembers } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Field.tsx';
import { Notice } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';
import { ProjectAccess } from './ProjectAccess.tsx';
import { rolesToGive } from './rules.ts';

export function EditMember({ member, onClose }: { member: Member; onClose: () => void }) {
  const [role, setRole] = useState(member.role);
  const [access, setAccess] = useState(member.projects);
  const form = useForm(async () => {
    await call('PATCH', `/members/${member.id}`, {
      role,
      projects: role === 'Member' ? access : null,
    });
    await loadMembers();
    onClose();
    toast(t('saved'));
  });
  return (
    <Dialog title={member.name ?? member.email} onClose={onClose}>
      <form class="stack" onSubmit={form.submit}>
        <Select
          label={t('members.role')}
          hint={t(`role-hint.${role}`)}
          value={role}
          options={rolesToGive(me()).map((value) => ({ value, label: t(`role.${value}`) }))}
          onValue={setRole}
        />
        {role === 'Member' && <ProjectAccess value={access} onChange={setAccess} />}
        {form.error && <Notice tone="danger">{form.error}</Notice>}
        <div class="dialog-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
