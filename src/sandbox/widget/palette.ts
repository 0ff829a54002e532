/** How a bank's colour looks on the ground of one scheme. */
interface Accent {
  /** A shade of it that shows where a button is. */
  fill: string;
  /** The one of black and white that can be read on the fill. */
  text: string;
}

type Rgb = readonly [red: number, green: number, blue: number];

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];

/** WCAG 2.2: 3 for the bounds of a control, 4.5 for text. */
const CONTROL_CONTRAST = 3;
const TEXT_CONTRAST = 4.5;

/** Finds what a bank's colour needs on `surface`, by which it may hardly stand out: both `#rrggbb`. */
export function accentOn(surface: string, color: string): Accent {
  const ground = parse(surface);
  const own = parse(color);
  const isDark = contrast(ground, WHITE) > contrast(ground, BLACK);
  let fill = own;
  for (let share = 0; share <= 1 && contrast(fill, ground) < CONTROL_CONTRAST; share += 0.02) {
    fill = isDark ? lighten(own, share) : mix(own, BLACK, share);
  }
  return {
    fill: format(fill),
    text: format(contrast(fill, WHITE) >= TEXT_CONTRAST ? WHITE : BLACK),
  };
}

function contrast(one: Rgb, other: Rgb): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

/** Brighter before it is paler: white alone would make a grey of it. */
function lighten(color: Rgb, share: number): Rgb {
  const most = 255 / Math.max(1, ...color);
  const factor = Math.min(most, 1 + share * 2);
  const [red, green, blue] = color;
  return mix([red * factor, green * factor, blue * factor], WHITE, share / 2);
}

function mix([r1, g1, b1]: Rgb, [r2, g2, b2]: Rgb, share: number): Rgb {
  const between = (from: number, to: number) => Math.round(from + (to - from) * share);
  return [between(r1, r2), between(g1, g2), between(b1, b2)];
}

function parse(hex: string): Rgb {
  const channel = (at: number) => Number.parseInt(hex.slice(at, at + 2), 16);
  return [channel(1), channel(3), channel(5)];
}

function format(rgb: Rgb): string {
  return `#${rgb.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
