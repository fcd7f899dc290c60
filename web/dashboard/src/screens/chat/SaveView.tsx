import { useState } from 'preact/hooks';
import type { View, ViewFilter } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { me } from '../../state/session.ts';
import { useTagsOf } from '../../state/tags.ts';
import { builtIn, isBuiltIn } from '../../state/thread_order.ts';
import { saveChangedView } from '../../state/view_sync.ts';
import { saveView } from '../../state/views.ts';
import { members, projects } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select, TextField } from '../../ui/Field.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { useForm } from '../../ui/use_form.ts';
import { chatView, chooseFilter } from './chat_view.ts';

const spans = [1, 7, 30, 90, 365];

interface Props {
  /** The view to change; without it a new one is made. */
  view?: View | undefined;
  onClose: () => void;
}

/** A new view begins as what is shown. */
function shownFilter(): ViewFilter {
  const { filter, tag } = chatView();
  const shown = isBuiltIn(filter) && filter !== 'mentions' ? builtIn[filter] : builtIn.open;
  return tag ? { ...shown, tag } : { ...shown };
}

/** A filter of one's own gets a name. */
export default function SaveView({ view, onClose }: Props) {
  const [name, setName] = useState(view?.name ?? '');
  const [shared, setShared] = useState(view?.shared ?? false);
  const [filter, setFilter] = useState<ViewFilter>(() => view?.filter ?? shownFilter());
  const change = (part: ViewFilter) => setFilter({ ...filter, ...part });
  const form = useForm(async () => {
    if (view) await saveChangedView(view, { name: name.trim(), filter, shared });
    else chooseFilter(await saveView(name.trim(), filter, shared));
    onClose();
  });
  return (
    <Dialog title={view ? t('view.change', { name: view.name }) : t('view.save')} onClose={onClose}>
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
        value={filter.assignee === 'me' ? me().user_id : (filter.assignee ?? '')}
        options={[anybody, { value: 'none', label: t('chat.assign-none') }, ...people]}
        onValue={(assignee) => onChange({ assignee: assignee || undefined })}
      />
      <TagChoice filter={filter} onChange={onChange} />
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

/** The tags of the project that is chosen, or of all; the one that is set stays, though it may be called otherwise now. */
function TagChoice({ filter, onChange }: ConditionsProps) {
  const tags = useTagsOf(filter.projects ?? projects().map(({ id }) => id));
  const names = [
    ...new Set([...(filter.tag ? [filter.tag] : []), ...tags.map(({ name }) => name)]),
  ];
  if (names.length === 0) return null;
  return (
    <Select
      label={t('view.tag')}
      value={filter.tag ?? ''}
      options={[
        { value: '', label: t('view.any') },
        ...names.map((name) => ({ value: name, label: name })),
      ]}
      onValue={(tag) => onChange({ tag: tag || undefined })}
    />
  );
}

const nameOf = (member: { name: string | null; email: string }) => ({
  name: member.name ?? member.email,
});
