import { readFile } from "node:fs/promises";
import { converter, wcagContrast } from "culori";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accentTokens, SCHEMES } from "./accent-tokens.ts";

const TOKENS = new URL("../../web/design/tokens.css", import.meta.url);
const schemes = ["light", "dark"] as const;
const anyColour = fc
  .integer({ min: 0, max: 0xff_ff_ff })
  .map((number) => `#${number.toString(16).padStart(6, "0")}`);
// Most colours are of middling lightness; what is nearly black or white is where room is short.
const anyGrey = fc
  .integer({ min: 0, max: 255 })
  .map((level) => `#${level.toString(16).padStart(2, "0").repeat(3)}`);

const toOklch = converter("oklch");
const hueOf = (hex: string) => toOklch(hex)?.h ?? NaN;
const lightnessOf = (hex: string) => toOklch(hex)?.l ?? NaN;

describe("accent tokens, for any brand colour", () => {
  it("have a contrast of 4.5:1 as text and as background, in both schemes, also under the pointer", () => {
    fc.assert(
      fc.property(fc.oneof(anyColour, anyGrey), (given) => {
        const tokens = accentTokens(given);
        for (const scheme of schemes) {
          const { accent, accentStrong, onAccent } = tokens[scheme];
          for (const colour of [accent, accentStrong]) {
            expect(colour).toMatch(/^#[0-9a-f]{6}$/);
            for (const other of [...SCHEMES[scheme].grounds, onAccent]) {
              expect(wcagContrast(colour, other)).toBeGreaterThanOrEqual(4.5);
            }
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("keep the brand's colour unchanged exactly where its contrast is 4.5:1", () => {
    fc.assert(
      fc.property(anyColour, (given) => {
        const tokens = accentTokens(given);
        for (const scheme of schemes) {
          const isReadable = SCHEMES[scheme].grounds.every(
            (ground) => wcagContrast(given, ground) >= 4.5,
          );
          expect(tokens[scheme].accent === given).toBe(isReadable);
        }
      }),
    );
  });

  it("are visibly lighter or darker under the pointer", () => {
    fc.assert(
      fc.property(fc.oneof(anyColour, anyGrey), (given) => {
        const tokens = accentTokens(given);
        for (const scheme of schemes) {
          const { accent, accentStrong } = tokens[scheme];
          const step = Math.abs(lightnessOf(accentStrong) - lightnessOf(accent));
          expect(step).toBeGreaterThan(0.07);
        }
      }),
    );
  });
});

it("accent tokens keep the brand's hue, and change its lightness no more than contrast needs", () => {
  for (const given of ["#fff3b0", "#e4572e", "#1a1a80", "#0b5f4f"]) {
    const tokens = accentTokens(given);
    for (const scheme of schemes) {
      const { accent } = tokens[scheme];
      if (accent === given) continue;
      expect(Math.abs(hueOf(accent) - hueOf(given))).toBeLessThan(3);
      const least = Math.min(...SCHEMES[scheme].grounds.map((each) => wcagContrast(accent, each)));
      expect(least).toBeLessThan(4.65);
    }
  }
});

it("accent tokens are made for the background colours that the page's tokens.css has", async () => {
  const css = await readFile(TOKENS, "utf8");
  for (const [index, name] of ["rl-background", "rl-card"].entries()) {
    const { light, dark } = SCHEMES;
    expect(css).toContain(
      `--${name}: light-dark(${light.grounds[index] ?? ""}, ${dark.grounds[index] ?? ""});`,
    );
  }
});
