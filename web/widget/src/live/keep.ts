/** What is kept in the browser for one user of one project. Works without storage too. */
export class Keep {
  readonly prefix: string;
  private readonly memory = new Map<string, string>();

  constructor(
    project: string,
    sub: string,
    private readonly storage: Storage | null = pageStorage(),
  ) {
    this.prefix = `${projectPrefix(project)}${encodeURIComponent(sub)}:`;
  }

  get(name: string): string | null {
    try {
      if (this.storage) return this.storage.getItem(this.prefix + name);
    } catch {
      // Storage was taken away meanwhile: what this page knows has to do.
    }
    return this.memory.get(name) ?? null;
  }

  set(name: string, value: string): void {
    this.memory.set(name, value);
    try {
      this.storage?.setItem(this.prefix + name, value);
    } catch {
      // Full or refused: it lives as long as the page does.
    }
  }

  remove(name: string): void {
    this.memory.delete(name);
    try {
      this.storage?.removeItem(this.prefix + name);
    } catch {
      // Nothing to remove then.
    }
  }

  wipe(): void {
    this.memory.clear();
    wipe(this.storage, (key) => key.startsWith(this.prefix));
  }

  /** Removes what other users of the same project left behind. */
  wipeOthers(project: string): void {
    const all = projectPrefix(project);
    wipe(this.storage, (key) => key.startsWith(all) && !key.startsWith(this.prefix));
  }
}

function projectPrefix(project: string): string {
  return `seggwat:${project}:u:`;
}

function wipe(storage: Storage | null, doomed: (key: string) => boolean): void {
  try {
    if (!storage) return;
    for (const key of Object.keys(storage)) if (doomed(key)) storage.removeItem(key);
  } catch {
    // Storage that cannot be read holds nothing of ours.
  }
}

export function pageStorage(): Storage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}
