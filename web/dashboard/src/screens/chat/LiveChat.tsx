import inbox from 'icon:messages-square';
import power from 'icon:power';
import { useEffect } from 'preact/hooks';
import { navigate, useRoute } from '../../app/router.ts';
import { useShortcuts } from '../../app/use_shortcuts.ts';
import { t } from '../../i18n/index.ts';
import { listOf } from '../../state/inbox.ts';
import { isAdmin } from '../../state/session.ts';
import { currentProject, useWorkspace } from '../../state/workspace.ts';
import { Empty } from '../../ui/Parts.tsx';
import { chatView, moveCursor } from './chat_view.ts';
import { ThreadList } from './ThreadList.tsx';
import { ThreadPane } from './ThreadPane.tsx';

/** The inbox: the list of conversations, the open one, and who is on its other side. */
export function LiveChat() {
  const route = useRoute();
  const thread = route.params.thread ?? null;
  useWorkspace();
  const project = currentProject();
  useListKeys(project?.id ?? null, thread);
  useEffect(() => {
    if (route.screen === 'home') navigate('/messages/live-chat', { replace: true });
  }, [route.screen]);
  if (!project) return <NoProject />;
  return (
    <main class={thread ? 'chat has-thread' : 'chat'} id="main" tabIndex={-1}>
      <h1 class="sr-only">{t('nav.live-chat')}</h1>
      <ThreadList key={project.id} project={project} selected={thread} />
      {thread ? <ThreadPane key={thread} id={thread} /> : <NothingOpen />}
    </main>
  );
}

function NoProject() {
  return (
    <main class="page" id="main" tabIndex={-1}>
      <h1 class="sr-only">{t('nav.live-chat')}</h1>
      <Empty icon={inbox} title={t('chat.no-project')}>
        <p>{isAdmin() ? t('chat.no-project-admin') : t('chat.no-project-member')}</p>
        {isAdmin() && (
          <a class="button primary" href="/projects">
            {t('projects.create')}
          </a>
        )}
      </Empty>
    </main>
  );
}

function NothingOpen() {
  const project = currentProject();
  return (
    <section class="thread-pane empty-pane" aria-label={t('chat.conversation')}>
      {project && !project.live_chat ? (
        <Empty icon={power} title={t('chat.off')}>
          <p>{t('chat.off-text')}</p>
          <a class="button primary" href={`/projects/${project.id}/widget`}>
            {t('project.widget')}
          </a>
        </Empty>
      ) : (
        <Empty icon={inbox} title={t('chat.none-open')}>
          <p>{t('chat.none-open-text')}</p>
        </Empty>
      )}
    </section>
  );
}

/** j and k walk the list, Enter and o open the row they stand on. */
function useListKeys(project: string | null, selected: string | null): void {
  const move = (step: number) => {
    if (!project) return;
    const { ids } = listOf(project, chatView().filter, chatView().tag);
    const from = ids.indexOf(chatView().cursor ?? selected ?? '');
    const next = ids[Math.min(Math.max(from + step, 0), ids.length - 1)];
    if (next) moveCursor(next);
  };
  const open = () => {
    const target = chatView().cursor;
    if (target) navigate(`/messages/live-chat/${target}`);
  };
  useShortcuts({ j: () => move(1), k: () => move(-1), o: open, Enter: open });
}
