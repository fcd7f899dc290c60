import keyRound from 'icon:key-round';
import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { ApiKey } from '../../api/types.ts';
import { shortDate } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { isAdmin } from '../../state/session.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog, Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { CopyBox, Empty, LoadError, Notice, Page, Skeleton } from '../../ui/Parts.tsx';
import { Ago } from '../../ui/Time.tsx';
import { useForm } from '../../ui/use_form.ts';
import '../../styles/settings.css';

export default function ApiKeys() {
  if (!isAdmin()) {
    return (
      <Page title={t('nav.api-keys')}>
        <Notice tone="info">{t('reason.admin')}</Notice>
      </Page>
    );
  }
  return <KeyList />;
}

function KeyList() {
  const listed = useResource('/api-keys', () => call<{ api_keys: ApiKey[] }>('GET', '/api-keys'));
  const [creating, setCreating] = useState(false);
  const create = (
    <Button kind="primary" onClick={() => setCreating(true)}>
      {t('keys.create')}
    </Button>
  );
  return (
    <Page title={t('nav.api-keys')} intro={t('keys.intro')} actions={create}>
      <p>
        <a href="/docs/api" target="_blank" rel="noopener">
          {t('keys.reference')}
        </a>
      </p>
      {listed.error && <LoadError error={listed.error} onRetry={listed.reload} />}
      {!listed.data && !listed.error && <Skeleton rows={3} />}
      {listed.data?.api_keys.length === 0 && (
        <Empty icon={keyRound} title={t('keys.empty')}>
          <p>{t('keys.empty-text')}</p>
        </Empty>
      )}
      <ul class="rows">
        {listed.data?.api_keys.map((key) => (
          <KeyRow key={key.id} item={key} onChanged={listed.reload} />
        ))}
      </ul>
      {creating && <CreateKey onClose={() => setCreating(false)} onCreated={listed.reload} />}
    </Page>
  );
}

function KeyRow({ item, onChanged }: { item: ApiKey; onChanged: () => void }) {
  const [asking, setAsking] = useState<'revoke' | 'delete' | null>(null);
  const run = async () => {
    try {
      if (asking === 'revoke') await call('POST', `/api-keys/${item.id}/revoke`);
      else await call('DELETE', `/api-keys/${item.id}`);
      setAsking(null);
      onChanged();
      toast(asking === 'revoke' ? t('keys.revoked') : t('keys.deleted'));
    } catch (fault) {
      toastError(fault);
    }
  };
  return (
    <li class={item.revoked_at ? 'row-item dimmed' : 'row-item'}>
      <span class="row-main">
        <span class="row-title" dir="auto">
          {item.label}
        </span>
        <span class="hint">
          <code>{item.prefix}…</code> · {t('created-on', { date: shortDate(item.created_at) })}
          {item.created_by && ` · ${item.created_by}`} ·{' '}
          {item.last_used_at ? (
            <>
              {t('last-used')} <Ago at={item.last_used_at} />
            </>
          ) : (
            t('never-used')
          )}
        </span>
      </span>
      {item.revoked_at && <span class="badge">{t('revoked')}</span>}
      <span class="row-actions">
        {!item.revoked_at && (
          <Button
            small
            onClick={() => setAsking('revoke')}
            aria-label={t('keys.revoke-of', { name: item.label })}
          >
            {t('revoke')}
          </Button>
        )}
        <Button
          small
          kind="danger"
          onClick={() => setAsking('delete')}
          aria-label={t('keys.delete-of', { name: item.label })}
        >
          {t('delete')}
        </Button>
      </span>
      {asking && (
        <ConfirmDialog
          title={
            asking === 'revoke'
              ? t('keys.revoke-of', { name: item.label })
              : t('keys.delete-of', { name: item.label })
          }
          text={asking === 'revoke' ? t('keys.revoke-text') : t('keys.delete-text')}
          action={asking === 'revoke' ? t('revoke') : t('delete')}
          onConfirm={run}
          onClose={() => setAsking(null)}
        />
      )}
    </li>
  );
}

function CreateKey({ onClose, onCreated }: { onClose: () => void; onCreated: () => void }) {
  const [label, setLabel] = useState('');
  const [key, setKey] = useState<string | null>(null);
  const form = useForm(async () => {
    setKey((await call<{ key: string }>('POST', '/api-keys', { label: label.trim() })).key);
    onCreated();
  });
  return (
    <Dialog title={t('keys.create')} onClose={onClose}>
      {key ? (
        <div class="stack">
          <Notice tone="warn">{t('keys.once')}</Notice>
          <CopyBox text={key} label={t('keys.key')} />
          <div class="dialog-actions">
            <Button kind="primary" onClick={onClose}>
              {t('done')}
            </Button>
          </div>
        </div>
      ) : (
        <form class="stack" onSubmit={form.submit}>
          <TextField
            label={t('keys.label')}
            hint={t('keys.label-hint')}
            value={label}
            onValue={setLabel}
            error={form.error}
            maxLength={100}
            required
            autofocus
          />
          <div class="dialog-actions">
            <Button onClick={onClose}>{t('cancel')}</Button>
            <Button kind="primary" type="submit" busy={form.busy}>
              {t('keys.create')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}
