import { readFileSync } from "node:fs";
import * as v from "valibot";

const Lock = v.object({
  lockfileVersion: v.number(),
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string()),
      resolved: v.optional(v.string()),
      integrity: v.optional(v.string()),
      license: v.optional(v.string()),
      dev: v.optional(v.boolean(), false),
      devOptional: v.optional(v.boolean(), false),
      hasInstallScript: v.optional(v.boolean(), false),
    }),
  ),
});

/** A package that `npm ci` may install, as the lockfile has it. */
interface Package {
  name: string;
  version: string;
  /** As SPDX writes it; `null` where the package says nothing. */
  licence: string | null;
  /** True of what runs in production, in the server or in the page. */
  isProduction: boolean;
  hasInstallScript: boolean;
  integrity: string | null;
  /** Where it would come from; `null` for the registry that npm is set to. */
  resolved: string | null;
}

export function readPackages(): Package[] {
  const lock = v.parse(Lock, JSON.parse(readFileSync("package-lock.json", "utf8")));
  return Object.entries(lock.packages)
    .filter(([path]) => path !== "")
    .map(([path, each]) => ({
      name: path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length),
      version: each.version ?? "",
      licence: each.license ?? null,
      isProduction: !each.dev && !each.devOptional,
      hasInstallScript: each.hasInstallScript,
      integrity: each.integrity ?? null,
      resolved: each.resolved ?? null,
    }));
}
