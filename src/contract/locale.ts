/** The languages that the page speaks, in the order in which they are offered. */
export const locales = ["es-MX", "es-CO", "pt-BR", "en"] as const;
export type Locale = (typeof locales)[number];

/** Has the language that the person chose. The page writes it, and the server reads it. */
export const LOCALE_COOKIE = "relink-locale";

/** @returns `null` for what is not exactly one of ours: a cookie may hold anything. */
export function parseLocale(value: string | undefined): Locale | null {
  return locales.find((locale) => locale === value) ?? null;
}

/** True for what `Intl` can format by: some systems name languages in ways of their own, as `en-US@posix`. */
export function isLanguageTag(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length > 0;
  } catch {
    return false;
  }
}

/** @returns `undefined` for a language that the page does not speak. */
export function localeOf(tag: string): Locale | undefined {
  const [language, ...rest] = tag.toLowerCase().split(/[-_]/);
  if (language === "es") return rest.includes("co") ? "es-CO" : "es-MX";
  if (language === "pt") return "pt-BR";
  return language === "en" ? "en" : undefined;
}

/**
 * Picks what the person chose, else the first of the browser's languages that the page speaks, and the
 * Spanish of Mexico where it names none.
 *
 * @param preferred BCP 47 tags, best first, as in `navigator.languages` and `Accept-Language`.
 */
export function pickLocale(preferred: readonly string[], chosen?: Locale | null): Locale {
  return chosen ?? preferred.map(localeOf).find((each) => each !== undefined) ?? "es-MX";
}
