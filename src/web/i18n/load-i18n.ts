import { isLanguageTag, localeOf, pickLocale } from "#contract/locale.ts";
import { loadOnce, type Loader } from "../loading/load-once.ts";
import type { LaterTranslate, Translate } from "./catalogue.ts";
import { createTranslate, type Messages } from "./create-translate.ts";
import type { UiLocale } from "./ui-locales.ts";

/** Each language in files of its own, fetched only by those who read it, and with the part that says it. */
const catalogues = import.meta.glob<Messages>("./locales/*/*.json", {
  query: "?compiled",
  import: "default",
});

export interface I18n {
  t: Translate;
  /** Has `t` say what a later part of the page does. */
  messages: Readonly<Record<keyof LaterTranslate, Loader<true>>>;
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
export function pickI18n(
  preferred: readonly string[],
  chosen?: UiLocale | null,
): Pick<I18n, "uiLocale" | "language" | "locale"> {
  const uiLocale = pickLocale(preferred, chosen);
  const ownTag = preferred.find(
    (tag) => tag.includes("-") && localeOf(tag) === uiLocale && isLanguageTag(tag),
  );
  return { uiLocale, language: LANGUAGES[uiLocale], locale: ownTag ?? uiLocale };
}

const LANGUAGES = { "es-MX": "es", "es-CO": "es", "pt-BR": "pt", en: "en" } as const;

/** @throws {TypeError} When the words cannot be fetched. */
export async function loadI18n(
  preferred: readonly string[],
  chosen?: UiLocale | null,
): Promise<I18n> {
  const i18n = pickI18n(preferred, chosen);
  const { t, add } = createTranslate(await fetchMessages(i18n.uiLocale, "main"));
  const later = (name: keyof LaterTranslate) =>
    loadOnce(async () => {
      add(await fetchMessages(i18n.uiLocale, name));
      return true as const;
    });
  return { ...i18n, t, messages: { pages: later("pages"), lab: later("lab") } };
}

/** Has `next` say all that `shown` does. @throws {PartMissingError} */
export async function loadSameMessages(next: I18n, shown: I18n): Promise<void> {
  // While they are on their way, more may come to what is shown.
  for (;;) {
    const names = (["pages", "lab"] as const).filter(
      (name) => shown.messages[name].peek() && !next.messages[name].peek(),
    );
    if (names.length === 0) return;
    await Promise.all(names.map((name) => next.messages[name].load()));
  }
}

async function fetchMessages(uiLocale: UiLocale, name: "main" | keyof LaterTranslate) {
  const load = catalogues[`./locales/${uiLocale}/${name}.json`];
  if (!load) throw new Error(`there is no ${name}.json in ${uiLocale}`);
  return load();
}
