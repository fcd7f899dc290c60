import plus from 'icon:user-round-plus';
import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Invitation, Member } from '../../api/types.ts';
import { shortDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { isAdmin, me, useMe } from '../../state/session.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { loadMembers, useWorkspace } from '../../state/workspace.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Page, Section } from '../../ui/Parts.tsx';
import { Ago } from '../../ui/Time.tsx';
import { EditMember } from './EditMember.tsx';
import { InviteDialog, LinkDialog } from './InviteDialog.tsx';
import { mayManage, projectNames } from './rules.ts';
import '../../styles/settings.css';

export default function Members() {
  const { members, invitations } = useWorkspace();
  useMe();
  const [inviting, setInviting] = useState(false);
  const invite = (
    <Button
      kind="primary"
      reason={!isAdmin() && t('reason.admin')}
      onClick={() => setInviting(true)}
    >
      <Icon of={plus} size={14} />
      {t('members.invite')}
    </Button>
  );
  return (
    <Page title={t('nav.members')} intro={t('members.intro')} actions={invite}>
      <ul class="rows">
        {members.map((member) => (
          <MemberRow key={member.id} member={member} />
        ))}
      </ul>
      {isAdmin() && (
        <Section title={t('members.invitations')} intro={t('members.invitations-intro')}>
          {invitations.length === 0 && <p class="hint">{t('members.no-invitations')}</p>}
          <ul class="rows">
            {invitations.map((invitation) => (
              <InvitationRow key={invitation.id} invitation={invitation} />
            ))}
          </ul>
        </Section>
      )}
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </Page>
  );
}

function MemberRow({ member }: { member: Member }) {
  const { projects } = useWorkspace();
  const [dialog, setDialog] = useState<'edit' | 'remove' | 'reset' | null>(null);
  const name = member.name ?? member.email;
  const self = member.id === me().user_id;
  const remove = async () => {
    try {
      await call('DELETE', `/members/${member.id}`);
      setDialog(null);
      await loadMembers();
      toast(t('members.removed', { name }));
    } catch (fault) {
      toastError(fault);
    }
  };
  const resetTwoFactor = async () => {
    try {
      await call('DELETE', `/members/${member.id}/two-factor`);
      setDialog(null);
      await loadMembers();
      toast(t('members.two-factor-was-reset', { name }));
    } catch (fault) {
      toastError(fault);
    }
  };
  return (
    <li class="row-item">
      <Avatar name={name} seed={member.id} size={34} online={member.online} />
      <span class="row-main">
        <span class="row-title" dir="auto">
          {name} {self && <span class="meta">({t('you')})</span>}
        </span>
        <span class="hint" dir="auto">
          {member.email} · {projectNames(member.projects, projects)}
          {member.last_seen_at && !member.online && (
            <>
              {' · '}
              {t('members.seen')} <Ago at={member.last_seen_at} />
            </>
          )}
        </span>
      </span>
      {member.two_factor && <span class="badge good">{t('members.two-factor')}</span>}
      <span class="badge">{t(`role.${member.role}`)}</span>
      {mayManage(me(), member) && (
        <span class="row-actions">
          {member.two_factor && !self && me().role === 'Owner' && (
            <Button
              small
              onClick={() => setDialog('reset')}
              aria-label={t('members.two-factor-reset-of', { name })}
            >
              {t('members.two-factor-reset')}
            </Button>
          )}
          <Button
            small
            onClick={() => setDialog('edit')}
            aria-label={t('members.edit-of', { name })}
          >
            {t('edit')}
          </Button>
          <Button
            small
            kind="danger"
            onClick={() => setDialog('remove')}
            aria-label={t('members.remove-of', { name })}
          >
            {t('remove')}
          </Button>
        </span>
      )}
      {dialog === 'reset' && (
        <ConfirmDialog
          title={t('members.two-factor-reset-of', { name })}
          text={t('members.two-factor-reset-text', { name })}
          action={t('members.two-factor-reset')}
          onConfirm={resetTwoFactor}
          onClose={() => setDialog(null)}
        />
      )}
      {dialog === 'edit' && <EditMember member={member} onClose={() => setDialog(null)} />}
      {dialog === 'remove' && (
        <ConfirmDialog
          title={t('members.remove-of', { name })}
          text={t('members.remove-text', { name })}
          action={t('remove')}
          typed={member.email}
          onConfirm={remove}
          onClose={() => setDialog(null)}
        />
      )}
    </li>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { projects } = useWorkspace();
  const [link, setLink] = useState<string | null>(null);
  const path = `/invitations/${invitation.id}`;
  const attempt = async (run: () => Promise<void>) => {
    try {
      await run();
      await loadMembers();
    } catch (fault) {
      toastError(fault);
    }
  };
  const resend = () =>
    attempt(async () => setLink((await call<{ link: string }>('POST', `${path}/resend`)).link));
  const withdraw = () =>
    attempt(async () => {
      await call('DELETE', path);
      toast(t('members.invitation-gone'));
    });
  const expired = invitation.status === 'expired';
  return (
    <li class="row-item">
      <span class="row-main">
        <span class="row-title" dir="auto">
          {invitation.email}
        </span>
        <span class="hint">
          {t(`role.${invitation.role}`)} · {projectNames(invitation.projects, projects)} ·{' '}
          {expired
            ? t('members.expired-on', { date: shortDate(invitation.expires_at) })
            : t('members.valid-to', { date: shortDate(invitation.expires_at) })}
        </span>
      </span>
      <span class={expired ? 'badge danger' : 'badge accent'}>
        {expired ? t('members.expired') : t('members.pending')}
      </span>
      <span class="row-actions">
        <Button small onClick={() => void resend()}>
          {t('members.resend')}
        </Button>
        <Button small kind="danger" onClick={() => void withdraw()}>
          {t('members.withdraw')}
        </Button>
      </span>
      {link && <LinkDialog email={invitation.email} link={link} onClose={() => setLink(null)} />}
    </li>
  );
}
