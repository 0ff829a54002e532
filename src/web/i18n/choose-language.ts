import type { UiLocale, I18n } from "./load-i18n.ts";

interface LanguageTools {
  /** Fetches what the page says in a language. */
  load: (uiLocale: UiLocale) => Promise<I18n>;
  /** Remembers the choice for the next visit. */
  keep: (uiLocale: UiLocale) => void;
  show: (i18n: I18n) => void;
}

/**
 * Words are fetched, and quick choices may overtake each other: the last one counts.
 *
 * @returns What changes the language; it fails when the words of the last choice do not come.
 */
export function createLanguageChoice({ load, keep, show }: LanguageTools) {
  let last = 0;
  return async (uiLocale: UiLocale): Promise<void> => {
    last += 1;
    const choice = last;
    try {
      const i18n = await load(uiLocale);
      if (choice !== last) return;
      keep(uiLocale);
      show(i18n);
    } catch (error) {
      if (choice === last) throw error;
    }
  };
}
