import searchX from 'icon:search-x';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { ApiError } from '../../api/http.ts';
import { tellPresence } from '../../api/threads.ts';
import type { Thread } from '../../api/types.ts';
import { t } from '../../i18n/index.ts';
import {
  findThread,
  locateThread,
  pinThread,
  threadTopic,
  unpinThread,
} from '../../state/inbox.ts';
import { usePreferences } from '../../state/preferences.ts';
import { leaveOpenThread, setOpenThread } from '../../state/selection.ts';
import { useTopics } from '../../state/topics.ts';
import {
  chooseProject,
  currentProject,
  everywhere,
  inboxScope,
  projects,
} from '../../state/workspace.ts';
import { Empty, LoadError, Skeleton } from '../../ui/Parts.tsx';
import { Composer } from './composer/Composer.tsx';
import { MessageLog } from './MessageLog.tsx';
import { PersonPanel } from './PersonPanel.tsx';
import { PresenceStrip } from './PresenceStrip.tsx';
import { TagBar } from './TagBar.tsx';
import { ThreadHeader } from './ThreadHeader.tsx';

/** One conversation, found in whichever project it belongs to. */
export function ThreadPane({ id, at }: { id: string; at: string | null }) {
  useTopics(threadTopic(id), 'reset');
  const thread = findThread(id);
  const [fault, setFault] = useState<ApiError | 'missing' | null>(null);
  const [round, setRound] = useState(0);
  // A new round looks again
  useEffect(() => {
    if (thread) return;
    setFault(null);
    locateThread(id, candidates())
      .then((found) => setFault(found ? null : 'missing'))
      .catch((error) => {
        if (!(error instanceof ApiError)) throw error;
        setFault(error);
      });
  }, [id, Boolean(thread), round]);
  useOpenThread(id, thread?.project_id);
  if (thread) return <OpenThread thread={thread} at={at} />;
  return (
    <section class="thread-pane empty-pane" aria-label={t('chat.conversation')}>
      {fault === 'missing' && (
        <Empty icon={searchX} title={t('chat.missing')}>
          <p>{t('chat.missing-text')}</p>
          <a href="/messages/live-chat">{t('chat.back')}</a>
        </Empty>
      )}
      {fault instanceof ApiError && <LoadError error={fault} onRetry={() => setRound(round + 1)} />}
      {!fault && <Skeleton rows={5} tall />}
    </section>
  );
}

/** The projects to look in, the current one first. */
function candidates(): string[] {
  const first = currentProject()?.id;
  const all = projects().map((project) => project.id);
  return first ? [first, ...all.filter((id) => id !== first)] : all;
}

function useOpenThread(id: string, project: string | undefined): void {
  // A layout effect ends with the view: what comes after that is not seen by anybody.
  useLayoutEffect(() => {
    setOpenThread(id);
    pinThread(id);
    return () => {
      leaveOpenThread(id);
      unpinThread(id);
    };
  }, [id]);
  useEffect(() => {
    const scope = inboxScope();
    if (project && scope !== everywhere && project !== scope) chooseProject(project);
  }, [project]);
  usePresenceReport(id, project);
}

const presenceEveryMs = 20_000;

/** Tells colleagues that somebody is looking, for as long as the tab can be seen. */
function usePresenceReport(id: string, project: string | undefined): void {
  useEffect(() => {
    if (!project) return;
    const tell = (state: 'viewing' | 'gone') =>
      void tellPresence(project, id, state).catch(() => {});
    const viewing = () => document.visibilityState === 'visible' && tell('viewing');
    const changed = () => tell(document.visibilityState === 'visible' ? 'viewing' : 'gone');
    const leave = () => tell('gone');
    viewing();
    const timer = setInterval(viewing, presenceEveryMs);
    document.addEventListener('visibilitychange', changed);
    addEventListener('pagehide', leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', changed);
      removeEventListener('pagehide', leave);
      leave();
    };
  }, [id, project]);
}

function OpenThread({ thread, at }: { thread: Thread; at: string | null }) {
  const { personPanel } = usePreferences();
  const [sheet, setSheet] = useState(false);
  return (
    <>
      <section class="thread-pane" aria-label={t('chat.conversation')}>
        <ThreadHeader thread={thread} onPerson={() => setSheet(!sheet)} />
        <TagBar thread={thread} />
        <MessageLog thread={thread} at={at} />
        <PresenceStrip thread={thread} />
        <Composer thread={thread} />
      </section>
      {(personPanel || sheet) && (
        <PersonPanel thread={thread} sheet={sheet} onClose={() => setSheet(false)} />
      )}
    </>
  );
}
