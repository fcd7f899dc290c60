export type Params = Record<string, string | number>;
export type Catalogue = Record<string, string>;

/** The first of the wanted languages that is supported; `en` when none is. Accepts anything. */
export function pickLanguage<L extends string>(
  wanted: readonly unknown[],
  supported: readonly L[],
  fallback: L,
): L {
  for (const tag of wanted) {
    const base = String(tag ?? '')
      .toLowerCase()
      .split(/[-_.]/)[0];
    const found = supported.find((language) => language === base);
    if (found) return found;
  }
  return fallback;
}

/** A locale that `Intl` takes: engines throw on tags such as `C`, which some browsers report. */
export function safeLocale(...tags: unknown[]): string {
  for (const tag of tags) {
    try {
      if (typeof tag === 'string' && Intl.DateTimeFormat.supportedLocalesOf(tag)[0]) return tag;
    } catch {
      // Not a language tag: the next one may be.
    }
  }
  return 'en';
}

/**
 * Texts of one language. `t` fills `{name}` slots. With a `count` it takes the key's plural form,
 * `key.one`, `key.other` and so on, by the rules of the language.
 */
export class Texts<C extends Catalogue = Catalogue> {
  readonly locale: string;
  private readonly plural: Intl.PluralRules;

  constructor(
    readonly language: string,
    private readonly catalogue: C,
    ...localeWishes: unknown[]
  ) {
    const sameLanguage = localeWishes.filter((tag) => String(tag).split(/[-_.]/)[0] === language);
    this.locale = safeLocale(...sameLanguage, language);
    this.plural = new Intl.PluralRules(this.locale);
  }

  t(key: PluralBase<C> | (keyof C & string), params: Params = {}): string {
    const texts: Catalogue = this.catalogue;
    const count = params.count;
    const form =
      typeof count === 'number'
        ? (texts[`${key}.${this.plural.select(count)}`] ?? texts[`${key}.other`])
        : undefined;
    const text = form ?? texts[key] ?? key;
    return text.replace(/\{(\w+)\}/g, (slot, name: string) =>
      name in params ? this.show(params[name]) : slot,
    );
  }

  private show(value: string | number | undefined): string {
    return typeof value === 'number'
      ? new Intl.NumberFormat(this.locale).format(value)
      : String(value);
  }

  time(at: Date): string {
    return this.format(at, { timeStyle: 'short' });
  }

  format(at: Date, options: Intl.DateTimeFormatOptions): string {
    return new Intl.DateTimeFormat(this.locale, options).format(at);
  }

  /** "today", "yesterday", a week day within a week, else a date. Days are local ones. */
  day(at: Date, now: Date): string {
    const days = Math.round((startOfDay(now) - startOfDay(at)) / 86_400_000);
    if (days === 0 || days === 1) {
      const word = new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto' }).format(
        -days,
        'day',
      );
      return word.charAt(0).toLocaleUpperCase(this.locale) + word.slice(1);
    }
    if (days > 1 && days < 7) return this.format(at, { weekday: 'long' });
    const year = at.getFullYear() === now.getFullYear() ? undefined : 'numeric';
    return this.format(at, { day: 'numeric', month: 'long', year });
  }

  /** "5 minutes ago" and the like, for times in the past or in the future. */
  ago(at: Date, now: Date): string {
    const seconds = (at.getTime() - now.getTime()) / 1000;
    // Only English has a narrow form that reads as words; others shorten to a signed number.
    const style = this.locale.startsWith('en') ? 'narrow' : 'short';
    const relative = new Intl.RelativeTimeFormat(this.locale, { numeric: 'auto', style });
    for (const [unit, size] of UNITS) {
      if (Math.abs(seconds) >= size) return relative.format(Math.round(seconds / size), unit);
    }
    return relative.format(0, 'second');
  }
}

/** The stem of keys that come in plural forms: `unread` for `unread.one` and `unread.other`. */
export type PluralBase<C> = keyof C extends infer K
  ? K extends `${infer Stem}.other`
    ? Stem
    : never
  : never;

const UNITS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 31_557_600],
  ['month', 2_629_800],
  ['week', 604_800],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

function startOfDay(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** Whether two times fall on the same local day. */
export function sameDay(one: Date, other: Date): boolean {
  return startOfDay(one) === startOfDay(other);
}
