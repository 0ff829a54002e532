import type { UiLocale, I18n } from "./load-i18n.ts";

interface LanguageTools {
  /** What the page speaks at first. */
  first: UiLocale;
  /** True for who chose a language here before. */
  hasChosen: () => boolean;
  /** Fetches what the page says in a language. */
  load: (uiLocale: UiLocale) => Promise<I18n>;
  /** Remembers the choice for the next visit. */
  keep: (uiLocale: UiLocale) => void;
  show: (i18n: I18n) => void;
}

export interface LanguageChoice {
  /**
   * Has the page speak in a language that the person chose, here and at the next visit.
   *
   * @throws {TypeError} When the words of the last choice do not come; the page then goes on as it was.
   */
  choose: (uiLocale: UiLocale) => Promise<void>;
  /** The same for one that the host asked for: here, and unless the person chose. It never fails. */
  suggest: (uiLocale: UiLocale) => Promise<void>;
}

/** Words are fetched, and quick choices may overtake each other: the last one counts. */
export function createLanguageChoice(tools: LanguageTools): LanguageChoice {
  const { load, keep, show, hasChosen } = tools;
  let last = 0;
  let wanted = tools.first;
  // Where the browser keeps nothing for us, the choice holds for this page.
  let isChosen = false;

  async function change(uiLocale: UiLocale, done: () => void): Promise<void> {
    last += 1;
    const choice = last;
    try {
      const i18n = await load(uiLocale);
      if (choice !== last) return;
      wanted = uiLocale;
      done();
      show(i18n);
    } catch (error) {
      if (choice === last) throw error;
    }
  }

  return {
    choose: (uiLocale) => {
      isChosen = true;
      return change(uiLocale, () => keep(uiLocale));
    },
    suggest: async (uiLocale) => {
      if (isChosen || uiLocale === wanted || hasChosen()) return;
      await change(uiLocale, () => undefined).catch(() => undefined);
    },
  };
}
