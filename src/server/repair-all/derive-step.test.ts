import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canRepair, LinkState } from "#contract/link.ts";
import { RepairResult } from "#contract/repair-result.ts";
import { TryError, type LastTry } from "#contract/repair-all.ts";
import { deriveStep, tryErrorOf } from "./derive-step.ts";

const at = "2026-11-22T12:00:00.000Z";
const lastTry: fc.Arbitrary<LastTry | null> = fc.option(
  fc.record({
    result: fc.constantFrom(...RepairResult.options),
    error: fc.option(fc.constantFrom(...TryError.options)),
    at: fc.constant(at),
  }),
);
const facts = fc.record({
  state: fc.constantFrom(...LinkState.options, "gone" as const),
  isSkipped: fc.boolean(),
  lastTry,
});

it("a step of repair-all is repaired exactly when its link is connected or checking", () => {
  fc.assert(
    fc.property(facts, (each) => {
      const { outcome, why } = deriveStep(each);
      const isUp = each.state === "connected" || each.state === "checking";
      expect(outcome === "repaired").toBe(isUp);
      if (isUp) expect(why).toBeNull();
    }),
  );
});

it("a step of repair-all waits exactly when the person can repair its link and has not skipped it", () => {
  fc.assert(
    fc.property(facts, (each) => {
      const { state, isSkipped } = each;
      const isTheirs = state !== "gone" && canRepair(state) && !isSkipped;
      expect(deriveStep(each).outcome === "waiting").toBe(isTheirs);
    }),
  );
});

describe("reason of a step of repair-all", () => {
  const tried = (result: RepairResult) => ({ result, error: null, at });

  it.each([
    ["bank_trouble", "bank_trouble"],
    ["elsewhere", "elsewhere"],
    ["unsure", "unsure"],
    ["gone", "gone"],
  ] as const)("is the link's state when the person cannot repair the link: %s", (state, why) => {
    expect(deriveStep({ state, isSkipped: false, lastTry: tried("left") })).toEqual({
      outcome: "not_yours",
      why,
    });
  });

  it.each([
    ["still_broken", "still_broken"],
    ["left", "left"],
    ["repaired", null],
  ] as const)("is how the last repair ended, unless it worked: %s", (result, why) => {
    expect(
      deriveStep({ state: "password_needed", isSkipped: false, lastTry: tried(result) }),
    ).toEqual({ outcome: "waiting", why });
  });

  it("is that the link was skipped, whatever was tried before", () => {
    expect(
      deriveStep({ state: "code_needed", isSkipped: true, lastTry: tried("still_broken") }),
    ).toEqual({ outcome: "skipped", why: "skipped" });
  });
});

it.each([
  ["login_error", "login"],
  ["token_required", "code"],
  ["institution_inactive", "bank"],
  ["constructor", "other"],
  [null, null],
])("a last try with the error code %s is of the kind %s", (code, kind) => {
  expect(tryErrorOf(code)).toBe(kind);
});
