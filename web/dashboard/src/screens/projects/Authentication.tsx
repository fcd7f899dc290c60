import key from 'icon:key-round';
import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Project, Secret } from '../../api/types.ts';
import { shortDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { isAdmin } from '../../state/session.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { CopyBox, Empty, LoadError, Notice, Section, Skeleton } from '../../ui/Parts.tsx';
import { Ago } from '../../ui/Time.tsx';
import { useForm } from '../../ui/use_form.ts';
import { MintingCode } from './MintingCode.tsx';
import { ProjectPage } from './ProjectPage.tsx';
import { TokenChecker } from './TokenChecker.tsx';

export default function Authentication() {
  return (
    <ProjectPage title={t('project.authentication')} intro={t('auth.intro')}>
      {(project) => (
        <div key={project.id}>
          {isAdmin() && <Secrets project={project} />}
          <MintingCode project={project} />
          {isAdmin() && <TokenChecker project={project} />}
        </div>
      )}
    </ProjectPage>
  );
}

function Secrets({ project }: { project: Project }) {
  const path = `/projects/${project.id}/secrets`;
  const listed = useResource(path, () => call<{ secrets: Secret[] }>('GET', path));
  const [fresh, setFresh] = useState<{ id: string; value: string } | null>(null);
  const [revoking, setRevoking] = useState<Secret | null>(null);
  const form = useForm(async () => {
    const made = await call<{ secret: Secret; value: string }>('POST', path);
    setFresh({ id: made.secret.id, value: made.value });
    listed.reload();
  });
  const revoke = async (secret: Secret) => {
    try {
      await call('DELETE', `${path}/${secret.id}`);
      if (fresh?.id === secret.id) setFresh(null);
      setRevoking(null);
      listed.reload();
      toast(t('secret.revoked-toast'));
    } catch (fault) {
      toastError(fault);
    }
  };
  const secrets = listed.data?.secrets ?? [];
  const live = secrets.filter((secret) => !secret.revoked_at);
  return (
    <Section title={t('secret.title')} intro={t('secret.intro')}>
      {listed.error && <LoadError error={listed.error} onRetry={listed.reload} />}
      {!listed.data && !listed.error && <Skeleton rows={2} />}
      {listed.data && secrets.length === 0 && (
        <Empty icon={key} title={t('secret.none')}>
          <p>{t('secret.none-text')}</p>
        </Empty>
      )}
      {fresh && (
        <Notice tone="warn">
          <p>{t('secret.once')}</p>
          <CopyBox text={fresh.value} label={t('secret.title')} />
        </Notice>
      )}
      <ul class="rows">
        {secrets.map((secret) => (
          <SecretRow key={secret.id} secret={secret} onRevoke={() => setRevoking(secret)} />
        ))}
      </ul>
      {form.error && <Notice tone="danger">{form.error}</Notice>}
      <div class="section-actions">
        <Button
          kind={live.length === 0 ? 'primary' : 'plain'}
          busy={form.busy}
          reason={live.length >= 2 && t('error.too-many-secrets')}
          onClick={() => void form.submit()}
        >
          {live.length === 0 ? t('secret.generate') : t('secret.rotate')}
        </Button>
        {live.length >= 2 && <p class="hint">{t('error.too-many-secrets')}</p>}
        {live.length === 1 && <p class="hint">{t('secret.rotate-hint')}</p>}
      </div>
      {revoking && (
        <ConfirmDialog
          title={t('secret.revoke')}
          text={live.length === 1 ? t('secret.revoke-last') : t('secret.revoke-text')}
          action={t('secret.revoke')}
          typed="revoke"
          onConfirm={() => revoke(revoking)}
          onClose={() => setRevoking(null)}
        />
      )}
    </Section>
  );
}

function SecretRow({ secret, onRevoke }: { secret: Secret; onRevoke: () => void }) {
  return (
    <li class={secret.revoked_at ? 'row-item dimmed' : 'row-item'}>
      <span class="row-main">
        <code class="row-title">{secret.hint}</code>
        <span class="hint">
          {t('created-on', { date: shortDate(secret.created_at) })}
          {' · '}
          {secret.last_used_at ? (
            <>
              {t('last-used')} <Ago at={secret.last_used_at} />
            </>
          ) : (
            t('never-used')
          )}
        </span>
      </span>
      {secret.usable === false && <span class="badge danger">{t('secret.unusable')}</span>}
      {secret.revoked_at ? (
        <span class="badge">{t('revoked')}</span>
      ) : (
        <Button small kind="danger" onClick={onRevoke}>
          {t('revoke')}
        </Button>
      )}
    </li>
  );
}
