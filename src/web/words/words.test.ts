import { describe, expect, it } from "vitest";
import { en } from "./en.ts";
import { es } from "./es.ts";
import { loadVoice, pickVoice } from "./load-words.ts";
import { pt } from "./pt.ts";

/** Every sentence of a catalogue, with the longest bank name that we know filled in. */
function sentencesOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") {
    const sentence: unknown = Reflect.apply(value, undefined, ["Banco Heimdall"]);
    return [String(sentence)];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.values(value).flatMap(sentencesOf);
}

const catalogues = { es, pt, en };

describe.each(Object.entries(catalogues))("the words in %s", (_language, words) => {
  it("say nothing that only engineers understand", () => {
    const jargon =
      /\b(link|links|token|tokens|mfa|webhook|recurrent|widget|api|http|[45]\d\d|login_error)\b/i;
    expect(sentencesOf(words).filter((sentence) => jargon.test(sentence))).toEqual([]);
  });

  it("explain each state in at most 140 characters", () => {
    const { why, repair, refresh } = words;
    const explanations = [
      ...sentencesOf(why).map((sentence) => `${sentence} ${repair.notYou}`),
      ...[repair, refresh].flatMap(sentencesOf),
    ];
    expect(explanations.filter((sentence) => sentence.length > 140)).toEqual([]);
  });

  it("leave no sentence empty", () => {
    expect(sentencesOf(words).filter((sentence) => sentence.trim() === "")).toEqual([]);
  });
});

describe("the language of the page", () => {
  it.each([
    [["es-CO", "en"], "es", "es-CO"],
    [["pt"], "pt", "pt-BR"],
    [["fr-FR", "en-GB"], "en", "en-GB"],
    [["fr-FR"], "es", "es-MX"],
    [[], "es", "es-MX"],
  ])("for a browser that prefers %j is %s (%s)", (preferred, language, locale) => {
    expect(pickVoice(preferred)).toEqual({ language, locale });
  });

  it("comes with its words", async () => {
    expect((await loadVoice(["pt-BR"])).words).toBe(pt);
  });
});
