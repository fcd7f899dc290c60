import { t } from '../../i18n/index.ts';
import { useWorkspace } from '../../state/workspace.ts';

interface Props {
  /** null stands for all projects, also those still to come. */
  value: string[] | null;
  onChange: (value: string[] | null) => void;
}

export function ProjectAccess({ value, onChange }: Props) {
  const { projects } = useWorkspace();
  const toggle = (id: string, on: boolean) =>
    onChange(on ? [...(value ?? []), id] : (value ?? []).filter((other) => other !== id));
  return (
    <fieldset class="choices">
      <legend>{t('members.access')}</legend>
      <label>
        <input
          type="radio"
          name="access"
          checked={value === null}
          onChange={() => onChange(null)}
        />
        {t('members.access-all')}
      </label>
      <label>
        <input type="radio" name="access" checked={value !== null} onChange={() => onChange([])} />
        {t('members.access-some')}
      </label>
      {value !== null && (
        <div class="choices-inner">
          {projects.map((project) => (
            <label key={project.id}>
              <input
                type="checkbox"
                checked={value.includes(project.id)}
                onChange={(event) => toggle(project.id, event.currentTarget.checked)}
              />
              <span dir="auto">{project.name}</span>
            </label>
          ))}
        </div>
      )}
    </fieldset>
  );
}
