import { listOf } from '../../i18n/format.ts';
import { type Key, t } from '../../i18n/index.ts';
import { type AuditKey, a } from './texts.ts';

/** What the log is filtered by: the part of an act's name before the dot. */
export const areas = ['sign_in', 'account', 'team', 'key', 'project', 'user', 'data'] as const;

/** An act in the reader's words; one that this page does not know, by its own name. */
export function actText(act: string): string {
  return a(act as AuditKey);
}

const projectFields: Record<string, Key> = {
  name: 'project.name',
  description: 'project.description',
  site_url: 'project.site',
  allowed_origins: 'project.origins',
};

const fieldName = (name: string) => (projectFields[name] ? t(projectFields[name]) : name);

const said: Record<string, (value: never) => string> = {
  role: (role: string) => t(`role.${role}` as Key),
  projects: (count: number | 'all') =>
    count === 'all' ? t('members.all-projects') : `${t('nav.projects')}: ${count}`,
  changed: (names: string[]) => listOf(names.map(fieldName)),
  prefix: (prefix: string) => `${prefix}…`,
  hint: (hint: string) => `…${hint}`,
  days: (days: number | null) =>
    days === null ? t('retention.never') : t('retention.days', { count: days }),
};

/** What else is told of an act, in the reader's words; what this page does not know, as the server names it. */
export function detailsText(details: Record<string, unknown>): string {
  return Object.entries(details)
    .map(([name, value]) => said[name]?.(value as never) ?? `${name}: ${String(value)}`)
    .join(' · ');
}
