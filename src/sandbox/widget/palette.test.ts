import { describe, expect, it } from "vitest";
import { institutionColors } from "../institutions/institution-colors.ts";
import { accentOn } from "./palette.ts";

const LIGHT = "#ffffff";
const DARK = "#1d2327";

describe("accentOn", () => {
  it("keeps a colour that stands out", () => {
    expect(accentOn(LIGHT, "#056dae").fill).toBe("#056dae");
    expect(accentOn(DARK, "#ffd60a").fill).toBe("#ffd60a");
  });

  it("gives dark colours white text, and light ones black text", () => {
    expect(accentOn(LIGHT, "#056dae").text).toBe("#ffffff");
    expect(accentOn(DARK, "#ffd60a").text).toBe("#000000");
  });

  it("darkens what is lost on a light ground, and brightens what is lost on a dark one", () => {
    expect(accentOn(LIGHT, "#ffd60a").fill).toBe("#ad9207");
    expect(accentOn(DARK, "#1b6048").fill).toBe("#2c7a5f");
  });

  it.each([
    ["#ffffff", "#ffffff"],
    ["#000000", "#000000"],
    ["#888888", "#888888"],
  ])("finds another shade on %s for %s", (ground, color) => {
    expect(accentOn(ground, color).fill).not.toBe(color);
  });

  it.each(Object.entries(institutionColors))("has white on the colour of %s", (_name, color) => {
    for (const ground of [LIGHT, DARK]) expect(accentOn(ground, color).text).toBe("#ffffff");
  });
});
