import { clampChroma, converter, formatHex, wcagContrast, type Oklch } from "culori";

/** What WCAG 2.2 asks of text (1.4.3, AA). */
const CONTRAST = 4.5;

/**
 * What an accent stands on in each scheme, `--rl-background` and `--rl-card` of the page's tokens; what is
 * written on it; and the lightness that is furthest from its grounds. White is as light as any light
 * ground and near-black darker than all dark ones, so what can be read on the grounds carries them.
 *
 * Under the pointer the lightness moves on by the first of `steps`, or back by the second where
 * there is no room. From black it is a longer way until eyes see a difference.
 */
export const SCHEMES = {
  light: { grounds: ["#f6f4ef", "#ffffff"], onAccent: "#ffffff", end: 0, steps: [-0.08, 0.25] },
  dark: { grounds: ["#14181b", "#1d2327"], onAccent: "#0c0f11", end: 1, steps: [0.08, -0.08] },
} as const;

type Scheme = (typeof SCHEMES)[keyof typeof SCHEMES];

/** The accent's colours in one scheme, each `#rrggbb`. */
export interface AccentColours {
  accent: string;
  /** The accent under the pointer. */
  accentStrong: string;
  onAccent: string;
}

const toOklch = converter("oklch");

/**
 * A brand's colour made readable: in each scheme the colour itself where it has 4.5:1 on what it
 * stands on, else the nearest of its hue that has.
 *
 * @param hex `#rrggbb`
 */
export function accentTokens(hex: string): { light: AccentColours; dark: AccentColours } {
  return { light: coloursIn(SCHEMES.light, hex), dark: coloursIn(SCHEMES.dark, hex) };
}

function coloursIn(scheme: Scheme, hex: string): AccentColours {
  const accent = isReadable(scheme, hex) ? hex : nearestReadable(scheme, oklchOf(hex));
  return { accent, accentStrong: strongerThan(scheme, accent), onAccent: scheme.onAccent };
}

function isReadable({ grounds }: Scheme, hex: string): boolean {
  return grounds.every((ground) => wcagContrast(hex, ground) >= CONTRAST);
}

/** Halves the way to black or white, which are readable, and keeps the nearest that is. */
function nearestReadable(scheme: Scheme, given: Oklch): string {
  let far: number = scheme.end;
  let near = given.l;
  for (let round = 0; round < 16; round += 1) {
    const middle = (near + far) / 2;
    if (isReadable(scheme, atLightness(given, middle))) far = middle;
    else near = middle;
  }
  return atLightness(given, far);
}

function strongerThan({ steps }: Scheme, accent: string): string {
  const colour = oklchOf(accent);
  const [on, back] = steps;
  const further = colour.l + on;
  return atLightness(colour, further > 0.1 && further <= 1 ? further : colour.l + back);
}

/** The same hue, and as much of its colour as a screen can show so light or dark. */
function atLightness(colour: Oklch, l: number): string {
  return formatHex(clampChroma({ ...colour, l }, "oklch"));
}

function oklchOf(hex: string): Oklch {
  const colour = toOklch(hex);
  if (!colour) throw new TypeError("not a colour of the form #rrggbb");
  return colour;
}
