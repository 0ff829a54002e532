import { describe, expect, it } from "vitest";
import { unusedKeys } from "./find-complaints.ts";

describe("what is said nowhere", () => {
  const catalogue = new Map([
    ["page.title", "…"],
    ["state.connected", "…"],
    ["page.old", "…"],
  ]);

  it("is found, however a key is put together", () => {
    const sources = ['say("page.title")', "say(`state.${state}`)"];
    expect(unusedKeys(catalogue, sources)).toEqual(["page.old"]);
  });
});
