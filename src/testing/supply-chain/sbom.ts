import { execFileSync } from "node:child_process";
import { z } from "zod";
import { readPackages } from "./packages.ts";

const Sbom = z.looseObject({
  bomFormat: z.literal("CycloneDX"),
  metadata: z.looseObject({ component: z.looseObject({ "bom-ref": z.string() }) }),
  components: z.array(
    z.looseObject({ "bom-ref": z.string(), name: z.string(), version: z.string() }),
  ),
  dependencies: z.array(z.object({ ref: z.string(), dependsOn: z.array(z.string()) })),
});
type Sbom = z.infer<typeof Sbom>;

/**
 * What production consists of, by npm's own `npm sbom`. Its `--omit dev` leaves out what development
 * needs as well, such as React: so all is asked for, and the lockfile says what is production's.
 */
export function makeSbom(): Sbom {
  const args = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
  const all = Sbom.parse(JSON.parse(execFileSync("npm", args, { encoding: "utf8" })));
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
