declare const __UNREAD__: string;

const FORMS: Record<string, Record<string, string>> = JSON.parse(__UNREAD__);

/** "2 unread messages" in the widget's language, for the launcher's name. */
export function unreadLabel(language: string, count: number): string {
  const forms = FORMS[language] ?? FORMS.en ?? {};
  const form = new Intl.PluralRules(language).select(count);
  return (forms[form] ?? forms.other ?? '').replace('{count}', String(count));
}
