import { Texts } from '@seggwat/shared/i18n';
import type en from './texts/en.json';

export type Catalogue = typeof en;
export type WidgetTexts = Texts<Catalogue>;

const CATALOGUES: Record<string, () => Promise<{ default: Catalogue }>> = {
  en: () => import('./texts/en.json'),
  de: () => import('./texts/de.json'),
  sv: () => import('./texts/sv.json'),
  fr: () => import('./texts/fr.json'),
};

/** The texts of one language, fetched when they are first needed. */
export async function loadTexts(language: string): Promise<WidgetTexts> {
  const load = CATALOGUES[language] ?? CATALOGUES.en;
  const module = await load?.();
  if (!module) throw new Error('no texts');
  return new Texts(language, module.default, ...navigator.languages);
}
