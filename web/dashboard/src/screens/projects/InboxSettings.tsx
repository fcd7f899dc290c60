import { call } from '../../api/http.ts';
import type { Project } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { isAdmin } from '../../state/session.ts';
import { toast, toastError } from '../../state/toasts.ts';
import { putProject } from '../../state/workspace.ts';
import { Section } from '../../ui/Parts.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { ProjectPage } from './ProjectPage.tsx';
import { TagTable } from './TagTable.tsx';

/** How a project's conversations are worked on. */
export default function InboxSettings() {
  return (
    <ProjectPage title={t('project.inbox')} intro={t('project.inbox-intro')}>
      {(project) => (
        <div key={project.id}>
          <ProjectSwitch
            project={project}
            name="assign_in_turn"
            title={t('turns.title')}
            label={t('turns.switch')}
            hint={t('turns.hint')}
          />
          <ProjectSwitch
            project={project}
            name="ask_for_rating"
            title={t('rating.title')}
            label={t('rating.switch')}
            hint={t('rating.hint')}
          />
          <TagTable project={project} />
        </div>
      )}
    </ProjectPage>
  );
}

interface SwitchProps {
  project: Project;
  name: 'assign_in_turn' | 'ask_for_rating';
  title: string;
  label: string;
  hint: string;
}

function ProjectSwitch({ project, name, title, label, hint }: SwitchProps) {
  const set = async (on: boolean) => {
    putProject({ ...project, [name]: on });
    try {
      putProject(await call<Project>('PATCH', `/projects/${project.id}`, { [name]: on }));
      toast(t('saved'));
    } catch (fault) {
      putProject(project);
      toastError(fault);
    }
  };
  return (
    <Section title={title}>
      <Switch
        label={label}
        hint={hint}
        on={project[name]}
        disabled={!isAdmin()}
        onChange={(on) => void set(on)}
      />
    </Section>
  );
}
