import { compileMessageOrThrow, type CompiledMessage } from "@lingui/message-utils/compileMessage";
import { english } from "../../../sandbox/widget/words/english.ts";
import { portuguese } from "../../../sandbox/widget/words/portuguese.ts";
import { spanish } from "../../../sandbox/widget/words/spanish.ts";
import type { Words } from "../../../sandbox/widget/words/words.ts";
import type { Say } from "../../../web/words/catalogue.ts";
import { dialects, sayIn, type Dialect } from "../../../web/words/load-voice.ts";
import { catalogues } from "../../words/read-catalogues.ts";

/** What the page and the stand-in's widget say to who reads one language. */
export interface Speech {
  dialect: Dialect;
  say: Say;
  widget: Words;
}

const widgets: Readonly<Record<Dialect, Words>> = {
  "es-MX": spanish,
  "es-CO": spanish,
  "pt-BR": portuguese,
  en: english,
};

/** One for each language of the page. */
export const speeches: readonly Speech[] = dialects.map(([dialect]) => {
  const messages: Record<string, CompiledMessage> = {};
  for (const [key, message] of catalogues[dialect]) messages[key] = compileMessageOrThrow(message);
  return { dialect, say: sayIn(dialect, messages), widget: widgets[dialect] };
});
