import type { Dialect, Voice } from "./load-voice.ts";

interface LanguageTools {
  /** Fetches what the page says in a language. */
  load: (dialect: Dialect) => Promise<Voice>;
  /** Remembers the choice for the next visit. */
  keep: (dialect: Dialect) => void;
  show: (voice: Voice) => void;
}

/**
 * Words are fetched, and quick choices may overtake each other: the last one counts.
 *
 * @returns What changes the language; it fails when the words of the last choice do not come.
 */
export function createLanguageChoice({ load, keep, show }: LanguageTools) {
  let last = 0;
  return async (dialect: Dialect): Promise<void> => {
    last += 1;
    const choice = last;
    try {
      const voice = await load(dialect);
      if (choice !== last) return;
      keep(dialect);
      show(voice);
    } catch (error) {
      if (choice === last) throw error;
    }
  };
}
