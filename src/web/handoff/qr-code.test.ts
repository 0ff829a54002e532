import { encode } from "uqr";
import { expect, it } from "vitest";
import { drawQrCode } from "./qr-code.ts";

/** The squares that a path of runs covers. */
function squaresOf(path: string): string[] {
  return [...path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g)].flatMap(
    ([, x = "", y = "", length = ""]) =>
      Array.from({ length: Number(length) }, (_, step) => `${Number(x) + step} ${y}`),
  );
}

it("a code is drawn square by square, with four blank ones around it", () => {
  const url = `https://banks.example.com/enter#${"aB3_-".repeat(9).slice(0, 43)}`;
  const { size, path } = drawQrCode(url);
  const { data } = encode(url, { ecc: "M", border: 0 });
  expect(size).toBe(data.length + 8);
  const dark = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`${x + 4} ${y + 4}`] : [])),
  );
  expect(squaresOf(path)).toEqual(dark);
  expect(path.replace(/M\d+ \d+h\d+v1h-\d+z/g, "")).toBe("");
});
