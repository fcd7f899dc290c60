import { useState } from 'preact/hooks';
import type { ViewFilter } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { me } from '../../state/session.ts';
import { saveView } from '../../state/views.ts';
import { members, projects } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useForm } from '../../ui/use_form.ts';
import { chooseFilter } from './chat_view.ts';

const spans = [1, 7, 30, 90, 365];

/** A filter of one's own gets a name. */
export default function SaveView({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [shared, setShared] = useState(false);
  const [filter, setFilter] = useState<ViewFilter>({ status: 'open' });
  const change = (part: ViewFilter) => setFilter({ ...filter, ...part });
  const form = useForm(async () => {
    chooseFilter(await saveView(name.trim(), filter, shared));
    onClose();
  });
  return (
    <Dialog title={t('view.save')} onClose={onClose}>
      <form class="stack" onSubmit={form.submit}>
        <TextField
          label={t('view.name')}
          value={name}
          onValue={setName}
          maxLength={60}
          required
          autofocus
          error={form.error}
        />
        <Conditions filter={filter} onChange={change} />
        <Switch
          label={t('view.shared')}
          hint={t('view.shared-hint')}
          on={shared}
          onChange={setShared}
        />
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

interface ConditionsProps {
  filter: ViewFilter;
  onChange: (part: ViewFilter) => void;
}

function Conditions({ filter, onChange }: ConditionsProps) {
  const all = projects();
  const anybody = { value: '', label: t('view.any') };
  const people = members().map((member) => ({
    value: member.id,
    label: member.id === me().user_id ? t('chat.assign-me', nameOf(member)) : nameOf(member).name,
  }));
  return (
    <>
      <Select
        label={t('view.status')}
        value={filter.status ?? 'all'}
        options={(['open', 'snoozed', 'resolved', 'all'] as const).map((value) => ({
          value,
          label: t(`filter.${value}`),
        }))}
        onValue={(status) => onChange({ status })}
      />
      <Select
        label={t('view.assignee')}
        value={filter.assignee ?? ''}
        options={[anybody, { value: 'none', label: t('chat.assign-none') }, ...people]}
        onValue={(assignee) => onChange({ assignee: assignee || undefined })}
      />
      <Select
        label={t('view.days')}
        value={String(filter.days ?? '')}
        options={[
          anybody,
          ...spans.map((days) => ({ value: String(days), label: t('view.span', { count: days }) })),
        ]}
        onValue={(days) => onChange({ days: Number(days) || undefined })}
      />
      {all.length > 1 && (
        <Select
          label={t('nav.project')}
          value={filter.projects?.[0] ?? ''}
          options={[anybody, ...all.map(({ id, name }) => ({ value: id, label: name }))]}
          onValue={(id) => onChange({ projects: id ? [id] : undefined })}
        />
      )}
      <Switch
        label={t('view.unread')}
        on={filter.unread ?? false}
        onChange={(unread) => onChange({ unread: unread || undefined })}
      />
    </>
  );
}

const nameOf = (member: { name: string | null; email: string }) => ({
  name: member.name ?? member.email,
});
