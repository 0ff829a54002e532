import type { Messages } from "@lingui/core";
import { useEffect, useState } from "react";
import { useI18n } from "../../i18n/i18n-context.tsx";
import { translateIn, type UiLocale } from "../../i18n/load-i18n.ts";
import type { handoffEsMX } from "./es-MX.ts";
import type { HandoffTranslate } from "./handoff-catalogue.ts";

const inSpanish = async () => (await import("./es-MX.ts?compiled")).default;
const catalogues: Readonly<Record<UiLocale, () => Promise<Messages>>> = {
  "es-MX": inSpanish,
  // Colombia says all of it as Mexico does.
  "es-CO": inSpanish,
  "pt-BR": async () => (await import("./pt-BR.ts?compiled")).default,
  en: async () => (await import("./en.ts?compiled")).default,
};

/** How the way to the phone speaks; `null` until the words are there, and where they do not come. */
export function useHandoffTranslate(): HandoffTranslate | null {
  const { uiLocale, locale } = useI18n();
  // In an object, since React would call a function to get the state.
  const [found, setFound] = useState<{ t: HandoffTranslate } | null>(null);
  useEffect(() => {
    let isWanted = true;
    const take = (messages: Messages) => {
      if (isWanted) setFound({ t: translateIn<typeof handoffEsMX>(locale, messages) });
    };
    catalogues[uiLocale]().then(take, () => undefined);
    return () => {
      isWanted = false;
    };
  }, [locale, uiLocale]);
  return found?.t ?? null;
}
