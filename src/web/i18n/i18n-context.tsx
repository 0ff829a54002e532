import { createContext, useContext } from "react";
import type { LanguageChoice } from "./choose-language.ts";
import type { I18n } from "./load-i18n.ts";

interface OwnI18n extends I18n, LanguageChoice {}

export const I18nContext = createContext<OwnI18n | null>(null);

/** How the page speaks to this person. */
export function useI18n(): OwnI18n {
  const i18n = useContext(I18nContext);
  if (!i18n) throw new Error("useI18n needs an I18nContext above it");
  return i18n;
}
