import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";

const read = (name: string) => readFile(new URL(name, import.meta.url), "utf8");
const withoutComments = (css: string) => css.replace(/\/\*.*?\*\//gs, "");

it("the styles of elements touch nothing outside of our root", async () => {
  const selectors = withoutComments(await read("base.css"))
    .split("{")
    .slice(0, -1)
    .flatMap(
      (before) =>
        before
          .split(/[;}]/)
          .at(-1)
          ?.split(/,(?![^(]*\))/) ?? [],
    )
    .map((selector) => selector.trim())
    .filter((selector) => !selector.startsWith("@"));
  expect(selectors.length).toBeGreaterThan(10);
  expect(selectors.filter((selector) => !selector.includes(".rl-root"))).toEqual([]);
});

it("every token has the prefix that keeps it apart from a host's", async () => {
  const names = withoutComments(await read("tokens.css")).match(/--[\w-]+(?=:)/g) ?? [];
  expect(names.length).toBeGreaterThan(30);
  expect(names.filter((name) => !name.startsWith("--rl-"))).toEqual([]);
});
