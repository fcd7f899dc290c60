/** The tag this script stands in; where the page hides it, the newest tag of its name. */
const tag =
  (document.currentScript as HTMLScriptElement | null) ??
  [...document.querySelectorAll<HTMLScriptElement>('script[src*="seggwat-feedback.js"]')].pop();
// Wrong values are as good as none: they never stop the page.
export const data = tag?.dataset ?? {};

export const origin = new URL(tag?.src || location.href).origin;
export const key = `${data.projectKey}`.trim().toLowerCase();
export const validKey = /^[\da-f-]{36}$/.test(key);
export const language =
  /\b(en|de|sv|fr)\b/.exec(`${data.language || navigator.languages}`.toLowerCase())?.[0] ?? 'en';
