import { describe, expect, it } from "vitest";
import type { WidgetEnd } from "#contract/repair.ts";
import { CONFIRMING_MS, deriveResult } from "./derive-result.ts";

function judge(end: WidgetEnd, sinceSuccessMs: number | null = null) {
  return deriveResult({ isValid: false, kept: null, sinceSuccessMs, end });
}

describe("a link that Belvo calls valid", () => {
  it("is repaired, however the widget ended and whatever was kept", () => {
    for (const end of ["succeeded", "exited", "expired", "failed"] as const) {
      for (const kept of [null, "left", "failed", "still_broken", "repaired"] as const) {
        const facts = { isValid: true, kept, sinceSuccessMs: null, end: { end } };
        expect(deriveResult(facts)).toBe("repaired");
      }
    }
  });
});

describe("a link that Belvo does not call valid", () => {
  it.each([
    [{ end: "exited" }, "left"],
    [{ end: "exited", lastErrorCode: "login_error" }, "still_broken"],
    [{ end: "expired" }, "expired"],
    [{ end: "failed" }, "failed"],
  ] as const)("after %o is %s", (end, result) => {
    expect(judge(end)).toBe(result);
  });

  it("is waited for after a success, for a minute", () => {
    expect(judge({ end: "succeeded" }, 0)).toBe("confirming");
    expect(judge({ end: "succeeded" }, CONFIRMING_MS - 1)).toBe("confirming");
    expect(judge({ end: "succeeded" }, CONFIRMING_MS)).toBe("still_broken");
  });

  it("is waited for as well when the widget was closed after its success", () => {
    expect(judge({ end: "exited" }, 1000)).toBe("confirming");
  });

  it("keeps the result that its repair had", () => {
    const facts = { isValid: false, sinceSuccessMs: null, end: { end: "failed" } } as const;
    expect(deriveResult({ ...facts, kept: "left" })).toBe("left");
    expect(deriveResult({ ...facts, kept: "repaired" })).toBe("repaired");
  });
});
