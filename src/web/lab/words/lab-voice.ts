import type { Messages } from "@lingui/core";
import { createContext, useContext } from "react";
import { sayIn, type Dialect, type Voice } from "../../words/load-voice.ts";
import type { labEsMX } from "./es-MX.ts";
import type { LabSay } from "./lab-catalogue.ts";

const catalogues: Readonly<Record<Dialect, () => Promise<Messages>>> = {
  "es-MX": async () => (await import("./es-MX.ts?compiled")).default,
  "es-CO": async () => (await import("./es-CO.ts?over=es-MX&compiled")).default,
  "pt-BR": async () => (await import("./pt-BR.ts?compiled")).default,
  en: async () => (await import("./en.ts?compiled")).default,
};

/** @throws {TypeError} When the words cannot be fetched. */
export async function loadLabSay({
  dialect,
  locale,
}: Pick<Voice, "dialect" | "locale">): Promise<LabSay> {
  return sayIn<typeof labEsMX>(locale, await catalogues[dialect]());
}

export const LabSayContext = createContext<LabSay | null>(null);

/** How the lab speaks to its presenter. */
export function useLabSay(): LabSay {
  const say = useContext(LabSayContext);
  if (!say) throw new Error("useLabSay needs a LabSayContext above it");
  return say;
}
