import { describe, expect, it } from "vitest";
import { unusedKeys } from "./find-complaints.ts";

describe("unusedKeys", () => {
  const catalogue = new Map([
    ["page.title", "…"],
    ["state.connected", "…"],
    ["page.old", "…"],
  ]);

  it("finds a key that no source uses, however keys are put together", () => {
    const sources = ['say("page.title")', "say(`state.${state}`)"];
    expect(unusedKeys(catalogue, sources)).toEqual(["page.old"]);
  });
});
