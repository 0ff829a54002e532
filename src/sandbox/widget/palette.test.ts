import { describe, expect, it } from "vitest";
import { accentOn } from "./palette.ts";

describe("accentOn", () => {
  it("writes white on dark colours and black on light ones", () => {
    expect(accentOn("#ffffff", "#056dae").text).toBe("#ffffff");
    expect(accentOn("#ffffff", "#ffd60a").text).toBe("#000000");
  });

  it("keeps a colour that stands out as its own edge", () => {
    expect(accentOn("#ffffff", "#056dae").edge).toBe("#056dae");
    expect(accentOn("#1b1f27", "#ffd60a").edge).toBe("#ffd60a");
  });

  it("draws an edge around a colour that the surface swallows", () => {
    expect(accentOn("#ffffff", "#ffffff").edge).toBe("#8c8c8c");
    expect(accentOn("#000000", "#000000").edge).toBe("#666666");
  });

  it("finds an edge on a surface that is neither light nor dark", () => {
    expect(accentOn("#888888", "#888888").edge).not.toBe("#888888");
  });
});
