import { type AuditKey, a } from './texts.ts';

/** What the log is filtered by: the part of an act's name before the dot. */
export const areas = ['sign_in', 'account', 'team', 'key', 'project', 'user', 'data'] as const;

/** An act in the reader's words; one that this page does not know, by its own name. */
export function actText(act: string): string {
  return a(act as AuditKey);
}

/** `role: Admin, prefix: oat_ab12`, as the server names them. */
export function detailsText(details: Record<string, unknown>): string {
  return Object.entries(details)
    .map(([name, value]) => `${name}: ${Array.isArray(value) ? value.join(', ') : String(value)}`)
    .join('; ');
}
