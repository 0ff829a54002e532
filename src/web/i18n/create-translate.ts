import type { Translate } from "./catalogue.ts";
import { isolate } from "./isolate.ts";

/** What is said in one language, by the keys: each is given its values by their names. */
export type Messages = Readonly<
  Record<string, (values: Readonly<Record<string, unknown>>) => string>
>;

interface Translator {
  /** Says those messages that were added, and of all others their key. */
  t: Translate;
  add: (messages: Messages) => void;
}

/** Makes what says messages in one language. */
export function createTranslate(messages: Messages): Translator {
  let known = messages;
  return {
    t: (key, ...[values]) => {
      const isolated: Record<string, unknown> = {};
      for (const [name, value] of Object.entries(values ?? {})) {
        isolated[name] = typeof value === "string" ? isolate(value) : value;
      }
      return known[key]?.(isolated) ?? key;
    },
    add: (more) => {
      known = { ...known, ...more };
    },
  };
}
