import type { Locale } from "#contract/locale.ts";

export type UiLocale = Locale;

/** In the order in which they are offered, by the names that their speakers have for them. */
export const uiLocales = [
  ["es-MX", "Español (México)"],
  ["es-CO", "Español (Colombia)"],
  ["pt-BR", "Português (Brasil)"],
  ["en", "English"],
] as const satisfies readonly (readonly [UiLocale, string])[];
