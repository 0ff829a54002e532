import fc from "fast-check";
import { expect, it } from "vitest";
import { timestamp } from "../store/timestamp.ts";
import type { LinkEvent, LoggedEvent } from "../events/event.ts";
import { countFailedTries } from "./failed-tries.ts";
import { applyEvent, unknownHealth } from "./link-health.ts";
import { createStateDeriver } from "./derive-state.ts";

const START = Date.parse("2026-11-22T12:00:00.000Z");
const time = fc.integer({ min: 0, max: 20 * 60_000 }).map((ms) => timestamp(START + ms));

const REPAIRS = ["30cb4806-6e00-48a4-91c9-ca55968576c8", "5010e7da-cd96-47e6-8dff-91bbf2d9b94f"];
const REQUESTS = ["8c7b283c6efa449c9c028a16b5c249fa", undefined];
/** The second repair was opened five minutes after the first. */
const repair = fc.nat(1).map((index) => ({
  repairId: REPAIRS[index] ?? "",
  openedAt: timestamp(START + (5 + 5 * index) * 60_000),
}));

const event: fc.Arbitrary<LinkEvent> = fc.oneof(
  fc.record({
    kind: fc.constant("reading" as const),
    status: fc.constantFrom("valid", "invalid", "token_required"),
    lastAccessedAt: fc.option(time),
    before: fc.constant(null),
  }),
  fc.constant({ kind: "missing" } as const),
  fc.constant({ kind: "fetch_started" } as const),
  fc.constantFrom("login_error", "institution_down", "too_many_sessions", "odd").map((code) => ({
    kind: "refusal" as const,
    status: 400,
    code,
    requestId: "abc",
  })),
  fc
    .tuple(fc.constantFrom("LINK", "ACCOUNTS", "ODD"), fc.constantFrom("historical_update", "x"))
    .map(([type, code]) => ({ kind: "webhook" as const, type, code, errorCode: null })),
  fc
    .tuple(
      repair,
      fc.constantFrom("repaired" as const, "still_broken" as const, "left" as const),
      fc.constantFrom("login_error", "institution_down", null),
    )
    .map(([opened, result, errorCode]) => ({
      kind: "repair_ended" as const,
      ...opened,
      result,
      errorCode,
      before: null,
      after: null,
    })),
  fc
    .tuple(repair, fc.constantFrom("login_error", "token_required"), fc.constantFrom(...REQUESTS))
    .map(([opened, code, requestId]) => ({
      kind: "widget_event" as const,
      ...opened,
      event: { name: "ERROR" as const, code, requestId },
    })),
  fc
    .constantFrom("healthy" as const, "down" as const)
    .map((status) => ({ kind: "bank_read" as const, status })),
);

/** Events of one log: each has a moment and a place of its own. */
const log: fc.Arbitrary<LoggedEvent[]> = fc
  .uniqueArray(fc.record({ at: time, event }), { selector: ({ at }) => at, maxLength: 12 })
  .map((events) => events.map((event, index) => ({ ...event, seq: index + 1 })));

function derive(events: readonly LoggedEvent[], minute: number) {
  const health = events.reduce(applyEvent, unknownHealth);
  const now = START + minute * 60_000;
  const { state, fetching, busyUntil } = createStateDeriver(now).derive(health, {
    country: "MX",
    accessMode: "recurrent",
    bankWord: null,
  });
  // Of a link that is gone, nothing else is shown.
  const shown = { state, fetching, busyUntil, failedTries: countFailedTries(health, now) };
  return health.gone_at === null ? shown : { state: "gone" };
}

it("link health is the same in whatever order events arrive, and however often", () => {
  const shuffled = log.chain((events) =>
    fc.tuple(
      fc.constant(events),
      fc.shuffledSubarray(events, { minLength: events.length }),
      fc.subarray(events),
    ),
  );
  fc.assert(
    fc.property(shuffled, fc.integer({ min: 20, max: 60 }), ([events, turned, again], minute) => {
      expect(derive([...turned, ...again], minute)).toEqual(derive(events, minute));
    }),
    { numRuns: 2_000 },
  );
});

it("a link is connected or broken only if its latest reading said so", () => {
  fc.assert(
    fc.property(log, fc.integer({ min: 20, max: 60 }), (events, minute) => {
      const readings = events.filter(({ event: { kind } }) => kind === "reading");
      const last = readings.sort((a, b) => (a.at < b.at ? -1 : 1)).at(-1);
      const said = last?.event.kind === "reading" ? last.event.status : "";
      const { state } = derive(events, minute);
      if (state === "connected") expect(said).toBe("valid");
      if (state === "password_needed") expect(said).toBe("invalid");
      if (state === "code_needed") expect(said).toBe("token_required");
    }),
    { numRuns: 2_000 },
  );
});
