import { sizeText } from '@seggwat/shared/uploads';
import { call } from '../../api/http.ts';
import type { Project } from '../../api/types.ts';
import { currentTexts, t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { Section } from '../../ui/Parts.tsx';

interface Usage {
  files: number;
  bytes: number;
  quota: number;
}

/** What the project's attachments take of what they may. */
export function FilesUsed({ project }: { project: Project }) {
  const { data } = useResource(project.id, (signal) =>
    call<Usage>('GET', `/projects/${project.id}/files`, undefined, { signal }),
  );
  const numbers = new Intl.NumberFormat(currentTexts().locale);
  return (
    <Section title={t('project.files')} intro={t('project.files-intro')}>
      {data && (
        <p>
          {t('project.files-used', {
            count: data.files,
            used: sizeText(data.bytes, numbers),
            quota: sizeText(data.quota, numbers),
          })}
        </p>
      )}
    </Section>
  );
}
