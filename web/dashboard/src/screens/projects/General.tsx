import { useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Project } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { isAdmin } from '../../state/session.ts';
import { toast } from '../../state/toasts.ts';
import { putProject } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { TextArea, TextField } from '../../ui/Field.tsx';
import { CopyBox, Notice, Section } from '../../ui/Parts.tsx';
import { useForm } from '../../ui/use_form.ts';
import { FilesUsed } from './FilesUsed.tsx';
import { InstallGuide } from './InstallGuide.tsx';
import { parseOrigins } from './origins.ts';
import { ProjectPage } from './ProjectPage.tsx';
import { RetentionSection } from './Retention.tsx';

export default function General() {
  return (
    <ProjectPage title={t('project.general')} intro={t('project.general-intro')}>
      {(project) => (
        <>
          <Section title={t('project.install')} intro={t('project.install-intro')}>
            <InstallGuide key={project.id} project={project} />
          </Section>
          <Section title={t('project.key')} intro={t('project.key-intro')}>
            <CopyBox text={project.key} label={t('project.key')} />
          </Section>
          <Details key={project.id} project={project} />
          <FilesUsed key={project.id} project={project} />
          <RetentionSection key={project.id} project={project} />
        </>
      )}
    </ProjectPage>
  );
}

function Details({ project }: { project: Project }) {
  const [name, setName] = useState(project.name);
  const [description, setDescription] = useState(project.description);
  const [origins, setOrigins] = useState(project.allowed_origins.join('\n'));
  const [siteUrl, setSiteUrl] = useState(project.site_url ?? '');
  const form = useForm(async () => {
    const changed = await call<Project>('PATCH', `/projects/${project.id}`, {
      name: name.trim(),
      description: description.trim(),
      allowed_origins: parseOrigins(origins),
      site_url: siteUrl.trim() || null,
    });
    putProject(changed);
    toast(t('saved'));
  });
  const readOnly = !isAdmin();
  const originFault = form.code === 'invalid_origin' ? form.error : null;
  return (
    <Section title={t('project.details')}>
      <form class="stack" onSubmit={form.submit}>
        <TextField
          label={t('project.name')}
          value={name}
          onValue={setName}
          maxLength={100}
          required
          readOnly={readOnly}
        />
        <TextField
          label={t('project.description')}
          value={description}
          onValue={setDescription}
          maxLength={500}
          readOnly={readOnly}
        />
        <TextArea
          label={t('project.origins')}
          hint={t('project.origins-hint')}
          value={origins}
          onValue={setOrigins}
          error={originFault}
          placeholder={'https://shop.example\nhttps://www.shop.example'}
          readOnly={readOnly}
          spellcheck={false}
          dir="ltr"
        />
        <TextField
          label={t('project.site')}
          hint={t('project.site-hint')}
          value={siteUrl}
          onValue={setSiteUrl}
          placeholder="https://shop.example/"
          readOnly={readOnly}
          inputMode="url"
          dir="ltr"
        />
        {form.error && !originFault && <Notice tone="danger">{form.error}</Notice>}
        <div>
          <Button
            kind="primary"
            type="submit"
            busy={form.busy}
            reason={readOnly && t('reason.admin')}
          >
            {t('save')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
