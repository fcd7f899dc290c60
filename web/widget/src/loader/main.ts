import { api, asUser } from './api.ts';
import { validKey } from './attributes.ts';
import { setUser, start } from './loader.ts';
import { NAME, PENDING, page, warn } from './page.ts';

// A script that came twice takes the place of the instance before it and keeps its user; a page
// that destroyed the old instance itself starts anew.
const older = page[NAME];
if (older && !(older instanceof Element)) (older as typeof api).destroy?.(true);
page[NAME] = api;

if (validKey) {
  start();
  const pending = (page[PENDING] ?? {}) as Record<string, unknown>;
  const user = asUser(pending.userId, pending.email, pending.token);
  if (user) setUser(user);
} else {
  warn('Bad data-project-key');
}
