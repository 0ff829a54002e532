import { expect, it } from "vitest";
import { deriveRepairedBy } from "./derive-state.ts";

const SINCE = "2026-11-22T12:00:00.000Z";

it.each([
  ["in the moment in which it was read", SINCE, "here"],
  ["a little before, by another clock", "2026-11-22T11:59:10.000Z", "here"],
  ["later, when its end was heard of", "2026-11-22T12:09:00.000Z", "here"],
  ["for an earlier break", "2026-11-22T11:50:00.000Z", "elsewhere"],
  ["never", null, "elsewhere"],
])("of a link that a repair of ours brought back %s", (_when, repairedAt, expected) => {
  const health = { repaired_at: repairedAt, status_since: SINCE };
  expect(deriveRepairedBy(health, "connected")).toBe(expected);
});

it("says nothing of a link that is not connected, or has always been", () => {
  const health = { repaired_at: SINCE, status_since: SINCE };
  expect(deriveRepairedBy(health, "password_needed")).toBeNull();
  expect(deriveRepairedBy(health, "checking")).toBeNull();
  expect(deriveRepairedBy({ repaired_at: null, status_since: null }, "connected")).toBeNull();
});
