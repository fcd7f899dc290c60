import { useEffect, useState } from 'preact/hooks';
import { ApiError, call } from '../../api/http.ts';
import type { Project, WidgetModules, WidgetSettings } from '../../api/types.ts';
import { errorText } from '../../i18n/errors.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { isAdmin } from '../../state/session.ts';
import { putProject } from '../../state/workspace.ts';
import { LoadError, Notice, Section, Skeleton } from '../../ui/Parts.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { AppearanceForm } from './AppearanceForm.tsx';
import { ProjectPage } from './ProjectPage.tsx';
import { WidgetPreview } from './WidgetPreview.tsx';

export default function WidgetDefaults() {
  return (
    <ProjectPage title={t('project.widget')} intro={t('widget.intro')} wide>
      {(project) => <Load key={project.id} project={project} />}
    </ProjectPage>
  );
}

function Load({ project }: { project: Project }) {
  const path = `/projects/${project.id}/widget`;
  const settings = useResource(path, () => call<WidgetSettings>('GET', path));
  if (settings.error) return <LoadError error={settings.error} onRetry={settings.reload} />;
  if (!settings.data) return <Skeleton rows={6} />;
  return <Editor project={project} stored={settings.data} onStored={settings.set} />;
}

interface EditorProps {
  project: Project;
  stored: WidgetSettings;
  onStored: (settings: WidgetSettings) => void;
}

type SaveState = { state: 'idle' | 'saving' | 'saved'; error: string | null };

/** Switches save at once; colours and texts with the button, previewed while they are typed. */
function Editor({ project, stored, onStored }: EditorProps) {
  const [draft, setDraft] = useState(stored);
  const [saving, setSaving] = useState<SaveState>({ state: 'idle', error: null });
  useEffect(() => setDraft((now) => ({ ...now, modules: stored.modules })), [stored]);
  const save = async (next: WidgetSettings) => {
    setSaving({ state: 'saving', error: null });
    try {
      const answer = await call<WidgetSettings>('PUT', `/projects/${project.id}/widget`, next);
      onStored(answer);
      putProject({ ...project, live_chat: answer.modules.live_chat });
      setSaving({ state: 'saved', error: null });
    } catch (fault) {
      if (!(fault instanceof ApiError)) throw fault;
      setSaving({ state: 'idle', error: errorText(fault) });
    }
  };
  const toggle = (module: keyof WidgetModules, on: boolean) =>
    void save({ ...stored, modules: { ...stored.modules, [module]: on } });
  return (
    <div class="widget-editor">
      <div>
        <Modules settings={stored} onToggle={toggle} />
        {saving.error && <Notice tone="danger">{saving.error}</Notice>}
        <AppearanceForm
          draft={draft}
          onChange={setDraft}
          onSave={() => void save({ ...draft, modules: stored.modules })}
          busy={saving.state === 'saving'}
        />
        <p class="save-state meta" role="status">
          {saving.state === 'saved' && t('saved')}
        </p>
      </div>
      <WidgetPreview settings={{ ...draft, modules: stored.modules }} />
    </div>
  );
}

function Modules({
  settings,
  onToggle,
}: {
  settings: WidgetSettings;
  onToggle: (module: keyof WidgetModules, on: boolean) => void;
}) {
  const shown = [
    ['live_chat', t('module.live-chat'), t('module.live-chat-hint')],
    ['bug_report', t('module.bug'), t('module.bug-hint')],
    ['feature_request', t('module.feature'), t('module.feature-hint')],
    ['review', t('module.review'), t('module.review-hint')],
    ['contact', t('module.contact'), t('module.contact-hint')],
    ['screenshots', t('module.screenshots'), t('module.screenshots-hint')],
  ] as const;
  return (
    <Section title={t('widget.modules')} intro={t('widget.modules-intro')}>
      {shown.map(([module, label, hint]) => (
        <Switch
          key={module}
          label={label}
          hint={hint}
          on={settings.modules[module]}
          disabled={!isAdmin()}
          onChange={(on) => onToggle(module, on)}
        />
      ))}
    </Section>
  );
}
