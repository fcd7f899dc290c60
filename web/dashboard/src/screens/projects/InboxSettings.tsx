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
          <Assignment project={project} />
          <TagTable project={project} />
        </div>
      )}
    </ProjectPage>
  );
}

function Assignment({ project }: { project: Project }) {
  const set = async (assign_in_turn: boolean) => {
    putProject({ ...project, assign_in_turn });
    try {
      putProject(await call<Project>('PATCH', `/projects/${project.id}`, { assign_in_turn }));
      toast(t('saved'));
    } catch (fault) {
      putProject(project);
      toastError(fault);
    }
  };
  return (
    <Section title={t('turns.title')}>
      <Switch
        label={t('turns.switch')}
        hint={t('turns.hint')}
        on={project.assign_in_turn}
        disabled={!isAdmin()}
        onChange={(on) => void set(on)}
      />
    </Section>
  );
}
