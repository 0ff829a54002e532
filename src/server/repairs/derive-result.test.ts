import { describe, expect, it } from "vitest";
import type { WidgetEnd } from "#contract/repair.ts";
import { CONFIRMING_MS, deriveResult } from "./derive-result.ts";

function derive(end: WidgetEnd, sinceSuccessMs: number | null = null) {
  return deriveResult({ isValid: false, kept: null, sinceSuccessMs, end });
}

describe("result of a repair, when Belvo calls the link valid", () => {
  it("is repaired, however the widget ended and whatever the result was before", () => {
    for (const end of ["succeeded", "exited", "expired", "failed"] as const) {
      for (const kept of [null, "left", "failed", "still_broken", "repaired"] as const) {
        const facts = { isValid: true, kept, sinceSuccessMs: null, end: { end } };
        expect(deriveResult(facts)).toBe("repaired");
      }
    }
  });
});

describe("result of a repair, when Belvo does not call the link valid", () => {
  it.each([
    [{ end: "exited" }, "left"],
    [{ end: "exited", lastErrorCode: "login_error" }, "still_broken"],
    [{ end: "expired" }, "expired"],
    [{ end: "failed" }, "failed"],
  ] as const)("after the widget's end %o is %s", (end, result) => {
    expect(derive(end)).toBe(result);
  });

  it("is confirming for a minute after the widget's success, and then still_broken", () => {
    expect(derive({ end: "succeeded" }, 0)).toBe("confirming");
    expect(derive({ end: "succeeded" }, CONFIRMING_MS - 1)).toBe("confirming");
    expect(derive({ end: "succeeded" }, CONFIRMING_MS)).toBe("still_broken");
  });

  it("is confirming also when the widget was closed after its success", () => {
    expect(derive({ end: "exited" }, 1000)).toBe("confirming");
  });

  it("stays as it was once decided", () => {
    const facts = { isValid: false, sinceSuccessMs: null, end: { end: "failed" } } as const;
    expect(deriveResult({ ...facts, kept: "left" })).toBe("left");
    expect(deriveResult({ ...facts, kept: "repaired" })).toBe("repaired");
  });
});
