import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as v from "valibot";
import { readPackages } from "./packages.ts";
import { makeSbom } from "./sbom.ts";

/** They ask for their text and a name, and nothing of who builds on them. */
const PERMISSIVE = [
  ...["MIT", "MIT-0", "ISC", "0BSD", "BSD-2-Clause", "BSD-3-Clause", "Apache-2.0"],
  // Of the rules of plurals.
  "Unicode-DFS-2016",
];
/** Of tools that nothing of ours is made from, and of the page's font. */
const FOR_DEVELOPMENT = [
  ...PERMISSIVE,
  ...["BlueOak-1.0.0", "CC0-1.0", "CC-BY-4.0", "MPL-2.0", "OFL-1.1", "(MIT OR CC0-1.0)"],
];

const packages = readPackages();
const production = packages.filter(({ isProduction }) => isProduction);
const { dependencies } = v.parse(
  v.object({ dependencies: v.record(v.string(), v.string()) }),
  JSON.parse(readFileSync("package.json", "utf8")),
);

describe("packages (API8:2023, ASVS 5.0 V15.1.2)", () => {
  it("in production are as many as docs/security.md says", () => {
    const said = /\*\*(\d+) packages\*\*.* of which (\d+) are named/s.exec(
      readFileSync("docs/security.md", "utf8"),
    );
    expect([production.length, Object.keys(dependencies).length].map(String)).toEqual(
      said?.slice(1, 3),
    );
  });

  it("have a licence of the list, and in production one that asks for nothing", () => {
    const licences = (all: typeof packages) => new Set(all.map(({ licence }) => licence ?? "none"));
    expect([...licences(production)].filter((each) => !PERMISSIVE.includes(each))).toEqual([]);
    expect([...licences(packages)].filter((each) => !FOR_DEVELOPMENT.includes(each))).toEqual([]);
  });

  it("run no script when they are installed, and none in production wants to", () => {
    expect(readFileSync(".npmrc", "utf8")).toMatch(/^ignore-scripts=true$/m);
    expect(production.filter(({ hasInstallScript }) => hasInstallScript)).toEqual([]);
  });

  it("come from the registry alone, at one version each, and are what the lockfile saw", () => {
    for (const { name, version, integrity, resolved } of packages) {
      expect(integrity, name).toMatch(/^sha512-/);
      expect(resolved ?? "https://registry.npmjs.org/", name).toMatch(
        /^https:\/\/registry\.npmjs\.org\//,
      );
      expect(version, name).toMatch(/^\d+\.\d+\.\d+/);
    }
    for (const range of Object.values(dependencies)) expect(range).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it("are all in the list that npm run sbom gives, with licence and hash, and no other is", () => {
    const { components, dependencies: graph } = makeSbom();
    const names = production.map(({ name, version }) => `${name}@${version}`);
    expect(components.map(({ name, version }) => `${name}@${version}`).sort()).toEqual(
      names.sort(),
    );
    for (const component of components) {
      expect(component).toHaveProperty("licenses.0.license.id");
      expect(component).toHaveProperty("hashes.0.alg", "SHA-512");
    }
    const refs = new Set(components.map((component) => component["bom-ref"]));
    for (const { dependsOn } of graph) for (const each of dependsOn) expect(refs).toContain(each);
  });
});
