import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { makePage } from "./page.ts";
import { PAGE, readAsvs } from "./requirements.ts";

const asvs = readAsvs();

describe("the requirements of ASVS 5.0", () => {
  it("are the 208 of levels 1 and 2 that apply, each once", () => {
    expect(new Set(asvs.requirements.map(({ id }) => id)).size).toBe(208);
    expect(asvs.requirements).toHaveLength(208);
  });

  it("have a test that names them, or a decision", () => {
    const open = asvs.requirements.filter(({ tests, decision }) => !decision && tests.length === 0);
    expect(open.map(({ id }) => id)).toEqual([]);
  });

  it("are the only ones that tests and decisions name", () => {
    expect(asvs.unknown).toEqual([]);
  });

  it("stand in docs/security/asvs.md as they are: npm run asvs makes it anew", async () => {
    expect(readFileSync(PAGE, "utf8")).toBe(await makePage(asvs));
  });
});
