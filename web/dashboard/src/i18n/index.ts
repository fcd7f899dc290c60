import { type Params, type PluralBase, pickLanguage, Texts } from '@seggwat/shared/i18n';
import type en from './en.ts';

export const languages = ['en', 'de', 'sv', 'fr'] as const;
export type Language = (typeof languages)[number];
/** Every language has exactly the keys of the English one. */
export type Catalogue = Record<keyof typeof en, string>;
export type Key = keyof typeof en | PluralBase<typeof en>;

const catalogues: Record<Language, () => Promise<{ default: Catalogue }>> = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  sv: () => import('./sv.ts'),
  fr: () => import('./fr.ts'),
};

let texts: Texts<Catalogue>;

/** The text of a key in the current language. */
export function t(key: Key, params?: Params): string {
  return texts.t(key, params);
}

export function currentTexts(): Texts<Catalogue> {
  return texts;
}

export function currentLanguage(): Language {
  return texts.language as Language;
}

/** Loads the catalogue of `wanted`, or of the browser's own language without one. */
export async function chooseLanguage(wanted: string | null): Promise<void> {
  const language = pickLanguage([wanted, ...navigator.languages], languages, 'en');
  const { default: catalogue } = await catalogues[language]();
  texts = new Texts(language, catalogue, wanted, ...navigator.languages);
  document.documentElement.lang = language;
}
