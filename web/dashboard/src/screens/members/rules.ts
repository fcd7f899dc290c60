import type { Me, Member, Project, Role } from '../../api/types.ts';
import { listOf } from '../../i18n/format.ts';
import { t } from '../../i18n/index.ts';

/** An Admin manages everybody but Owners; nobody removes themselves here. */
export function mayManage(self: Me, member: Pick<Member, 'id' | 'role'>): boolean {
  if (member.id === self.user_id) return false;
  return self.role === 'Owner' || (self.role === 'Admin' && member.role !== 'Owner');
}

/** The roles that `self` may give to a member. */
export function rolesToGive(self: Pick<Me, 'role'>): Role[] {
  return self.role === 'Owner' ? ['Member', 'Admin', 'Owner'] : ['Member', 'Admin'];
}

export function projectNames(ids: string[] | null, projects: readonly Project[]): string {
  if (ids === null) return t('members.all-projects');
  if (ids.length === 0) return t('members.no-projects');
  const names = ids.map((id) => projects.find((project) => project.id === id)?.name ?? id);
  return listOf(names);
}
