/** Words that banks share, and that tell none of them apart. */
const FILLERS = new Set([
  "banco",
  "bank",
  "banca",
  "de",
  "del",
  "la",
  "el",
  "do",
  "da",
  "the",
  "y",
  "e",
]);

/** One or two letters by which a bank is known again: "Banco de Bogotá" is B, "Iron Bank Empresas" IE. */
export function initialsOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  const telling = words.filter((word) => !FILLERS.has(word.toLowerCase()));
  const [first = "?", second = ""] = telling.length > 0 ? telling : words;
  // A letter may take two code units.
  return [first, second]
    .map((word) => String.fromCodePoint(word.codePointAt(0) ?? 0).replace("\0", ""))
    .join("")
    .toLocaleUpperCase();
}

/**
 * True of a colour on which black is read better than white.
 *
 * @param color `#rrggbb`.
 */
export function isLight(color: string): boolean {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
    linear(Number.parseInt(color.slice(at, at + 2), 16) / 255),
  );
  // Where both have the same contrast, by WCAG's relative luminance.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}
