import { describe, expect, it } from "vitest";
import { initialsOf, isLight } from "./bank-mark.ts";

describe("a bank's initials", () => {
  it.each([
    ["Banco de Bogotá", "B"],
    ["Erebor Bank Mexico", "EM"],
    ["Iron Bank Empresas", "IE"],
    ["BBVA", "B"],
    ["Banco", "B"],
    ["Ágora", "Á"],
    ["  ", "?"],
    ["🏦", "?"],
  ])("of «%s» are %s", (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe("a bank's colour", () => {
  it.each([
    ["#ffffff", true],
    ["#ffdd00", true],
    ["#000000", false],
    ["#056dae", false],
    ["#7a4b10", false],
  ])("%s is light: %s", (color, light) => {
    expect(isLight(color)).toBe(light);
  });
});
