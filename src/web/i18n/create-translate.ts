import { setupI18n, type Messages } from "@lingui/core";
import type { Translate } from "./catalogue.ts";
import { isolate } from "./isolate.ts";

interface Translator {
  /** Says those messages that were added. */
  t: Translate;
  add: (messages: Messages) => void;
}

/** Makes what says messages in one language. @param locale A BCP 47 tag, for numbers and plurals. */
export function createTranslate(locale: string, messages: Messages): Translator {
  const i18n = setupI18n({ locale, messages: { [locale]: { ...messages } } });
  return {
    t: (key, ...[values]) => {
      const isolated: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(values ?? {})) {
        isolated[name] = typeof value === "string" ? isolate(value) : value;
      }
      return i18n._(key, isolated);
    },
    add: (more) => i18n.load(locale, more),
  };
}
