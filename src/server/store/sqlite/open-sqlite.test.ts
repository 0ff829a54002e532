import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";

it("a SQLite store makes the folder of its file", async () => {
  const folder = dirname(await createLocation());
  const store = await openTestStore(join(folder, "made", "deep", "relink.db"));
  expect(await store.selectFrom("links").selectAll().execute()).toEqual([]);
});

it("a SQLite store names DATA_DIR when the folder of its file cannot be made", async () => {
  const folder = dirname(await createLocation());
  await writeFile(join(folder, "file"), "");
  await expect(openTestStore(join(folder, "file", "relink.db"))).rejects.toThrow(
    /^DATA_DIR cannot be used/,
  );
});

it("a SQLite store rejects queries after it was closed", async () => {
  const store = await openTestStore();
  await store.destroy();
  await expect(store.selectFrom("links").selectAll().execute()).rejects.toThrow();
});
