import { readFileSync } from "node:fs";
import { z } from "zod";

const Lock = z.object({
  lockfileVersion: z.number(),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      license: z.string().optional(),
      dev: z.boolean().default(false),
      devOptional: z.boolean().default(false),
      hasInstallScript: z.boolean().default(false),
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
  const lock = Lock.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
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
