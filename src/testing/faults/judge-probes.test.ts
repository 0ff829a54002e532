import { describe, expect, it } from "vitest";
import { isSound, judgeProbes } from "./judge-probes.ts";
import type { Probe } from "./probes.ts";
import type { StoreContents } from "./read-store.ts";

const LINK = "30cb4806-6e00-48a4-91c9-ca55968576c8";
const NOW = "2026-01-02T03:04:05.000Z";

const probe = (code: string, fate: Probe["fate"]): Probe => ({
  code,
  fate,
  linkId: LINK,
  body: "",
});
const kept = (code: string) => ({ body: { code }, applied_at: NOW, parked_at: null });
const logged = (seq: number, code: string) => ({
  seq,
  link_id: LINK,
  kind: "webhook",
  body: { code },
});
const store = (...codes: string[]): StoreContents => ({
  inbox: codes.map(kept),
  events: codes.map((code, index) => logged(index + 1, code)),
  head: codes.length,
});

describe("judgeProbes", () => {
  it("accepts a store that has each answered webhook once, and any of the others", () => {
    const probes = [probe("a", "kept"), probe("b", "unknown"), probe("c", "unknown")];
    expect(isSound(judgeProbes(probes, store("a", "b")))).toBe(true);
  });

  it.each([
    ["is missing", store(), { lost: ["a"] }],
    ["is there twice", store("a", "a"), { twice: ["a"] }],
    ["is not in the log", { ...store("a"), events: [], head: 0 }, { lost: ["a"] }],
    [
      "has not been applied",
      { ...store("a"), inbox: [{ ...kept("a"), applied_at: null }] },
      { unapplied: ["a"] },
    ],
    [
      "was parked",
      { ...store("a"), inbox: [{ ...kept("a"), parked_at: NOW }] },
      {
        unapplied: ["a"],
      },
    ],
    [
      "stands behind a gap in the log",
      { ...store("a"), events: [logged(2, "a")] },
      { logIsWhole: false },
    ],
    ["is not at the log's head", { ...store("a"), head: 2 }, { logIsWhole: false }],
  ])("finds an answered webhook that %s", (_, contents, fault) => {
    const verdict = judgeProbes([probe("a", "kept")], contents);
    expect(verdict).toMatchObject(fault);
    expect(isSound(verdict)).toBe(false);
  });

  it("finds an unanswered webhook that is there twice", () => {
    expect(isSound(judgeProbes([probe("a", "unknown")], store("a", "a")))).toBe(false);
  });
});
