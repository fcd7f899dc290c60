import { call } from '../api/http.ts';
import type { Invitation, Member, Project, System } from '../api/types.ts';
import { prefs, setPreference } from './preferences.ts';
import { me } from './session.ts';
import { touch, useTopics } from './topics.ts';

/** What the whole dashboard needs to know of the organisation. */
interface Workspace {
  loaded: boolean;
  projects: Project[];
  members: Member[];
  invitations: Invitation[];
  system: System | null;
}

const workspace: Workspace = {
  loaded: false,
  projects: [],
  members: [],
  invitations: [],
  system: null,
};

export function useWorkspace(): Readonly<Workspace> {
  useTopics('workspace');
  return workspace;
}

export function projects(): readonly Project[] {
  return workspace.projects;
}

export function members(): readonly Member[] {
  return workspace.members;
}

export async function loadWorkspace(): Promise<void> {
  const [listed, system] = await Promise.all([
    call<{ projects: Project[] }>('GET', '/projects'),
    call<System>('GET', '/system'),
    loadMembers(),
  ]);
  workspace.projects = listed.projects;
  workspace.system = system;
  workspace.loaded = true;
  touch('workspace');
}

export async function loadMembers(): Promise<void> {
  const listed = await call<{ members: Member[]; invitations: Invitation[] }>('GET', '/members');
  workspace.members = listed.members;
  workspace.invitations = listed.invitations;
  touch('workspace');
}

const met = new Set<string>();
let refreshing = false;

/** Somebody looks for a colleague, who may have joined a moment ago. */
export function refreshMembers(): void {
  if (refreshing) return;
  refreshing = true;
  void loadMembers()
    .catch(() => {})
    .finally(() => {
      refreshing = false;
    });
}

/** An event names a member: one whom this tab does not know has joined since. */
export function meet(id: string | null | undefined): void {
  if (!id || met.has(id) || !workspace.loaded || memberName(id) !== null) return;
  met.add(id);
  refreshMembers();
}

/** Puts a new or changed project into the list. */
export function putProject(project: Project): void {
  const at = workspace.projects.findIndex((item) => item.id === project.id);
  if (at < 0) workspace.projects = [...workspace.projects, project];
  else workspace.projects = workspace.projects.with(at, { ...workspace.projects[at], ...project });
  touch('workspace');
}

/** The project whose messages are shown: the one chosen last, else the first. */
export function currentProject(): Project | null {
  const chosen = workspace.projects.find((project) => project.id === prefs().project);
  return chosen ?? workspace.projects[0] ?? null;
}

/** Stands for all projects at once where a project is named. */
export const everywhere = 'all';

/** What the inbox shows: one project's id, or `everywhere`. */
export function inboxScope(): string | null {
  if (prefs().project === everywhere && workspace.projects.length > 1) return everywhere;
  return currentProject()?.id ?? null;
}

export function projectName(id: string): string {
  return workspace.projects.find((project) => project.id === id)?.name ?? '';
}

export function chooseProject(id: string): void {
  setPreference('project', id);
  touch('workspace');
}

export function memberName(id: string): string | null {
  const member = workspace.members.find((item) => item.id === id);
  return member ? (member.name ?? member.email) : null;
}

/** Members who may see a project, oneself first. */
export function membersOf(project: string): Member[] {
  const self = me().user_id;
  return workspace.members
    .filter((member) => member.projects === null || member.projects.includes(project))
    .sort((a, b) => Number(b.id === self) - Number(a.id === self));
}
