import { touch, useTopics } from './topics.ts';

/** Choices of this browser, kept in localStorage; a browser without it still works. */
export interface Preferences {
  theme: 'system' | 'light' | 'dark';
  shortcuts: boolean;
  desktopNotifications: boolean;
  project: string | null;
  personPanel: boolean;
  narrowNav: boolean;
  /** The server's, remembered so that it holds from the first keystroke on. */
  sendWith: 'enter' | 'modified';
  noticesSeen: string[];
}

const key = 'seggwat.preferences';
const preferences: Preferences = {
  theme: 'system',
  shortcuts: true,
  desktopNotifications: false,
  project: null,
  personPanel: true,
  narrowNav: false,
  sendWith: 'enter',
  noticesSeen: [],
};

export function readStored<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? 'null') as T | null;
  } catch {
    return null;
  }
}

export function writeStored(name: string, value: unknown): void {
  try {
    if (value === null || value === '') localStorage.removeItem(name);
    else localStorage.setItem(name, JSON.stringify(value));
  } catch {
    // Storage may be full or forbidden; the choice then lasts as long as the page.
  }
}

export function loadPreferences(): void {
  Object.assign(preferences, readStored<Partial<Preferences>>(key) ?? {});
  applyTheme();
}

/** Another tab of this browser has chosen: what is chosen here next must not undo it. Each tab shows its own project. */
export function watchPreferences(): () => void {
  const look = (event: StorageEvent) => {
    if (event.key !== key) return;
    const { project } = preferences;
    loadPreferences();
    preferences.project = project;
    touch('preferences');
  };
  addEventListener('storage', look);
  return () => removeEventListener('storage', look);
}

export function prefs(): Readonly<Preferences> {
  return preferences;
}

export function usePreferences(): Readonly<Preferences> {
  useTopics('preferences');
  return preferences;
}

export function setPreference<K extends keyof Preferences>(name: K, value: Preferences[K]): void {
  preferences[name] = value;
  writeStored(key, preferences);
  if (name === 'theme') applyTheme();
  touch('preferences');
}

function applyTheme(): void {
  const root = document.documentElement;
  if (preferences.theme === 'system') delete root.dataset.theme;
  else root.dataset.theme = preferences.theme;
}
