import { sql } from "kysely";
import { beforeEach, describe, expect, it } from "vitest";
import { openTestStore } from "../../../testing/server-bench/open-test-store.ts";
import type { Store } from "../open-store.ts";
import type { StoreTransaction } from "../tables.ts";

let store: Store;
let count = 0;

beforeEach(async () => {
  store = await openTestStore();
  await setRoom(0);
});

/** Lets the file grow by so many pages: more is SQLITE_FULL, as on a full disk. */
async function setRoom(pages: number): Promise<void> {
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store);
  const most = (rows[0]?.page_count ?? 0) + pages;
  await sql`pragma max_page_count = ${sql.lit(most)}`.execute(store);
}

function insert(into: Store | StoreTransaction, size: number) {
  count += 1;
  const row = { external_id: `user-${count}`, listed_at: "x".repeat(size) };
  return into.insertInto("listings").values(row).execute();
}

async function kept(): Promise<number> {
  return (await store.selectFrom("listings").selectAll().execute()).length;
}

const FULL = { code: "SQLITE_FULL" };
const MUCH = 50_000;

describe("SQLite store on a full disk", () => {
  it("fails an insert that does not fit, and takes it when there is room again", async () => {
    await expect(insert(store, MUCH)).rejects.toMatchObject(FULL);
    await expect(insert(store, MUCH)).rejects.toMatchObject(FULL);
    await setRoom(100);
    await insert(store, MUCH);
    expect(await kept()).toBe(1);
  });

  it("rolls a whole write back, and takes the next one when there is room again", async () => {
    const write = () =>
      store.write(async (tx) => {
        await insert(tx, 1);
        await insert(tx, MUCH);
      });
    await expect(write()).rejects.toMatchObject(FULL);
    await expect(write()).rejects.toMatchObject(FULL);
    expect(await kept()).toBe(0);
    await setRoom(100);
    await write();
    expect(await kept()).toBe(2);
  });

  it("keeps nothing of a write that goes on after the failure", async () => {
    const write = store.write(async (tx) => {
      await insert(tx, MUCH).catch(() => undefined);
      await insert(tx, 1);
    });
    await expect(write).rejects.toThrow("SQLite has rolled the transaction back");
    expect(await kept()).toBe(0);
  });

  it("still reads what it has", async () => {
    await setRoom(10);
    await insert(store, 1);
    await setRoom(0);
    await expect(insert(store, MUCH)).rejects.toMatchObject(FULL);
    expect(await kept()).toBe(1);
  });
});
