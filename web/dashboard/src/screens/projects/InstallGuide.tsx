import check from 'icon:circle-check';
import { useEffect, useState } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Project } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { putProject } from '../../state/workspace.ts';
import { Icon } from '../../ui/Icon.tsx';
import { CopyBox } from '../../ui/Parts.tsx';
import { Ago } from '../../ui/Time.tsx';

const pollEveryMs = 3000;

/** The snippet, and whether a page of the site has loaded it yet. */
export function InstallGuide({ project }: { project: Project }) {
  const installedAt = useInstalled(project);
  return (
    <div class="install">
      <CopyBox text={project.snippet} label={t('project.snippet')} multiline />
      <p class={installedAt ? 'install-state good' : 'install-state'} role="status">
        {installedAt ? <Icon of={check} size={16} /> : <span class="pulse" aria-hidden="true" />}
        {installedAt ? (
          <span>
            {t('install.seen')}{' '}
            <span class="meta">
              <Ago at={installedAt} />
            </span>
          </span>
        ) : (
          t('install.waiting')
        )}
      </p>
    </div>
  );
}

function useInstalled(project: Project): string | null {
  const [at, setAt] = useState(project.installed_at);
  useEffect(() => {
    if (at) return;
    const abort = new AbortController();
    const look = async () => {
      if (document.visibilityState === 'hidden') return;
      const options = { signal: abort.signal };
      const now = await call<Project>('GET', `/projects/${project.id}`, undefined, options).catch(
        () => null,
      );
      if (!now?.installed_at) return;
      putProject(now);
      setAt(now.installed_at);
    };
    const timer = setInterval(() => void look(), pollEveryMs);
    return () => {
      abort.abort();
      clearInterval(timer);
    };
  }, [project.id, at]);
  return at;
}
