import { useState } from 'preact/hooks';
import { call, query } from '../../api/http.ts';
import type { Project } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { isAdmin } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';
import { Button } from '../../ui/Button.tsx';
import { ConfirmDialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Field.tsx';
import { LoadError, Notice, Section, Skeleton } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';

interface Retention {
  days: number | null;
  would_delete: number;
}

const choices = [30, 90, 180, 365, 730, 1825];

export function RetentionSection({ project }: { project: Project }) {
  const path = `/projects/${project.id}/retention`;
  const stored = useResource(path, () => call<Retention>('GET', path));
  if (!isAdmin()) return null;
  return (
    <Section title={t('retention.title')} intro={t('retention.intro')}>
      {stored.error && <LoadError error={stored.error} onRetry={stored.reload} />}
      {!stored.data && !stored.error && <Skeleton rows={1} />}
      {stored.data && <Choice path={path} stored={stored.data} onSaved={stored.set} />}
    </Section>
  );
}

interface ChoiceProps {
  path: string;
  stored: Retention;
  onSaved: (next: Retention) => void;
}

function Choice({ path, stored, onSaved }: ChoiceProps) {
  const [chosen, setChosen] = useState(String(stored.days ?? ''));
  const [asking, setAsking] = useState<number | null>(null);
  const days = chosen ? Number(chosen) : null;
  const save = async () => {
    onSaved(await call<Retention>('PUT', path, { days }));
    setAsking(null);
    toast(t('saved'));
  };
  const form = useForm(async () => {
    if (!days) return save();
    const preview = await call<Retention>('GET', path + query({ days }));
    if (preview.would_delete === 0) return save();
    setAsking(preview.would_delete);
  });
  const offered = [...new Set([...choices, ...(stored.days ? [stored.days] : [])])];
  return (
    <form class="stack" onSubmit={form.submit}>
      <Select
        label={t('retention.after')}
        value={chosen}
        options={[
          { value: '', label: t('retention.never') },
          ...offered
            .sort((a, b) => a - b)
            .map((count) => ({
              value: String(count),
              label: t('retention.days', { count }),
            })),
        ]}
        onValue={setChosen}
      />
      {form.error && <Notice tone="danger">{form.error}</Notice>}
      <div>
        <Button kind="primary" type="submit" busy={form.busy} disabled={days === stored.days}>
          {t('save')}
        </Button>
      </div>
      {asking !== null && (
        <ConfirmDialog
          title={t('retention.title')}
          text={t('retention.would-delete', { count: asking })}
          action={t('retention.confirm')}
          onConfirm={save}
          onClose={() => setAsking(null)}
        />
      )}
    </form>
  );
}
