import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openStore } from "./open-store.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "relink-store-"));
});
afterEach(() => rm(folder, { recursive: true }));

describe("the store", () => {
  it("is there again, with its rows, when it is opened a second time", async () => {
    const path = join(folder, "made", "relink.db");
    const first = await openStore(path);
    const row = { external_id: "user-42", listed_at: "2026-01-01T00:00:00.000Z" };
    await first.insertInto("listings").values(row).execute();
    await first.destroy();

    const second = await openStore(path);
    expect(await second.selectFrom("listings").selectAll().execute()).toEqual([row]);
    await second.destroy();
  });

  it("names the setting when its folder cannot be", async () => {
    await writeFile(join(folder, "file"), "");
    await expect(openStore(join(folder, "file", "relink.db"))).rejects.toThrow(
      /^DATA_DIR cannot be used/,
    );
  });
});
