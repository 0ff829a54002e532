import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** What the pages and the sandbox's widget are built from. */
const SOURCES = ["index.html", "vite.config.ts", "package-lock.json", "public", "src"];

/** Builds the product where a source is newer than the build, so that any way to start tests works. */
export default function buildPages(): void {
  const builtAt = changedAt("dist/web/index.html");
  if (builtAt > Math.max(...SOURCES.map(newestIn))) return;

  const { status } = spawnSync("npm", ["run", "--silent", "build"], { stdio: "inherit" });
  if (status !== 0) throw new Error("the build failed, so that there is nothing to test");
}

function newestIn(path: string): number {
  if (!statSync(path).isDirectory()) return changedAt(path);
  return Math.max(
    ...readdirSync(path, { recursive: true, encoding: "utf8" }).map((name) =>
      changedAt(join(path, name)),
    ),
  );
}

function changedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
