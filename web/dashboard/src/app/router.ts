import { touch, useTopics } from '../state/topics.ts';
import { matchRoute, type Route } from './routes.ts';

let current: Route = { screen: 'home', params: {}, path: '/' };

export function currentRoute(): Route {
  return current;
}

export function useRoute(): Route {
  useTopics('route');
  return current;
}

function refresh(): void {
  current = { ...matchRoute(location.pathname), search: location.search };
  touch('route');
}

/** `path` may have a query. */
export function navigate(path: string, options: { replace?: boolean } = {}): void {
  if (path === location.pathname + location.search) return;
  if (options.replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  refresh();
}

/** Follows the address bar and turns plain clicks on the dashboard's own links into navigation. */
export function startRouter(): void {
  addEventListener('popstate', refresh);
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest?.('a');
    if (!link || link.target || link.origin !== location.origin || link.hasAttribute('download'))
      return;
    if (link.hash && link.pathname === location.pathname) return;
    event.preventDefault();
    navigate(link.pathname + link.search);
  });
  refresh();
}
