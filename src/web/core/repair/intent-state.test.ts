import fc from "fast-check";
import { propertyRuns } from "../../../testing/property-runs.ts";
import { describe, expect, it } from "vitest";
import {
  isFor,
  KEPT_MS,
  noIntent,
  PAUSE_MS,
  reduceIntent,
  requestOf,
  type IntentEvent,
  type IntentState,
} from "./intent-state.ts";

const MINUTE = 60_000;
const LIVES = 10 * MINUTE;
const after = (...events: IntentEvent[]) => events.reduce(reduceIntent, noIntent);

const intended = (linkId: string, request: number, at = 0): IntentEvent => {
  return { type: "intended", linkId, request, at };
};
const answered = (request: number, at = 0, livesMs = LIVES): IntentEvent => {
  return { type: "answered", request, at, livesMs };
};

describe("a ticket that is prepared", () => {
  it("is asked for when the person is likely to press, and once", () => {
    const asking = after(intended("a", 1));
    expect(asking).toEqual({ phase: "asking", request: 1, linkId: "a" });
    expect(reduceIntent(asking, intended("a", 2, MINUTE))).toBe(asking);
    const ready = reduceIntent(asking, answered(1));
    expect(reduceIntent(ready, intended("a", 3, MINUTE))).toBe(ready);
  });

  it("is for one link: it goes when the person turns to another", () => {
    const ready = after(intended("a", 1), answered(1));
    expect(reduceIntent(ready, intended("b", 2))).toMatchObject({ phase: "asking", linkId: "b" });
  });

  it("is not used by the press of another link's button", () => {
    const ready = after(intended("a", 1), answered(1));
    expect(isFor(ready, "b", 0)).toBe(false);
    expect(reduceIntent(ready, { type: "pressed", linkId: "b", at: 0 })).toBe(ready);
  });

  it("is used once", () => {
    const pressed: IntentEvent = { type: "pressed", linkId: "a", at: 0 };
    for (const state of [after(intended("a", 1)), after(intended("a", 1), answered(1))]) {
      expect(isFor(state, "a", 0)).toBe(true);
      expect(reduceIntent(state, pressed)).toEqual(noIntent);
    }
  });

  it.each([
    ["eight minutes", LIVES, KEPT_MS],
    ["most of a shorter life", MINUTE, 48_000],
  ])("is kept for %s", (_, livesMs, keptMs) => {
    const ready = after(intended("a", 1), answered(1, 1_000, livesMs));
    expect(isFor(ready, "a", 1_000 + keptMs - 1)).toBe(true);
    const at = 1_000 + keptMs;
    expect(isFor(ready, "a", at)).toBe(false);
    for (const event of [
      { type: "looked", at },
      { type: "pressed", linkId: "a", at },
    ] as const) {
      expect(reduceIntent(ready, event)).toEqual(noIntent);
    }
    expect(reduceIntent(ready, intended("a", 2, at))).toMatchObject({ request: 2 });
  });

  it("is thrown away when the clock is set back behind it", () => {
    const ready = after(intended("a", 1, MINUTE), answered(1, MINUTE));
    expect(isFor(ready, "a", MINUTE - 1)).toBe(false);
  });

  it("is thrown away when its person goes", () => {
    expect(after(intended("a", 1), answered(1), { type: "left" })).toEqual(noIntent);
  });

  it("is not asked for again for a while after a refusal", () => {
    const paused = after(intended("a", 1), { type: "refused", request: 1, at: MINUTE });
    expect(reduceIntent(paused, intended("b", 2, MINUTE + PAUSE_MS - 1))).toBe(paused);
    const later = intended("b", 3, MINUTE + PAUSE_MS);
    expect(reduceIntent(paused, later)).toMatchObject({ phase: "asking", linkId: "b" });
    expect(reduceIntent(paused, intended("b", 4, 0))).toMatchObject({ phase: "asking" });
  });

  it("does not come from an answer to what was given up", () => {
    const asking = after(intended("a", 1), intended("b", 2));
    expect(reduceIntent(asking, answered(1))).toBe(asking);
    expect(reduceIntent(asking, { type: "refused", request: 1, at: 0 })).toBe(asking);
  });
});

const links = fc.constantFrom("a", "b", "c");
const steps = fc.array(
  fc.record({
    ms: fc.integer({ min: -MINUTE, max: 4 * MINUTE }),
    what: fc.constantFrom("intended", "answered", "refused", "pressed", "looked", "left"),
    linkId: links,
    back: fc.integer({ min: 0, max: 3 }),
  }),
  { maxLength: 60 },
);

it("whatever happens, there is one ticket at most, for the link that was turned to last, and none that is old", () => {
  fc.assert(
    fc.property(steps, (all) => {
      let state: IntentState = noIntent;
      let at = 0;
      let count = 0;
      const asked = new Map<number, { linkId: string; answeredAt?: number }>();
      for (const { ms, what, linkId, back } of all) {
        at += ms;
        const request = count - back;
        const before = state;
        if (what === "intended") {
          count += 1;
          state = reduceIntent(state, intended(linkId, count, at));
          if (requestOf(state) === count) asked.set(count, { linkId });
        } else if (what === "answered") {
          state = reduceIntent(state, answered(request, at));
          const it = asked.get(request);
          if (it && state !== before) it.answeredAt = at;
        } else if (what === "refused") {
          state = reduceIntent(state, { type: "refused", request, at });
        } else if (what === "pressed") {
          state = reduceIntent(state, { type: "pressed", linkId, at });
          if (isFor(before, linkId, at)) expect(state).toEqual(noIntent);
        } else {
          state = reduceIntent(
            state,
            what === "looked" ? { type: "looked", at } : { type: "left" },
          );
        }

        const usable = ["a", "b", "c"].filter((each) => isFor(state, each, at));
        expect(usable.length).toBeLessThanOrEqual(1);
        const held = requestOf(state);
        if (held === null) expect(usable).toEqual([]);
        else if (usable.length === 1) {
          const it = asked.get(held);
          expect(it?.linkId).toBe(usable[0]);
          if (it?.answeredAt !== undefined) expect(at - it.answeredAt).toBeLessThan(KEPT_MS);
        }
      }
    }),
    { numRuns: propertyRuns(1) },
  );
});
