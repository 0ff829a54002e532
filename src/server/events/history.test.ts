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

  it("tells a first reading from one that found another state: how long it was so, nobody knows", () => {
    const first: Reading = {
      kind: "reading",
      status: "invalid",
      lastAccessedAt: null,
      before: null,
    };
    const stateOf = (status: string) => (status === "valid" ? "connected" : "password_needed");
    const broken = { kind: "state_read", ...place, state: "password_needed" };
    expect(formatEvent({ ...place, event: first }, stateOf)).toEqual({ ...broken, isFirst: true });
    const before = { status: "valid", lastAccessedAt: null };
    expect(formatEvent({ ...place, event: { ...first, before } }, stateOf)).toEqual(broken);
  });

  it.each([
    [LATE, LATE],
    [LATE, EARLY],
    [LATE, null],
  ])("tells nothing where those of %s are now those of %s", (before, after) => {
    expect(told(before, after)).toBeNull();
  });
});
