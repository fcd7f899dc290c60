import type en from './texts/shot_en.json';

type Key = keyof typeof en;
type Module = { default: Record<Key, string> };

const CATALOGUES: Record<string, () => Promise<Module>> = {
  en: () => import('./texts/shot_en.json'),
  de: () => import('./texts/shot_de.json'),
  sv: () => import('./texts/shot_sv.json'),
  fr: () => import('./texts/shot_fr.json'),
};

/** What the screenshot's control and editor say; most visitors never need it. */
export interface ShotTexts {
  language: string;
  t(key: Key, slot?: string): string;
}

export async function loadShotTexts(language: string): Promise<ShotTexts> {
  const load = CATALOGUES[language] ?? (CATALOGUES.en as () => Promise<Module>);
  const { default: texts } = await load();
  return { language, t: (key, slot = '') => texts[key].replace(/\{\w+\}/, slot) };
}
