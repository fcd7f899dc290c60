import search from 'icon:search';
import sliders from 'icon:sliders-horizontal';
import { useEffect, useRef, useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import {
  type FeedbackSource,
  type FeedbackStatus,
  type FeedbackType,
  feedbackSources,
  feedbackStatuses,
  feedbackTypes,
  type Project,
} from '../../api/types.ts';
import { useShortcuts } from '../../app/use_shortcuts.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { membersOf } from '../../state/workspace.ts';
import { IconButton } from '../../ui/Button.tsx';
import { Select } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';

/** What the list is narrowed to; an empty text narrows nothing. */
export interface Wanted {
  status: FeedbackStatus | '';
  type: FeedbackType | '';
  search: string;
  source: FeedbackSource | '';
  version: string;
  path: string;
  assignee: string;
  archived: '' | 'true';
  page: number;
}

export const kEverything: Wanted = {
  status: '',
  type: '',
  search: '',
  source: '',
  version: '',
  path: '',
  assignee: '',
  archived: '',
  page: 1,
};

export function isNarrowed({ page: _, ...filters }: Wanted): boolean {
  return Object.values(filters).some((value) => value !== '');
}

interface Props {
  project: Project;
  wanted: Wanted;
  onChange: (next: Partial<Wanted>) => void;
}

export function Filters({ project, wanted, onChange }: Props) {
  const [text, setText] = useState(wanted.search);
  const [more, setMore] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => field.current?.focus() });
  // Only the typed text starts the wait
  useEffect(() => {
    if (text.trim() === wanted.search) return;
    const timer = setTimeout(() => onChange({ search: text.trim() }), 250);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <div class="board-filters">
      <div class="search-line">
        <div class="search">
          <Icon of={search} size={14} />
          <input
            ref={field}
            class="input"
            type="search"
            dir="auto"
            aria-label={t('feedback.search')}
            placeholder={t('feedback.search')}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <IconButton
          label={t('feedback.more-filters')}
          aria-expanded={more}
          aria-pressed={more}
          onClick={() => setMore(!more)}
        >
          <Icon of={sliders} size={16} />
        </IconButton>
      </div>
      <Select
        bare
        label={t('feedback.type')}
        value={wanted.type}
        options={[
          { value: '', label: t('feedback.all-types') },
          ...feedbackTypes.map((value) => ({ value, label: t(`type.${value}`) })),
        ]}
        onValue={(type) => onChange({ type })}
      />
      <Select
        bare
        label={t('feedback.status')}
        value={wanted.status}
        options={[
          { value: '', label: t('feedback.all-statuses') },
          ...feedbackStatuses.map((value) => ({ value, label: t(`feedback-status.${value}`) })),
        ]}
        onValue={(status) => onChange({ status })}
      />
      {more && <MoreFilters project={project} wanted={wanted} onChange={onChange} />}
    </div>
  );
}

function MoreFilters({ project, wanted, onChange }: Props) {
  const path = `/projects/${project.id}/feedback/choices`;
  const choices = useResource(path, () =>
    call<{ versions: string[]; paths: string[] }>('GET', path),
  );
  const named = (values: readonly string[] = []) =>
    values.map((value) => ({ value, label: value }));
  return (
    <>
      <Select
        bare
        label={t('feedback.page')}
        value={wanted.path}
        options={[{ value: '', label: t('feedback.all-pages') }, ...named(choices.data?.paths)]}
        onValue={(chosen) => onChange({ path: chosen })}
      />
      <Select
        bare
        label={t('feedback.version')}
        value={wanted.version}
        options={[
          { value: '', label: t('feedback.all-versions') },
          ...named(choices.data?.versions),
        ]}
        onValue={(version) => onChange({ version })}
      />
      <Select
        bare
        label={t('feedback.source')}
        value={wanted.source}
        options={[
          { value: '', label: t('feedback.all-sources') },
          ...feedbackSources.map((value) => ({ value, label: value })),
        ]}
        onValue={(source) => onChange({ source })}
      />
      <Select
        bare
        label={t('feedback.assignee')}
        value={wanted.assignee}
        options={[
          { value: '', label: t('feedback.anybody') },
          { value: 'none', label: t('feedback.nobody') },
          ...membersOf(project.id).map((member) => ({
            value: member.id,
            label: member.name ?? member.email,
          })),
        ]}
        onValue={(assignee) => onChange({ assignee })}
      />
      <Select
        bare
        label={t('feedback.show')}
        value={wanted.archived}
        options={[
          { value: '', label: t('feedback.current') },
          { value: 'true', label: t('feedback.only-archived') },
        ]}
        onValue={(archived) => onChange({ archived })}
      />
    </>
  );
}
