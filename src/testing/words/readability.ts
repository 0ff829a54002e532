/** What a text's readability is measured on. */
interface Measures {
  words: number;
  sentences: number;
  syllables: number;
}

type Language = "es" | "pt" | "en";

export interface Readability {
  /** The formula's name. */
  measure: string;
  score: number;
  /** What the score must reach: at least for an ease, at most for a school year. */
  goal: number;
  isReached: boolean;
}

/**
 * How easy texts are to read, by the formula that is usual for their language.
 *
 * Sources: Fernández Huerta (1959) for Spanish, Martins et al. (1996) for Portuguese, Kincaid et al.
 * (1975) for English.
 */
export function readabilityOf(language: Language, texts: readonly string[]): Readability {
  const { words, sentences, syllables } = texts
    .map((text) => measure(language, text))
    .reduce((sum, each) => ({
      words: sum.words + each.words,
      sentences: sum.sentences + each.sentences,
      syllables: sum.syllables + each.syllables,
    }));
  const [perSentence, perWord] = [words / sentences, syllables / words];
  switch (language) {
    case "es":
      return atLeast(70, "Fernández Huerta", 206.84 - 60 * perWord - 1.02 * perSentence);
    case "pt":
      return atLeast(60, "Flesch (Martins)", 248.835 - 84.6 * perWord - 1.015 * perSentence);
    case "en":
      return atMost(6, "Flesch-Kincaid grade", 0.39 * perSentence + 11.8 * perWord - 15.59);
  }
}

function atLeast(goal: number, name: string, score: number): Readability {
  return { measure: name, score, goal, isReached: score >= goal };
}

function atMost(goal: number, name: string, score: number): Readability {
  return { measure: name, score, goal, isReached: score <= goal };
}

function measure(language: Language, text: string): Measures {
  const words = text.match(/\p{L}+/gu) ?? [];
  return {
    words: words.length,
    sentences: Math.max(
      1,
      text.split(/[.!?…:]+(?:\s|$)/).filter((part) => /\p{L}/u.test(part)).length,
    ),
    syllables: words.reduce((sum, word) => sum + countSyllables(language, word), 0),
  };
}

/** Counts by the sounds that letters stand for: exact for Spanish and near it for the others. */
export function countSyllables(language: Language, word: string): number {
  const low = word.toLowerCase();
  return Math.max(1, language === "en" ? englishVowels(low) : iberianVowels(language, low));
}

/** Strong vowels are a syllable each; weak ones join their neighbour unless they bear an accent. */
function iberianVowels(language: "es" | "pt", word: string): number {
  const silent = language === "es" ? word.replaceAll(/([gq])u(?=[eéií])/g, "$1") : word;
  const joined = language === "pt" ? silent.replaceAll(/ão|ãe|õe/g, "a") : silent;
  return (
    joined.match(
      /[aeoáéóàâêôãõíú]|[iuü]+(?![aeoáéóâêôãõiu])(?<![aeoáéóâêôãõ][iuü]+)|y$(?<![aeou]y)/g,
    )?.length ?? 0
  );
}

function englishVowels(word: string): number {
  const spoken = word.replace(/(?:[^laeiouy]es|[^aeiouytd]ed|[^l]e)$/, "x");
  return spoken.match(/[aeiouy]+/g)?.length ?? 0;
}
