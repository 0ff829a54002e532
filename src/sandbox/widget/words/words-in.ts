import type { Locale } from "../host-config.ts";
import { english } from "./english.ts";
import { portuguese } from "./portuguese.ts";
import { spanish } from "./spanish.ts";
import type { Words } from "./words.ts";

const WORDS: Record<Locale, Words> = { en: english, es: spanish, pt: portuguese };

export function wordsIn(locale: Locale): Words {
  return WORDS[locale];
}
