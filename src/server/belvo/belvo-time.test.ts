import { afterEach, beforeEach, expect, it, vi } from "vitest";
import * as v from "valibot";
import { BelvoTime } from "./belvo-time.ts";

beforeEach(() => vi.stubEnv("TZ", "America/Mexico_City"));
afterEach(() => vi.unstubAllEnvs());

it("a time without a zone is UTC, also where the server's zone is another", () => {
  expect(new Date(2026, 0, 9).getTimezoneOffset()).toBe(360);
  for (const text of [
    "2026-01-09T10:28:40.000",
    "2026-01-09T10:28:40",
    "2026-01-09T10:28:40.000000",
    "2026-01-09 10:28:40",
    "2026-01-09T10:28:40.000Z",
    "2026-01-09T04:28:40-06:00",
    "2026-01-09T04:28:40-0600",
  ]) {
    expect([text, v.parse(BelvoTime, text)]).toEqual([text, "2026-01-09T10:28:40.000Z"]);
  }
  expect(v.parse(BelvoTime, "2026-01-09T10:28")).toBe("2026-01-09T10:28:00.000Z");
  expect(v.parse(BelvoTime, "2026-01-09")).toBe("2026-01-09T00:00:00.000Z");
});

it.each([null, undefined, "", "yesterday", "2026-13-45T10:00:00"])("%o is no time", (text) => {
  expect(v.parse(BelvoTime, text)).toBeNull();
});
