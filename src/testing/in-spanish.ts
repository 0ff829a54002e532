import { wholeI18n } from "./whole-i18n.ts";

/** The page's voice in the Spanish of Mexico, for parts of it that are drawn by themselves. */
export const inSpanish = {
  ...wholeI18n(["es-MX"]),
  suggest: () => Promise.resolve(),
  choose: () => Promise.resolve(),
};
