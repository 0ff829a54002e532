import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";

const WEB = "src/web";
const IMPORT = /import (\w+) from "(\.[^"]+\.module\.css)"/g;

/** Classes that a file takes from a stylesheet, by a name that is written out. */
async function missingIn(folder: string, name: string): Promise<string[]> {
  const text = await readFile(join(folder, name), "utf8");
  const missing: string[] = [];
  for (const [, styles = "", path = ""] of text.matchAll(IMPORT)) {
    const css = await readFile(join(folder, path), "utf8");
    const used = text.matchAll(new RegExp(`\\b${styles}\\["([^"]+)"\\]`, "g"));
    for (const [, className = ""] of used) {
      if (!new RegExp(`\\.${className}(?![\\w-])`).test(css)) missing.push(`${name}: ${className}`);
    }
  }
  return missing;
}

// A class that is not there is no class: nothing else tells of it.
it("every class that is taken from a stylesheet is in it", async () => {
  const files = (await readdir(WEB, { recursive: true, withFileTypes: true })).filter(({ name }) =>
    /\.tsx?$/.test(name),
  );
  expect(files.length).toBeGreaterThan(100);
  const missing = await Promise.all(
    files.map(({ parentPath, name }) => missingIn(parentPath, name)),
  );
  expect(missing.flat()).toEqual([]);
});
