import { writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";

it("makes the folder of its file", async () => {
  const folder = dirname(await createLocation());
  const store = await openTestStore(join(folder, "made", "deep", "relink.db"));
  expect(await store.selectFrom("links").selectAll().execute()).toEqual([]);
});

it("names the setting when its folder cannot be", async () => {
  const folder = dirname(await createLocation());
  await writeFile(join(folder, "file"), "");
  await expect(openTestStore(join(folder, "file", "relink.db"))).rejects.toThrow(
    /^DATA_DIR cannot be used/,
  );
});

it("refuses who asks after it was closed, and goes on living", async () => {
  const store = await openTestStore();
  await store.destroy();
  await expect(store.selectFrom("links").selectAll().execute()).rejects.toThrow();
});
