import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import MessageFormat from "@messageformat/core";
import type { Messages } from "../../web/i18n/create-translate.ts";
import { flattenMessages } from "../../web/i18n/flatten-messages.ts";
import type { UiLocale } from "../../web/i18n/ui-locales.ts";

/** Messages by their keys, e.g. `repair.updateBank`. */
export type FlatCatalogue = ReadonlyMap<string, string>;

const LOCALES = "src/web/i18n/locales";

/** What is written in one language, by the names of its files: `main`, `pages`, `lab`. */
type Files = ReadonlyMap<string, FlatCatalogue>;

function readFiles(uiLocale: UiLocale): Files {
  const folder = join(LOCALES, uiLocale);
  return new Map(
    readdirSync(folder)
      .sort()
      .map((file) => {
        const messages = flattenMessages(JSON.parse(readFileSync(join(folder, file), "utf8")));
        return [basename(file, ".json"), new Map(messages)];
      }),
  );
}

const mexican = readFiles("es-MX");
const colombian = readFiles("es-CO");

/** Each language as it is said: Colombia's files have only what differs from Mexico's. */
export const files: Readonly<Record<UiLocale, Files>> = {
  "es-MX": mexican,
  "es-CO": new Map(
    [...mexican].map(([name, file]) => [name, new Map([...file, ...(colombian.get(name) ?? [])])]),
  ),
  "pt-BR": readFiles("pt-BR"),
  en: readFiles("en"),
};

const allOf = (of: Files): FlatCatalogue => new Map([...of.values()].flatMap((file) => [...file]));

/** What only Colombia says otherwise; every key of it must be one of Mexico's. */
export const differences: FlatCatalogue = allOf(colombian);

export const catalogues: Readonly<Record<UiLocale, FlatCatalogue>> = {
  "es-MX": allOf(files["es-MX"]),
  "es-CO": allOf(files["es-CO"]),
  "pt-BR": allOf(files["pt-BR"]),
  en: allOf(files.en),
};

/** All messages of a language, as the build makes functions of them. */
export function compileCatalogue(uiLocale: UiLocale): Messages {
  const format = new MessageFormat(uiLocale);
  return Object.fromEntries(
    [...catalogues[uiLocale]].map(([key, message]) => [key, format.compile(message)] as const),
  );
}

/**
 * A message as people read it, with values like those that it meets.
 *
 * @param of What the message depends on: a bank, unless it says another institution.
 */
export function sample(message: string, of: Record<string, string> = BANK): string {
  const values: Record<string, unknown> = { count: 3, bank: LONG_BANK, time: "12 min", ...of };
  for (const [, name = ""] of message.matchAll(/\{(\w+)\}/g)) values[name] ??= "…";
  return new MessageFormat("en", ANY_PLURALS).compile(message)(values);
}

/** English has fewer forms than the languages that are read here. */
const ANY_PLURALS = { strictPluralKeys: false };

const BANK = { type: "bank", login: "password" };

/** As long as the banks' names get in Belvo's sandbox. */
const LONG_BANK = "Heimdall Bank Colombia";
