import inbox from 'icon:messages-square';
import power from 'icon:power';
import { useEffect, useLayoutEffect } from 'preact/hooks';
import { currentRoute, navigate, useRoute } from '../../app/router.ts';
import { useShortcuts } from '../../app/use_shortcuts.ts';
import { t } from '../../i18n/index.ts';
import { listOf } from '../../state/inbox.ts';
import { currentFound } from '../../state/search.ts';
import { isAdmin } from '../../state/session.ts';
import { watchViews } from '../../state/view_sync.ts';
import { loadViews, scopeOf } from '../../state/views.ts';
import { currentProject, inboxScope, useWorkspace } from '../../state/workspace.ts';
import { Empty } from '../../ui/Parts.tsx';
import { adoptAddress, chatAddress, chatView, moveCursor, useChatView } from './chat_view.ts';
import { placeOfMatch } from './SearchResults.tsx';
import { ThreadList } from './ThreadList.tsx';
import { ThreadPane } from './ThreadPane.tsx';

/** The inbox: the list of conversations, the open one, and who is on its other side. */
export function LiveChat() {
  const route = useRoute();
  const thread = route.params.thread ?? null;
  useWorkspace();
  const project = currentProject();
  const scope = inboxScope();
  const at = new URLSearchParams(route.search).get('at');
  useAddress(thread, at);
  useListKeys(scope, thread);
  useEffect(() => void loadViews(), []);
  useEffect(watchViews, []);
  useEffect(() => {
    if (route.screen === 'home') navigate('/messages/live-chat', { replace: true });
  }, [route.screen]);
  if (!project || !scope) return <NoProject />;
  return (
    <main class={thread ? 'chat has-thread' : 'chat'} id="main" tabIndex={-1}>
      <h1 class="sr-only">{t('nav.live-chat')}</h1>
      <ThreadList key={scope} scope={scope} project={project} selected={thread} />
      {thread ? <ThreadPane key={thread} id={thread} at={at} /> : <NothingOpen />}
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

/** The address says what is shown, so that it can be kept, sent and gone back to. */
function useAddress(thread: string | null, at: string | null): void {
  const route = useRoute();
  const { filter, q, within, tag } = useChatView();
  useLayoutEffect(() => {
    if (route.screen === 'chat') adoptAddress(route.search ?? '');
  }, [route]);
  useEffect(() => {
    if (currentRoute().screen === 'chat') navigate(chatAddress(thread, at), { replace: true });
  }, [route, filter, q, within, tag, thread, at]);
}

/** j and k walk the list, Enter and o open the row they stand on. */
function useListKeys(scope: string | null, selected: string | null): void {
  const rows = () => {
    const found = chatView().q ? currentFound() : null;
    if (found) return found.rows.map(({ id, match }) => ({ id, at: placeOfMatch(match) }));
    if (!scope) return [];
    const { filter, tag } = chatView();
    return listOf(scopeOf(scope, filter), filter, tag).ids.map((id) => ({ id, at: null }));
  };
  const move = (step: number) => {
    const all = rows();
    const from = all.findIndex((row) => row.id === (chatView().cursor ?? selected ?? ''));
    const next = all[Math.min(Math.max(from + step, 0), all.length - 1)];
    if (next) moveCursor(next.id);
  };
  const open = () => {
    const target = rows().find((row) => row.id === chatView().cursor);
    if (target) navigate(chatAddress(target.id, target.at));
  };
  useShortcuts({ j: () => move(1), k: () => move(-1), o: open, Enter: open });
}
