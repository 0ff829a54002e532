import MessageFormat from "@messageformat/core";
import { describe, expect, it } from "vitest";
import { uiLocales } from "../../web/i18n/ui-locales.ts";
import { catalogues } from "./read-catalogues.ts";

/** What each message that counts says of one and of two, by the language of its dialects. */
const COUNTED: Readonly<Record<string, Record<string, readonly [one: string, two: string]>>> = {
  es: {
    "links.needsYou": ["1 banco necesita tu", "2 bancos necesitan tu"],
    "links.elsewhere": ["1 conexión se renueva en", "2 conexiones se renuevan en"],
    "links.tools.found": ["1 banco coincide", "2 bancos coinciden"],
    "news.many": ["el estado de 1 banco.", "el estado de 2 bancos."],
    "repair.triesFailed": ["tus datos 1 vez.", "tus datos 2 veces."],
    "links.repairAll": ["Reparar 1 banco", "Reparar los 2 bancos"],
    "repairAll.result": ["de 1 banco.", "de 2 bancos."],
    "lab.trace.waiting": ["1 espera", "2 esperan"],
  },
  pt: {
    "links.needsYou": ["1 banco precisa da", "2 bancos precisam da"],
    "links.elsewhere": ["1 conexão se renova no", "2 conexões se renovam no"],
    "links.tools.found": ["1 banco encontrado", "2 bancos encontrados"],
    "news.many": ["1 banco mudou.", "2 bancos mudaram."],
    "repair.triesFailed": ["seus dados 1 vez.", "seus dados 2 vezes."],
    "links.repairAll": ["Reparar 1 banco", "Reparar os 2 bancos"],
    "repairAll.result": ["de 1 banco.", "de 2 bancos."],
    "lab.trace.waiting": ["1 espera", "2 esperam"],
  },
  en: {
    "links.needsYou": ["1 bank needs your attention", "2 banks need your attention"],
    "links.elsewhere": ["1 connection is renewed in", "2 connections are renewed in"],
    "links.tools.found": ["1 bank matches", "2 banks match"],
    "news.many": ["1 bank has changed.", "2 banks have changed."],
    "repair.triesFailed": ["your details 1 time.", "your details 2 times."],
    "links.repairAll": ["Repair 1 bank", "Repair all 2 banks"],
    "repairAll.result": ["of 1 bank.", "of 2 banks."],
  },
};

const CONNECTIONS: Readonly<Record<string, readonly [one: string, two: string]>> = {
  es: ["conexión", "conexiones"],
  pt: ["conexão", "conexões"],
  en: ["connection", "connections"],
};

function formatCounted(uiLocale: string, message: string, count: number, type = "bank"): string {
  const say = new MessageFormat(uiLocale).compile(message);
  return say({ count, repaired: 1, bank: "Erebor", type });
}

describe.each(uiLocales)("in %s, a message that counts", (uiLocale) => {
  const counted = [...catalogues[uiLocale]].filter(([, message]) => message.includes("plural"));
  const forms = COUNTED[uiLocale.slice(0, 2)] ?? {};

  it("is one whose forms are known", () => {
    expect(counted.map(([key]) => key).sort()).toEqual(Object.keys(forms).sort());
  });

  it.each(counted.filter(([, message]) => message.includes("{type, select")))(
    "counts connections where not all are banks: %s",
    (_key, message) => {
      const [one = "", two = ""] = CONNECTIONS[uiLocale.slice(0, 2)] ?? [];
      expect(formatCounted(uiLocale, message, 1, "institution")).toMatch(
        new RegExp(`${one}(?!\\p{L})`, "u"),
      );
      expect(formatCounted(uiLocale, message, 2, "institution")).toMatch(
        new RegExp(`${two}(?!\\p{L})`, "u"),
      );
    },
  );

  it.each(counted)("says one and two as people do: %s", (key, message) => {
    const [one = "", two = ""] = forms[key] ?? [];
    // A form may be the end of another: «1 espera» is the beginning of «1 esperan».
    const pattern = (form: string) => new RegExp(`${form.replaceAll(".", "\\.")}(?!\\p{L})`, "u");
    expect(formatCounted(uiLocale, message, 1)).toMatch(pattern(one));
    expect(formatCounted(uiLocale, message, 2)).toMatch(pattern(two));
  });
});
