import { chmod, mkdir, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { createLocation } from "../../../testing/server-bench/open-test-store.ts";
import { openSqlite } from "./open-sqlite.ts";

const rightsOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

/** @returns What the store said as it opened. */
async function openAt(path: string): Promise<unknown[]> {
  const warned: unknown[] = [];
  const store = await openSqlite(path, { warn: (_fields, what) => void warned.push(what) });
  const files = [path, `${path}-wal`, `${path}-shm`];
  expect(await Promise.all(files.map(rightsOf))).toEqual(["600", "600", "600"]);
  await store.destroy();
  return warned;
}

async function newFolder(): Promise<string> {
  return join(dirname(await createLocation()), "data");
}

it("a SQLite store's folder and files are its user's alone", async () => {
  const folder = await newFolder();
  expect(await openAt(join(folder, "relink.db"))).toEqual([]);
  expect(await rightsOf(folder)).toBe("700");
});

it("a folder that older versions left open to others is closed, and its files with it", async () => {
  const folder = await newFolder();
  await mkdir(folder);
  const files = ["relink.db", "demo.db"].map((name) => join(folder, name));
  for (const file of files) await writeFile(file, "");
  await Promise.all([chmod(folder, 0o755), ...files.map((file) => chmod(file, 0o644))]);

  expect(await openAt(join(folder, "relink.db"))).toEqual([]);
  expect(await rightsOf(folder)).toBe("700");
});

it("a folder with other things in it stays as it is, and the log says that others may look in", async () => {
  const folder = await newFolder();
  await mkdir(folder);
  await writeFile(join(folder, "notes.txt"), "");
  await chmod(folder, 0o755);

  expect(await openAt(join(folder, "relink.db"))).toEqual([
    "others on this machine may look into DATA_DIR: make it 0700",
  ]);
  expect(await rightsOf(folder)).toBe("755");
});
