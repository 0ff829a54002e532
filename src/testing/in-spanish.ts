import { loadI18n } from "../web/i18n/load-i18n.ts";

/** The page's voice in the Spanish of Mexico, for parts of it that are drawn by themselves. */
export const inSpanish = {
  ...(await loadI18n(["es-MX"])),
  suggest: () => Promise.resolve(),
  choose: () => Promise.resolve(),
};
