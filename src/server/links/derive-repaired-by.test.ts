import { expect, it } from "vitest";
import { deriveRepairedBy } from "./derive-state.ts";

const SINCE = "2026-11-22T12:00:00.000Z";

it.each([
  ["at the moment the link came back: here", SINCE, "here"],
  ["a little before that, by another clock: here", "2026-11-22T11:59:10.000Z", "here"],
  ["that was reported minutes later: here", "2026-11-22T12:09:00.000Z", "here"],
  ["for an earlier break: elsewhere", "2026-11-22T11:50:00.000Z", "elsewhere"],
  ["that never happened: elsewhere", null, "elsewhere"],
])(
  "a connected link was repaired here or elsewhere, given a repair of ours %s",
  (_when, repairedAt, expected) => {
    const health = { repaired_at: repairedAt, status_since: SINCE };
    expect(deriveRepairedBy(health, "connected")).toBe(expected);
  },
);

it("repaired-by is null for a link that is not connected, or has always been", () => {
  const health = { repaired_at: SINCE, status_since: SINCE };
  expect(deriveRepairedBy(health, "password_needed")).toBeNull();
  expect(deriveRepairedBy(health, "checking")).toBeNull();
  expect(deriveRepairedBy({ repaired_at: null, status_since: null }, "connected")).toBeNull();
});
