import { setupI18n } from "@lingui/core";
import { compileMessageOrThrow } from "@lingui/message-utils/compileMessage";
import { handoffEn } from "../../web/handoff/i18n/en.ts";
import { handoffEsMX } from "../../web/handoff/i18n/es-MX.ts";
import { handoffPtBR } from "../../web/handoff/i18n/pt-BR.ts";
import { labEn } from "../../web/lab/i18n/en.ts";
import { labEsCO } from "../../web/lab/i18n/es-CO.ts";
import { labEsMX } from "../../web/lab/i18n/es-MX.ts";
import { labPtBR } from "../../web/lab/i18n/pt-BR.ts";
import { en } from "../../web/i18n/en.ts";
import { esCO } from "../../web/i18n/es-CO.ts";
import { esMX } from "../../web/i18n/es-MX.ts";
import type { UiLocale } from "../../web/i18n/load-i18n.ts";
import { ptBR } from "../../web/i18n/pt-BR.ts";

/** Messages by their keys, e.g. `repair.updateBank`. */
export type FlatCatalogue = ReadonlyMap<string, string>;

export const catalogues: Readonly<Record<UiLocale, FlatCatalogue>> = {
  "es-MX": flatten(esMX, labEsMX, handoffEsMX),
  "es-CO": flatten(esMX, labEsMX, handoffEsMX, esCO, labEsCO),
  "pt-BR": flatten(ptBR, labPtBR, handoffPtBR),
  en: flatten(en, labEn, handoffEn),
};

/** What only Colombia says otherwise; every key of it must be one of Mexico's. */
export const differences: FlatCatalogue = flatten(esCO, labEsCO);

/** What a later tree says goes before what an earlier one does. */
function flatten(...trees: object[]): FlatCatalogue {
  return new Map(trees.flatMap((tree) => entriesOf("", tree)));
}

function entriesOf(path: string, node: unknown): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node !== "object" || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) =>
    entriesOf(path === "" ? key : `${path}.${key}`, value),
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
