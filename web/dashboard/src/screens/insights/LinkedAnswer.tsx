import { call } from '../../api/http.ts';
import type { Project, Rating } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { Answer } from './Answer.tsx';
import { Card } from './Frame.tsx';

/** The one answer that a link has led to, archived or not; nothing when it is not there. */
export default function LinkedAnswer({ project, id }: { project: Project; id: string }) {
  const path = `/projects/${project.id}/ratings/${encodeURIComponent(id)}`;
  const { data } = useResource(path, () => call<Rating>('GET', path));
  if (!data) return null;
  const title = t(data.archived ? 'insights.linked-archived' : 'insights.linked');
  return (
    <Card title={title}>
      <ul class="answers">
        <Answer rating={data} />
      </ul>
    </Card>
  );
}
