import { compileMessageOrThrow, type CompiledMessage } from "@lingui/message-utils/compileMessage";
import { english } from "../../../sandbox/widget/words/english.ts";
import { portuguese } from "../../../sandbox/widget/words/portuguese.ts";
import { spanish } from "../../../sandbox/widget/words/spanish.ts";
import type { Words } from "../../../sandbox/widget/words/words.ts";
import type { Translate } from "../../../web/i18n/catalogue.ts";
import { translateIn, type UiLocale } from "../../../web/i18n/load-i18n.ts";
import { catalogues } from "../../words/read-catalogues.ts";

/** What the page and the sandbox's widget say to people who read one language. */
export interface Language {
  locale: UiLocale;
  t: Translate;
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

  const messages: Record<string, CompiledMessage> = {};
  for (const [key, message] of catalogues[known]) messages[key] = compileMessageOrThrow(message);
  return { locale: known, t: translateIn(known, messages), widget: widgets[known] };
}
