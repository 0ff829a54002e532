import { describe, expect, it } from "vitest";
import { accentOn } from "./palette.ts";

describe("accentOn", () => {
  it("gives dark colours white text, and light ones black text", () => {
    expect(accentOn("#ffffff", "#056dae").text).toBe("#ffffff");
    expect(accentOn("#ffffff", "#ffd60a").text).toBe("#000000");
  });

  it("keeps a colour that stands out as its own border", () => {
    expect(accentOn("#ffffff", "#056dae").edge).toBe("#056dae");
    expect(accentOn("#1b1f27", "#ffd60a").edge).toBe("#ffd60a");
  });

  it("gives another border to a colour that is like its background", () => {
    expect(accentOn("#ffffff", "#ffffff").edge).toBe("#8c8c8c");
    expect(accentOn("#000000", "#000000").edge).toBe("#666666");
  });

  it("gives another border also on a background that is neither light nor dark", () => {
    expect(accentOn("#888888", "#888888").edge).not.toBe("#888888");
  });
});
