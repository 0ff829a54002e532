import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { setupI18n, type Messages } from "@lingui/core";
import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import * as v from "valibot";
import type { UiLocale } from "../../web/i18n/ui-locales.ts";

/** Messages by their keys, e.g. `repair.updateBank`. */
export type FlatCatalogue = ReadonlyMap<string, string>;

const LOCALES = "src/web/i18n/locales";

interface Tree {
  [key: string]: string | Tree;
}
const Tree: v.GenericSchema<Tree> = v.record(v.string(), v.union([v.string(), v.lazy(() => Tree)]));

/** What is written in one language, by the names of its files: `main`, `pages`, `lab`. */
export function readFiles(uiLocale: UiLocale): ReadonlyMap<string, FlatCatalogue> {
  const folder = join(LOCALES, uiLocale);
  return new Map(
    readdirSync(folder)
      .sort()
      .map((file) => {
        const tree = v.parse(Tree, JSON.parse(readFileSync(join(folder, file), "utf8")));
        return [basename(file, ".json"), new Map(entriesOf("", tree))];
      }),
  );
}

function entriesOf(path: string, tree: Tree): [string, string][] {
  return Object.entries(tree).flatMap(([key, node]): [string, string][] => {
    const place = path === "" ? key : `${path}.${key}`;
    return typeof node === "string" ? [[place, node]] : entriesOf(place, node);
  });
}

const written = (uiLocale: UiLocale) =>
  new Map([...readFiles(uiLocale).values()].flatMap((file) => [...file]));

/** What only Colombia says otherwise; every key of it must be one of Mexico's. */
export const differences: FlatCatalogue = written("es-CO");

export const catalogues: Readonly<Record<UiLocale, FlatCatalogue>> = {
  "es-MX": written("es-MX"),
  "es-CO": new Map([...written("es-MX"), ...differences]),
  "pt-BR": written("pt-BR"),
  en: written("en"),
};

/** All messages of a language, as the build takes them apart. */
export function compileCatalogue(uiLocale: UiLocale): Messages {
  return Object.fromEntries(
    [...catalogues[uiLocale]].map(([key, message]) => [key, compileMessageOrThrow(message)]),
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
  const i18n = setupI18n({
    locale: "en",
    messages: { en: { message: compileMessageOrThrow(message) } },
  });
  return i18n._("message", values);
}

const BANK = { type: "bank", login: "password" };

/** As long as the banks' names get in Belvo's sandbox. */
const LONG_BANK = "Heimdall Bank Colombia";
