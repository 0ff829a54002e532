import { execFile } from "node:child_process";
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { TestProject } from "vitest/node";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const BUILDER = "node_modules/vite/bin/vite.js";
/** What is built, one file of each kind. */
const PRODUCTS = [
  "dist/node/server.js",
  "dist/web/index.html",
  "dist/web/widget-frame.html",
  "dist/widget/main.js",
];
/** What it is built from. */
const FOLDERS = ["src", "public"];
const FILES = [
  "index.html",
  "widget-frame.html",
  "package-lock.json",
  "vite.config.ts",
  "vite.build-steps.ts",
];

/** Before tests that start processes: has them start what the sources say now. */
export async function setup(project: TestProject): Promise<void> {
  await buildProduct();
  project.onTestsRerun(buildProduct);
}

/** Builds the product, unless it is newer than all that it is built from. */
export async function buildProduct(): Promise<void> {
  const products = await Promise.all(PRODUCTS.map(changedAt));
  const inFolders = await Promise.all(FOLDERS.map(filesOf));
  const sources = await Promise.all([...FILES, ...inFolders.flat()].map(changedAt));
  if (Math.min(...products) > Math.max(...sources)) return;

  const build = promisify(execFile);
  // Vitest's own NODE_ENV would make it the development build.
  const env = { ...process.env, NODE_ENV: "production" };
  await build(process.execPath, [BUILDER, "build", "--logLevel", "warn"], { cwd: ROOT, env });
}

async function filesOf(folder: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter(
    (entry) => entry.isFile() && !/\.(test|spec)\.tsx?$/.test(entry.name),
  );
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(ROOT.length));
}

/** @returns Never, in time, for a file that is not there. */
async function changedAt(path: string): Promise<number> {
  return stat(join(ROOT, path)).then(
    ({ mtimeMs }) => mtimeMs,
    () => -Infinity,
  );
}
