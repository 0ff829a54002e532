import type { Words } from "./es.ts";

/** One catalogue a language, each fetched only by those who read it. */
const catalogues = {
  es: async () => (await import("./es.ts")).es,
  pt: async () => (await import("./pt.ts")).pt,
  en: async () => (await import("./en.ts")).en,
} as const satisfies Record<string, () => Promise<Words>>;

export type Language = keyof typeof catalogues;

export interface Voice {
  words: Words;
  language: Language;
  /** A BCP 47 tag for dates and numbers: the person's own where their browser names one. */
  locale: string;
}

const OURS: Record<Language, string> = { es: "es-MX", pt: "pt-BR", en: "en" };

/**
 * Picks the first of the browser's languages that we speak, and Spanish where it names none.
 *
 * @param preferred BCP 47 tags, best first, as in `navigator.languages`.
 */
export function pickVoice(preferred: readonly string[]): Omit<Voice, "words"> {
  for (const tag of preferred) {
    const language = tag.toLowerCase().split("-")[0];
    if (language === "es" || language === "pt" || language === "en") {
      return { language, locale: tag.includes("-") ? tag : OURS[language] };
    }
  }
  return { language: "es", locale: OURS.es };
}

/** @throws {TypeError} When the catalogue cannot be fetched. */
export async function loadVoice(preferred: readonly string[]): Promise<Voice> {
  const voice = pickVoice(preferred);
  return { ...voice, words: await catalogues[voice.language]() };
}
