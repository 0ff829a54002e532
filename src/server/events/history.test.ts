import { describe, expect, it } from "vitest";
import type { LinkEvent } from "./event.ts";
import { formatEvent } from "./history.ts";

const EARLY = "2026-11-22T12:00:00.000Z";
const LATE = "2026-11-22T13:00:00.000Z";
const place = { seq: 7, at: LATE };

type Reading = Extract<LinkEvent, { kind: "reading" }>;

/** A reading of a link that is connected, as it was. */
function told(before: string | null, lastAccessedAt: string | null) {
  const status = "valid";
  const event: Reading = {
    kind: "reading",
    status,
    lastAccessedAt,
    before: { status, lastAccessedAt: before },
  };
  return formatEvent({ ...place, event }, () => "connected");
}

describe("a link's history", () => {
  it.each([
    [EARLY, LATE],
    [null, LATE],
  ])("tells that data came where those of %s are now those of %s", (before, after) => {
    expect(told(before, after)).toEqual({ kind: "data_fresh", ...place, lastAccessedAt: after });
  });

  it.each([
    [LATE, LATE],
    [LATE, EARLY],
    [LATE, null],
  ])("tells nothing where those of %s are now those of %s", (before, after) => {
    expect(told(before, after)).toBeNull();
  });
});
