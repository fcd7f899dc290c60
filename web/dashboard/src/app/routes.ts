/** Every address of the dashboard. The names are the screens, `:x` is a parameter. */
const table = {
  '/login': 'login',
  '/setup': 'setup',
  '/invite': 'invite',
  '/reset': 'reset',
  '/': 'home',
  '/messages/live-chat': 'chat',
  '/messages/live-chat/:thread': 'chat',
  '/messages/feedback': 'feedback',
  '/messages/feedback/:feedback': 'feedback',
  '/messages/contact': 'contact',
  '/messages/contact/:feedback': 'contact',
  '/insights': 'insights',
  '/figures': 'figures',
  '/insights/reviews': 'reviews',
  '/insights/nps': 'nps',
  '/org/:org/projects/:project/reviews': 'reviews',
  '/org/:org/projects/:project/nps': 'nps',
  '/org/:org/projects/:project/insights': 'insights',
  '/org/:org/projects/:project/figures': 'figures',
  '/org/:org/projects/:project/feedback': 'feedback',
  '/org/:org/projects/:project/feedback/:feedback': 'feedback',
  '/projects': 'projects',
  '/projects/:project': 'project-general',
  '/projects/:project/general': 'project-general',
  '/projects/:project/widget': 'project-widget',
  '/projects/:project/inbox': 'project-inbox',
  '/projects/:project/office-hours': 'project-hours',
  '/projects/:project/authentication': 'project-authentication',
  '/members': 'members',
  '/settings/profile': 'profile',
  '/settings/api-keys': 'api-keys',
  '/settings/saved-replies': 'saved-replies',
  '/settings/audit': 'audit',
  '/settings/notifications': 'notifications',
} as const;

export type ScreenName = (typeof table)[keyof typeof table] | 'not-found';
export interface Route {
  screen: ScreenName;
  params: Record<string, string>;
  path: string;
  /** What follows the path, with its question mark. */
  search?: string;
}

const patterns = Object.entries(table).map(([pattern, screen]) => ({
  screen: screen as ScreenName,
  parts: pattern.split('/'),
}));

/** The route of a path such as `/members`; a trailing slash makes no difference. */
export function matchRoute(path: string): Route {
  const parts = path === '/' ? ['', ''] : path.replace(/\/+$/, '').split('/');
  for (const pattern of patterns) {
    const params = matchParts(pattern.parts, parts);
    if (params) return { screen: pattern.screen, params, path };
  }
  return { screen: 'not-found', params: {}, path };
}

function matchParts(pattern: string[], parts: string[]): Record<string, string> | null {
  if (pattern.length !== parts.length) return null;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const actual = parts[index] as string;
    if (expected.startsWith(':')) {
      const value = decode(actual);
      if (!value) return null;
      params[expected.slice(1)] = value;
    } else if (expected !== actual) return null;
  }
  return params;
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return '';
  }
}

const publicScreens = new Set<ScreenName>(['login', 'setup', 'invite', 'reset']);

export function isPublic(screen: ScreenName): boolean {
  return publicScreens.has(screen);
}

/**
 * Where to go after signing in. Only a known path of the dashboard itself is
 * taken; anything else (another host, `//host`, `/\host`, a script address)
 * leads to the start page.
 */
export function safeDestination(wanted: string | null | undefined): string {
  const [path, search] = (wanted ?? '').split('?', 2);
  if (!wanted || !path || !/^\/(?![/\\])[\w\-./~%]*$/.test(path)) return '/';
  if (search !== undefined && !/^[\w\-.~%=&+*]*$/.test(search)) return '/';
  const route = matchRoute(path);
  return route.screen === 'not-found' || isPublic(route.screen) ? '/' : wanted;
}
