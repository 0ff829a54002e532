import { english } from "../../../sandbox/widget/words/english.ts";
import { portuguese } from "../../../sandbox/widget/words/portuguese.ts";
import { spanish } from "../../../sandbox/widget/words/spanish.ts";
import type { Words } from "../../../sandbox/widget/words/words.ts";
import type { LaterTranslate } from "../../../web/i18n/catalogue.ts";
import { createTranslate } from "../../../web/i18n/create-translate.ts";
import type { UiLocale } from "../../../web/i18n/ui-locales.ts";
import { compileCatalogue } from "../../words/read-catalogues.ts";

/** What the page and the sandbox's widget say to people who read one language. */
export interface Language {
  locale: UiLocale;
  t: LaterTranslate["pages"];
  widget: Words;
}

const widgets: Readonly<Record<UiLocale, Words>> = {
  "es-MX": spanish,
  "es-CO": spanish,
  "pt-BR": portuguese,
  en: english,
};

/** The locales that the page is written in. */
export const locales: readonly UiLocale[] = ["es-MX", "es-CO", "pt-BR", "en"];

/** @param locale One of {@link locales}, as a project or a test has it. */
export function languageOf(locale: string | undefined): Language {
  const known = locales.find((each) => each === locale);
  if (known === undefined) throw new Error(`the page is not written in ${String(locale)}`);

  const { t } = createTranslate(compileCatalogue(known));
  return { locale: known, t, widget: widgets[known] };
}
