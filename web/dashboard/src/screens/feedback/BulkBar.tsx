import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import { feedbackStatuses, type Project } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { membersOf } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { ExportLink } from '../../ui/ExportLink.tsx';
import { Menu } from '../../ui/Menu.tsx';

interface Props {
  project: Project;
  /** All of this page. */
  ids: string[];
  chosen: ReadonlySet<string>;
  archived: boolean;
  onChoose: (ids: ReadonlySet<string>) => void;
  onChanged: () => void;
  exportPath: string;
}

/** Above the list: choosing all, what can be done to the chosen ones, and the whole list as a file. */
export function BulkBar({
  project,
  ids,
  chosen,
  archived,
  onChoose,
  onChanged,
  exportPath,
}: Props) {
  const [busy, setBusy] = useState(false);
  const apply = async (change: Record<string, unknown>) => {
    setBusy(true);
    try {
      const path = `/projects/${project.id}/feedback/bulk`;
      const answer = await call<{ changed: number }>('POST', path, { ids: [...chosen], ...change });
      toast(t('feedback.changed', { count: answer.changed }));
      onChanged();
    } catch (fault) {
      toastError(fault);
    }
    setBusy(false);
  };
  const all = ids.length > 0 && ids.every((id) => chosen.has(id));
  return (
    <div class="bulk-bar">
      <label class="bulk-all">
        <input
          type="checkbox"
          aria-label={t('feedback.select-all')}
          checked={all}
          onChange={() => onChoose(new Set(all ? [] : ids))}
        />
      </label>
      {chosen.size === 0 ? (
        <ExportLink path={exportPath} name="feedback.csv" />
      ) : (
        <>
          <span class="meta" role="status">
            {t('feedback.selected', { count: chosen.size })}
          </span>
          <Menu
            label={t('feedback.set-status')}
            button={t('feedback.status')}
            disabled={busy}
            items={feedbackStatuses.map((status) => ({
              key: status,
              label: t(`feedback-status.${status}`),
              run: () => void apply({ status }),
            }))}
          />
          <Menu
            label={t('feedback.set-assignee')}
            button={t('feedback.assignee')}
            disabled={busy}
            items={[
              {
                key: 'none',
                label: t('feedback.nobody'),
                run: () => void apply({ assignee: null }),
              },
              ...membersOf(project.id).map((member) => ({
                key: member.id,
                label: member.name ?? member.email,
                run: () => void apply({ assignee: member.id }),
              })),
            ]}
          />
          <Button small busy={busy} onClick={() => void apply({ archived: !archived })}>
            {t(archived ? 'feedback.restore' : 'feedback.archive')}
          </Button>
        </>
      )}
    </div>
  );
}
