import folder from 'icon:folder-kanban';
import plus from 'icon:plus';
import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Project } from '../../api/types.ts';
import { navigate } from '../../app/router.ts';
import { t } from '../../i18n/index.ts';
import { isAdmin } from '../../state/session.ts';
import { chooseProject, putProject, useWorkspace } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { Empty, Notice, Page } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';
import { parseOrigins } from './origins.ts';
import '../../styles/settings.css';

export default function Projects() {
  const { projects } = useWorkspace();
  const [creating, setCreating] = useState(false);
  const create = (
    <Button
      kind="primary"
      reason={!isAdmin() && t('reason.admin')}
      onClick={() => setCreating(true)}
    >
      <Icon of={plus} size={14} />
      {t('projects.create')}
    </Button>
  );
  return (
    <Page title={t('nav.projects')} intro={t('projects.intro')} actions={create}>
      {projects.length === 0 ? (
        <Empty icon={folder} title={t('projects.empty')}>
          <p>{isAdmin() ? t('projects.empty-admin') : t('projects.empty-member')}</p>
        </Empty>
      ) : (
        <ul class="rows">
          {projects.map((project) => (
            <ProjectRow key={project.id} project={project} />
          ))}
        </ul>
      )}
      {creating && <CreateProject onClose={() => setCreating(false)} />}
    </Page>
  );
}

function originsText({ allowed_origins: allowed }: Project): string {
  return allowed.length === 0 || allowed.includes('*') ? t('origins.any') : allowed.join(', ');
}

function ProjectRow({ project }: { project: Project }) {
  return (
    <li>
      <a class="row-link" href={`/projects/${project.id}/general`}>
        <span class="row-main">
          <span class="row-title" dir="auto">
            {project.name}
          </span>
          <span class="hint" dir="auto">
            {project.description || originsText(project)}
          </span>
        </span>
        <span class={project.installed_at ? 'badge good' : 'badge'}>
          {project.installed_at ? t('install.badge-seen') : t('install.badge-waiting')}
        </span>
        <span class={project.live_chat ? 'badge good' : 'badge'}>
          {project.live_chat ? t('projects.chat-on') : t('projects.chat-off')}
        </span>
      </a>
    </li>
  );
}

function CreateProject({ onClose }: { onClose: () => void }) {
  const [name, setName] = useState('');
  const [origins, setOrigins] = useState('');
  const form = useForm(async () => {
    const body = { name: name.trim(), allowed_origins: parseOrigins(origins) };
    const project = await call<Project>('POST', '/projects', body);
    putProject(project);
    chooseProject(project.id);
    navigate(`/projects/${project.id}/general`);
  });
  return (
    <Dialog title={t('projects.create')} onClose={onClose}>
      <form class="stack" onSubmit={form.submit}>
        <TextField
          label={t('project.name')}
          value={name}
          onValue={setName}
          maxLength={100}
          required
          autofocus
        />
        <TextField
          label={t('setup.origin')}
          hint={t('setup.origin-hint')}
          value={origins}
          onValue={setOrigins}
          placeholder="https://shop.example"
          dir="ltr"
        />
        {form.error && <Notice tone="danger">{form.error}</Notice>}
        <div class="dialog-actions">
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button kind="primary" type="submit" busy={form.busy}>
            {t('projects.create')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
