import { execFileSync } from "node:child_process";
import * as v from "valibot";
import { readPackages } from "./packages.ts";

const Sbom = v.looseObject({
  bomFormat: v.literal("CycloneDX"),
  metadata: v.looseObject({ component: v.looseObject({ "bom-ref": v.string() }) }),
  components: v.array(
    v.looseObject({ "bom-ref": v.string(), name: v.string(), version: v.string() }),
  ),
  dependencies: v.array(v.object({ ref: v.string(), dependsOn: v.array(v.string()) })),
});
type Sbom = v.InferOutput<typeof Sbom>;

/**
 * What production consists of, by npm's own `npm sbom`. Its `--omit dev` leaves out what development
 * needs as well, such as React: so all is asked for, and the lockfile says what is production's.
 */
export function makeSbom(): Sbom {
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  const all = v.parse(Sbom, JSON.parse(execFileSync("npm", args, { encoding: "utf8" })));
  const production = readPackages().filter(({ isProduction }) => isProduction);
  const refs = new Set(production.map(({ name, version }) => `${name}@${version}`));
  const root = all.metadata.component["bom-ref"];
  return {
    ...all,
    components: all.components.filter(({ name, version }) => refs.has(`${name}@${version}`)),
    dependencies: all.dependencies
      .filter(({ ref }) => ref === root || refs.has(ref))
      .map(({ ref, dependsOn }) => ({
        ref,
        dependsOn: dependsOn.filter((each) => refs.has(each)),
      })),
  };
}
