import { useLayoutEffect } from 'preact/hooks';
import { call } from '../../api/http.ts';
import type { Feedback, Rating, Thread } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import { useResource } from '../../state/resource.ts';
import { me } from '../../state/session.ts';
import { subscribe } from '../../state/topics.ts';
import { LoadError } from '../../ui/Parts.tsx';
import { Ago } from '../../ui/Time.tsx';
import { valueText } from '../insights/value_text.ts';
import { PageLink } from './PageLink.tsx';
import '../../styles/person_history.css';

interface History {
  pages: { url: string; title: string; visited_at: string }[];
  feedback: Feedback[];
  ratings: Rating[];
}

/** Where somebody has been in this visit, and what they have submitted before. */
export default function PersonHistory({ thread }: { thread: Thread }) {
  const path = `/projects/${thread.project_id}/threads/${thread.id}/history`;
  // A new page comes with the thread, new feedback by the bell.
  const { data, error, reload } = useResource(
    `${path} ${thread.page?.url} ${thread.last_seq}`,
    () => call<History>('GET', path),
  );
  useLayoutEffect(() => subscribe(['feedback', 'reset'], reload), [reload]);
  if (error && !data) return <LoadError error={error} onRetry={reload} />;
  if (!data) return null;
  return (
    <>
      {data.pages.length > 0 && (
        <>
          <h4>{t('person.visited')}</h4>
          <ol class="history" aria-label={t('person.visited')}>
            {data.pages.map(({ url, title, visited_at }) => (
              <li key={`${url} ${visited_at}`}>
                <PageLink url={url} title={title} />
                <span class="meta">
                  <Ago at={visited_at} />
                </span>
              </li>
            ))}
          </ol>
        </>
      )}
      <Submitted thread={thread} feedback={data.feedback} ratings={data.ratings} />
    </>
  );
}

interface SubmittedProps extends Pick<History, 'feedback' | 'ratings'> {
  thread: Thread;
}

function Submitted({ thread, feedback, ratings }: SubmittedProps) {
  const base = `/org/${me().org_id}/projects/${thread.project_id}`;
  const rows = [
    ...feedback.map((item) => ({
      id: item.id,
      to: `${base}/feedback/${item.id}`,
      text: item.message,
      kind: `${t(`type.${item.type}`)} · ${t(`feedback-status.${item.status}`)}`,
      archived: item.archived,
      at: item.created_at,
    })),
    ...ratings.map((rating) => {
      const isNps = rating.rating_type === 'nps';
      const given = isNps ? `${t('nav.nps')} ${valueText(rating)}` : valueText(rating);
      return {
        id: rating.id,
        to: `${base}/${isNps ? 'nps' : 'reviews'}?rating=${rating.id}`,
        text: rating.comment || given,
        kind: rating.comment ? given : '',
        archived: rating.archived,
        at: rating.created_at,
      };
    }),
  ].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));
  if (rows.length === 0) return null;
  return (
    <>
      <h4 title={t('person.submitted-why')}>{t('person.submitted')}</h4>
      <ul class="history" aria-label={t('person.submitted')}>
        {rows.map(({ id, to, text, kind, archived, at }) => (
          <li key={id}>
            <a href={to} dir="auto">
              {text}
            </a>
            <span class="meta">
              {kind && `${kind} · `}
              {archived && `${t('person.archived')} · `}
              <Ago at={at} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
