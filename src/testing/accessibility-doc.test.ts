import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const SPECS = "src/testing/browser/a11y";

describe("docs/accessibility.md", () => {
  it("lists the behaviours that the accessibility specs test, all of them and no others", async () => {
    const files = (await readdir(SPECS)).filter((name) => name.endsWith(".spec.ts"));
    const specs = await Promise.all(files.map((name) => readFile(`${SPECS}/${name}`, "utf8")));
    const tested = specs.flatMap((spec) =>
      [...spec.matchAll(/behaviour\(\s*"([^"]+)"/g)].map(([, name]) => name),
    );
    const doc = await readFile("docs/accessibility.md", "utf8");
    const told = [...doc.matchAll(/^- ([^*].*)$/gm)].map(([, name]) => name);

    expect(tested.length).toBeGreaterThanOrEqual(40);
    expect(told.toSorted()).toEqual(tested.toSorted());
    expect(doc).toContain(`**${tested.length} scripted behaviours**`);
  });
});
