import { encode } from "uqr";

/** The blank edge that cameras need around a code, in squares. Source: ISO/IEC 18004, "Quiet zone". */
const QUIET = 4;

export interface QrCode {
  /** Of each side, in squares, with the blank edge. */
  size: number;
  /** Of all dark squares, for an SVG of that size. */
  path: string;
}

/** Draws a text as what a phone's camera reads. */
export function drawQrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: "M", border: QUIET });
  const path = data.map((row, y) => {
    const runs = [
      ...row
        .map((isDark) => (isDark ? "1" : "0"))
        .join("")
        .matchAll(/1+/g),
    ];
    return runs
      .map(({ index, 0: { length } }) => `M${index} ${y}h${length}v1h-${length}z`)
      .join("");
  });
  return { size, path: path.join("") };
}
