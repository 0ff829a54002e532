import type { Messages } from "@lingui/core";
import { createContext, useContext } from "react";
import { translateIn, type UiLocale, type I18n } from "../../i18n/load-i18n.ts";
import type { labEsMX } from "./es-MX.ts";
import type { LabTranslate } from "./lab-catalogue.ts";

const catalogues: Readonly<Record<UiLocale, () => Promise<Messages>>> = {
  "es-MX": async () => (await import("./es-MX.ts?compiled")).default,
  "es-CO": async () => (await import("./es-CO.ts?over=es-MX&compiled")).default,
  "pt-BR": async () => (await import("./pt-BR.ts?compiled")).default,
  en: async () => (await import("./en.ts?compiled")).default,
};

/** @throws {TypeError} When the words cannot be fetched. */
export async function loadLabTranslate({
  uiLocale,
  locale,
}: Pick<I18n, "uiLocale" | "locale">): Promise<LabTranslate> {
  return translateIn<typeof labEsMX>(locale, await catalogues[uiLocale]());
}

export const LabTranslateContext = createContext<LabTranslate | null>(null);

/** How the lab speaks to its presenter. */
export function useLabTranslate(): LabTranslate {
  const t = useContext(LabTranslateContext);
  if (!t) throw new Error("useLabTranslate needs a LabTranslateContext above it");
  return t;
}
