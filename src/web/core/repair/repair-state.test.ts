import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  idle,
  isBusy,
  isTold,
  linkIdOf,
  reduceRepair,
  type RepairEvent,
  type RepairState,
} from "./repair-state.ts";

const run = (...events: RepairEvent[]) => events.reduce(reduceRepair, idle);
const start: RepairEvent = { type: "start", linkId: "a" };
const opened: RepairEvent = { type: "widget_opened" };
const ended: RepairEvent = { type: "widget_ended" };

const anyEvent: fc.Arbitrary<RepairEvent> = fc.oneof(
  fc.constantFrom("a", "b").map((linkId) => ({ type: "start" as const, linkId })),
  fc.constantFrom(opened, ended),
  fc.constant<RepairEvent>({ type: "renew" }),
  fc.boolean().map((already) => ({ type: "repaired" as const, already })),
  fc.constant<RepairEvent>({ type: "still_broken", code: "login_error" }),
  fc.constant<RepairEvent>({ type: "left" }),
  fc.constant<RepairEvent>({ type: "checked" }),
  fc.constant<RepairEvent>({ type: "fail", reason: "no_network" }),
  fc.constant<RepairEvent>({ type: "dismiss" }),
);

describe("the state of a repair", () => {
  it("goes from preparing to repaired", () => {
    expect(run(start)).toEqual({ phase: "preparing", linkId: "a" });
    expect(run(start, opened)).toEqual({ phase: "with_bank", linkId: "a" });
    expect(run(start, opened, ended)).toEqual({ phase: "confirming", linkId: "a" });
    expect(run(start, opened, ended, { type: "repaired", already: false })).toEqual({
      phase: "repaired",
      linkId: "a",
      already: false,
    });
  });

  it("goes to the bank a second time when the token is renewed", () => {
    expect(run(start, opened, ended, { type: "renew" }, opened).phase).toBe("with_bank");
  });

  it("is never still broken before the link was read", () => {
    const tooEarly: RepairEvent = { type: "still_broken", code: null };
    expect(run(start, opened, tooEarly).phase).toBe("with_bank");
  });

  it("is left for sure once that was checked, and for no other end", () => {
    const left = run(start, opened, ended, { type: "left" });
    expect(left).toMatchObject({ phase: "left", isChecked: false });
    expect(reduceRepair(left, { type: "checked" })).toMatchObject({ isChecked: true });
    expect(run(start, { type: "checked" })).toEqual(run(start));
  });

  it("stays that of the first repair when a second is started", () => {
    expect(run(start, opened, { type: "start", linkId: "b" })).toEqual(run(start, opened));
  });

  it("lets another repair start after an end", () => {
    const left = run(start, opened, ended, { type: "left" });
    expect(reduceRepair(left, { type: "start", linkId: "b" })).toEqual({
      phase: "preparing",
      linkId: "b",
    });
  });

  it("ends once, in whatever order events come", () => {
    fc.assert(
      fc.property(fc.array(anyEvent, { maxLength: 40 }), (events) => {
        let state: RepairState = idle;
        for (const event of events) {
          const next = reduceRepair(state, event);
          // Only a new start, or putting the answer away, may take back an end.
          const wasEnd = !isBusy(state) && state.phase !== "idle";
          if (wasEnd && event.type !== "start" && event.type !== "dismiss") {
            expect(next).toMatchObject({ phase: state.phase, linkId: linkIdOf(state) });
          }
          // A repair is about one link from its start to its end.
          if (isBusy(state) && next.phase !== "idle")
            expect(next).toHaveProperty("linkId", state.linkId);
          state = next;
        }
      }),
    );
  });
});

describe("what is told of a link's repair", () => {
  const running: RepairState[] = [
    { phase: "preparing", linkId: "a" },
    { phase: "with_bank", linkId: "a" },
    { phase: "confirming", linkId: "a" },
  ];
  const repaired: RepairState = { phase: "repaired", linkId: "a", already: false };
  const ends: RepairState[] = [
    { phase: "away", linkId: "a" },
    { phase: "left", linkId: "a", isChecked: true },
    { phase: "still_broken", linkId: "a", code: null },
    { phase: "failed", linkId: "a", reason: "not_confirmed" },
  ];
  const told = (id: string, state: "password_needed" | "checking" | "connected") =>
    [idle, ...running, repaired, ...ends].filter((each) => isTold(each, { id, state }));

  it("is nothing while Belvo is asked how the link is, save that a repair runs", () => {
    expect(told("a", "checking")).toEqual(running);
  });

  it("is not that it is repaired where Belvo says that it is broken", () => {
    expect(told("a", "password_needed")).toEqual([...running, ...ends]);
    expect(told("a", "connected")).toEqual([...running, repaired, ...ends]);
  });

  it("is nothing of another link's", () => {
    expect(told("b", "connected")).toEqual([]);
  });
});
