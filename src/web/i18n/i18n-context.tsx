import { createContext, useContext } from "react";
import type { LaterTranslate } from "./catalogue.ts";
import type { LanguageChoice } from "./choose-language.ts";
import type { I18n } from "./load-i18n.ts";

interface OwnI18n extends I18n, LanguageChoice {}

export interface LaterI18n<Name extends keyof LaterTranslate> extends Omit<OwnI18n, "t"> {
  t: LaterTranslate[Name];
}

export const I18nContext = createContext<OwnI18n | null>(null);

/** How the page speaks to this person. */
export function useI18n(): OwnI18n {
  const i18n = useContext(I18nContext);
  if (!i18n) throw new Error("useI18n needs an I18nContext above it");
  return i18n;
}

/** The same in a part that comes later: its words have come with it. */
export function useLaterI18n<Name extends keyof LaterTranslate>(name: Name): LaterI18n<Name> {
  return laterI18n(useI18n(), name);
}

/** The same once those words have come. */
export function laterI18n<Name extends keyof LaterTranslate>(
  i18n: OwnI18n,
  name: Name,
): LaterI18n<Name> {
  if (!i18n.messages[name].peek()) throw new Error(`the messages of ${name} are not here`);
  return i18n;
}
