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
      <Choices
        wanted={wanted}
        onChange={onChange}
        of={[
          {
            key: 'type',
            label: t('feedback.type'),
            all: t('feedback.all-types'),
            options: feedbackTypes.map((value) => ({ value, label: t(`type.${value}`) })),
          },
          {
            key: 'status',
            label: t('feedback.status'),
            all: t('feedback.all-statuses'),
            options: feedbackStatuses.map((value) => ({
              value,
              label: t(`feedback-status.${value}`),
            })),
          },
        ]}
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
  return (
    <Choices
      wanted={wanted}
      onChange={onChange}
      of={[
        {
          key: 'path',
          label: t('feedback.page'),
          all: t('feedback.all-pages'),
          options: named(choices.data?.paths),
        },
        {
          key: 'version',
          label: t('feedback.version'),
          all: t('feedback.all-versions'),
          options: named(choices.data?.versions),
        },
        {
          key: 'source',
          label: t('feedback.source'),
          all: t('feedback.all-sources'),
          options: named(feedbackSources),
        },
        {
          key: 'assignee',
          label: t('feedback.assignee'),
          all: t('feedback.anybody'),
          options: [
            { value: 'none', label: t('feedback.nobody') },
            ...membersOf(project.id).map((member) => ({
              value: member.id,
              label: member.name ?? member.email,
            })),
          ],
        },
        {
          key: 'archived',
          label: t('feedback.show'),
          all: t('feedback.current'),
          options: [{ value: 'true', label: t('feedback.only-archived') }],
        },
      ]}
    />
  );
}

const named = (values: readonly string[] = []) => values.map((value) => ({ value, label: value }));

interface Choice {
  key: Exclude<keyof Wanted, 'page' | 'search'>;
  label: string;
  /** What it is called to narrow nothing by it. */
  all: string;
  options: { value: string; label: string }[];
}

function Choices({ wanted, onChange, of }: Omit<Props, 'project'> & { of: Choice[] }) {
  return (
    <>
      {of.map(({ key, label, all, options }) => (
        <Select
          key={key}
          bare
          label={label}
          value={wanted[key] as string}
          options={[{ value: '', label: all }, ...options]}
          onValue={(value) => onChange({ [key]: value })}
        />
      ))}
    </>
  );
}
