import { describe, expect, it, vi } from "vitest";
import { inSpanish } from "../../testing/in-spanish.ts";
import { createLanguageChoice } from "./choose-language.ts";
import type { I18n } from "./load-i18n.ts";
import type { UiLocale } from "./ui-locales.ts";

function bench({ hasChosen = false } = {}) {
  const loading = new Map<UiLocale, { resolve: () => void; reject: (error: Error) => void }>();
  const keep = vi.fn<(uiLocale: UiLocale) => void>();
  const show = vi.fn<(i18n: I18n) => void>();
  const voiceOf = (uiLocale: UiLocale): I18n => ({ ...inSpanish, uiLocale });
  const load = (uiLocale: UiLocale) =>
    new Promise<I18n>((resolve, reject) => {
      loading.set(uiLocale, { resolve: () => resolve(voiceOf(uiLocale)), reject });
    });
  const first = inSpanish;
  const choice = createLanguageChoice({ first, hasChosen: () => hasChosen, load, keep, show });
  return { ...choice, loading, keep, show, voiceOf };
}

describe("choosing a language", () => {
  it("shows and keeps it once its words are there", async () => {
    const { choose, loading, keep, show, voiceOf } = bench();
    const choosing = choose("en");
    expect(show).not.toHaveBeenCalled();
    loading.get("en")?.resolve();
    await choosing;
    expect(show).toHaveBeenCalledExactlyOnceWith(voiceOf("en"));
    expect(keep).toHaveBeenCalledExactlyOnceWith("en");
  });

  it("ends in the last one of several, whichever comes first", async () => {
    const { choose, loading, keep, show, voiceOf } = bench();
    const choosing = [choose("en"), choose("pt-BR")];
    loading.get("pt-BR")?.resolve();
    loading.get("en")?.resolve();
    await Promise.all(choosing);
    expect(show).toHaveBeenCalledExactlyOnceWith(voiceOf("pt-BR"));
    expect(keep).toHaveBeenCalledExactlyOnceWith("pt-BR");
  });

  it("fails when the words of the last one do not come, and not when those of another do not", async () => {
    const { choose, loading, show } = bench();
    const first = choose("en");
    const last = choose("pt-BR");
    loading.get("en")?.reject(new TypeError("no network"));
    await expect(first).resolves.toBeUndefined();
    loading.get("pt-BR")?.reject(new TypeError("no network"));
    await expect(last).rejects.toThrow("no network");
    expect(show).not.toHaveBeenCalled();
  });
});

describe("a choice whose words are slow", () => {
  it("is over as soon as the person chooses another language", async () => {
    const { choose } = bench();
    const choosing = choose("en");
    void choose("pt-BR");
    await expect(choosing).resolves.toBeUndefined();
  });

  it("is taken back by choosing what the page speaks, which needs nothing fetched", async () => {
    const { choose, loading, keep, show } = bench();
    const choosing = choose("en");
    await choose("es-MX");
    loading.get("en")?.resolve();
    await choosing;
    expect(loading.has("es-MX")).toBe(false);
    expect(show).toHaveBeenCalledExactlyOnceWith(inSpanish);
    expect(keep).toHaveBeenCalledExactlyOnceWith("es-MX");
  });
});

describe("a language that the host asks for", () => {
  it("is shown, and not kept", async () => {
    const { suggest, loading, keep, show, voiceOf } = bench();
    const suggesting = suggest("en");
    loading.get("en")?.resolve();
    await suggesting;
    expect(show).toHaveBeenCalledExactlyOnceWith(voiceOf("en"));
    expect(keep).not.toHaveBeenCalled();
  });

  it("is not fetched where the page speaks it already, and not by who has chosen one before", async () => {
    const here = bench();
    await here.suggest("es-MX");
    const chosen = bench({ hasChosen: true });
    await chosen.suggest("en");
    expect([here.loading.size, chosen.loading.size]).toEqual([0, 0]);
  });

  it("does not go before the person's choice, also where the browser keeps none", async () => {
    const { choose, suggest, loading, show, voiceOf } = bench();
    const choosing = choose("pt-BR");
    await suggest("en");
    loading.get("pt-BR")?.resolve();
    await choosing;
    expect(loading.has("en")).toBe(false);
    expect(show).toHaveBeenCalledExactlyOnceWith(voiceOf("pt-BR"));
  });

  it("leaves the page as it is when its words do not come", async () => {
    const { suggest, loading, show } = bench();
    const suggesting = suggest("en");
    loading.get("en")?.reject(new TypeError("no network"));
    await expect(suggesting).resolves.toBeUndefined();
    expect(show).not.toHaveBeenCalled();
  });
});
