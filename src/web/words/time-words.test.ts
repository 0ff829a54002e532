import { describe, expect, it } from "vitest";
import { timeAgo } from "./time-words.ts";

const NOW = Date.parse("2026-11-22T12:00:00Z");
const before = (ms: number) => new Date(NOW - ms).toISOString();
const MINUTE = 60_000;

describe("time in words", () => {
  it.each([
    [10_000, "este minuto"],
    [MINUTE, "hace 1 minuto"],
    [59 * MINUTE, "hace 59 minutos"],
    [60 * MINUTE, "hace 1 hora"],
    [24 * 60 * MINUTE, "ayer"],
    [6 * 24 * 60 * MINUTE, "hace 6 días"],
    [8 * 24 * 60 * MINUTE, "14 nov 2026"],
  ])("%d ms ago is «%s»", (ago, said) => {
    expect(timeAgo(before(ago), NOW, "es-MX")).toBe(said);
  });

  it("does not speak of the future when clocks disagree", () => {
    expect(timeAgo(before(-5 * MINUTE), NOW, "en")).toBe("this minute");
  });
});
