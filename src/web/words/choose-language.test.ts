import { describe, expect, it, vi } from "vitest";
import { inSpanish } from "../../testing/in-spanish.ts";
import { createLanguageChoice } from "./choose-language.ts";
import type { Dialect, Voice } from "./load-voice.ts";

function bench() {
  const loading = new Map<Dialect, { resolve: () => void; reject: (error: Error) => void }>();
  const keep = vi.fn<(dialect: Dialect) => void>();
  const show = vi.fn<(voice: Voice) => void>();
  const voiceOf = (dialect: Dialect): Voice => ({ ...inSpanish, dialect });
  const load = (dialect: Dialect) =>
    new Promise<Voice>((resolve, reject) => {
      loading.set(dialect, { resolve: () => resolve(voiceOf(dialect)), reject });
    });
  return { choose: createLanguageChoice({ load, keep, show }), loading, keep, show, voiceOf };
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
