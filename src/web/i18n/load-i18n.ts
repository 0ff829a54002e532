import { setupI18n, type Messages } from "@lingui/core";
import { isLanguageTag, localeOf, pickLocale, type Locale } from "#contract/locale.ts";
import { isolate } from "./isolate.ts";
import type { Translate, TranslateOf } from "./catalogue.ts";
import type { esMX } from "./es-MX.ts";

/** One catalogue a language, each fetched only by those who read it. */
const catalogues = {
  "es-MX": async () => (await import("./es-MX.ts?compiled")).default,
  "es-CO": async () => (await import("./es-CO.ts?over=es-MX&compiled")).default,
  "pt-BR": async () => (await import("./pt-BR.ts?compiled")).default,
  en: async () => (await import("./en.ts?compiled")).default,
} as const satisfies Record<Locale, () => Promise<Messages>>;

export type UiLocale = Locale;

/** In the order in which they are offered, by the names that their speakers have for them. */
export const uiLocales = [
  ["es-MX", "Español (México)"],
  ["es-CO", "Español (Colombia)"],
  ["pt-BR", "Português (Brasil)"],
  ["en", "English"],
] as const satisfies readonly (readonly [UiLocale, string])[];

export interface I18n {
  t: Translate;
  uiLocale: UiLocale;
  /** For Belvo's widget, which speaks three languages and no dialects. */
  language: "es" | "pt" | "en";
  /** A BCP 47 tag for dates and numbers: the person's own where their browser names one. */
  locale: string;
}

/**
 * Picks what the person chose, else the first of the browser's languages that we speak, and the
 * Spanish of Mexico where it names none.
 *
 * @param preferred BCP 47 tags, best first, as in `navigator.languages`.
 */
export function pickI18n(preferred: readonly string[], chosen?: UiLocale | null): Omit<I18n, "t"> {
  const uiLocale = pickLocale(preferred, chosen);
  const ownTag = preferred.find(
    (tag) => tag.includes("-") && localeOf(tag) === uiLocale && isLanguageTag(tag),
  );
  return { uiLocale, language: LANGUAGES[uiLocale], locale: ownTag ?? uiLocale };
}

const LANGUAGES = { "es-MX": "es", "es-CO": "es", "pt-BR": "pt", en: "en" } as const;

/** @throws {TypeError} When the catalogue cannot be fetched. */
export async function loadI18n(
  preferred: readonly string[],
  chosen?: UiLocale | null,
): Promise<I18n> {
  const i18n = pickI18n(preferred, chosen);
  return { ...i18n, t: translateIn(i18n.locale, await catalogues[i18n.uiLocale]()) };
}

/** Makes what says the messages of a catalogue, which has the keys of `Tree`. */
export function translateIn<Tree = typeof esMX>(
  locale: string,
  messages: Messages,
): TranslateOf<Tree> {
  const i18n = setupI18n({ locale, messages: { [locale]: messages } });
  return (key, ...[values]) => {
    const isolated: Record<string, unknown> = {};
    for (const [name, value] of Object.entries(values ?? {})) {
      isolated[name] = typeof value === "string" ? isolate(value) : value;
    }
    return i18n._(key, isolated);
  };
}
