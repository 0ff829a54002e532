import type { I18n } from "./load-i18n.ts";
import type { UiLocale } from "./ui-locales.ts";

interface LanguageTools {
  /** How the page speaks at first. */
  first: I18n;
  /** True for who chose a language here before. */
  hasChosen: () => boolean;
  /** Fetches what the page says in a language: all that it can say now. */
  load: (uiLocale: UiLocale, shown: I18n) => Promise<I18n>;
  /** Remembers the choice for the next visit. */
  keep: (uiLocale: UiLocale) => void;
  show: (i18n: I18n) => void;
}

export interface LanguageChoice {
  /**
   * Has the page speak in a language that the person chose, here and at the next visit. Resolves once it
   * does, or once another choice counts; one of the language that it speaks takes back what is on its way.
   *
   * @throws {Error} When the words of the last choice do not come; the page then goes on as it was.
   */
  choose: (uiLocale: UiLocale) => Promise<void>;
  /** The same for one that the host asked for: here, and unless the person chose. It never fails. */
  suggest: (uiLocale: UiLocale) => Promise<void>;
}

/** Words are fetched, and quick choices may overtake each other: the last one counts. */
export function createLanguageChoice(tools: LanguageTools): LanguageChoice {
  const { load, keep, show, hasChosen } = tools;
  let overtake: () => void = () => undefined;
  let shown = tools.first;
  // Where the browser keeps nothing for us, the choice holds for this page.
  let isChosen = false;

  async function change(uiLocale: UiLocale, done: () => void): Promise<void> {
    overtake();
    const overtaken = new Promise<null>((resolve) => {
      overtake = () => resolve(null);
    });
    const coming = uiLocale === shown.uiLocale ? shown : load(uiLocale, shown);
    const i18n = await Promise.race([coming, overtaken]);
    if (!i18n) return;
    shown = i18n;
    done();
    show(i18n);
  }

  return {
    choose: (uiLocale) => {
      isChosen = true;
      return change(uiLocale, () => keep(uiLocale));
    },
    suggest: async (uiLocale) => {
      if (isChosen || uiLocale === shown.uiLocale || hasChosen()) return;
      await change(uiLocale, () => undefined).catch(() => undefined);
    },
  };
}
