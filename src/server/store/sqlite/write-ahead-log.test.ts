import Database from "libsql";
import { Kysely, sql } from "kysely";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";
import { nextSeq } from "../log-head.ts";
import { LockingSqliteDialect } from "./sqlite-dialect.ts";

/** What each wait for the disk is ended with. */
let waiting: { end: () => void; fail: (error: Error) => void }[];
let db: Kysely<{ notes: { id: number } }>;

beforeEach(() => {
  waiting = [];
  const log = {
    sync: () =>
      new Promise<void>((end, fail) => {
        waiting.push({ end, fail });
      }),
    close: () => Promise.resolve(),
  };
  const database = new Database(":memory:");
  database.exec("create table notes (id integer primary key)");
  db = new Kysely({ dialect: new LockingSqliteDialect({ database, log }) });
  onTestFinished(() => db.destroy());
});

const insert = (id: number) => db.insertInto("notes").values({ id }).execute();
const turn = () => new Promise(setImmediate);

async function isOver(work: Promise<unknown>): Promise<boolean> {
  const over = work.then(
    () => true,
    () => true,
  );
  return Promise.race([over, turn().then(() => false)]);
}

describe("a write to SQLite", () => {
  it("has ended only when it is on the disk, alone and in a transaction", async () => {
    const write = insert(1);
    expect(await isOver(write)).toBe(false);
    waiting.pop()?.end();
    await write;

    const transaction = db.transaction().execute(async (tx) => {
      await tx.insertInto("notes").values({ id: 2 }).execute();
    });
    expect(await isOver(transaction)).toBe(false);
    expect(waiting).toHaveLength(1);
    waiting.pop()?.end();
    await transaction;
  });

  it("is seen by nobody here before it is on the disk", async () => {
    const write = insert(1);
    await turn();
    const read = db.selectFrom("notes").selectAll().execute();
    expect(await isOver(read)).toBe(false);
    waiting.pop()?.end();
    expect(await read).toEqual([{ id: 1 }]);
    await write;
  });

  it("fails when the disk does, and the next one goes through", async () => {
    const write = insert(1);
    await turn();
    waiting.pop()?.fail(new Error("EIO"));
    await expect(write).rejects.toThrow("EIO");

    const next = insert(2);
    await turn();
    waiting.pop()?.end();
    await next;
  });
});

it("a SQLite file leaves its syncing to us, and one in memory has none", async () => {
  const store = await openTestStore(await createLocation());
  expect((await sql`pragma synchronous`.execute(store)).rows).toEqual([{ synchronous: 1 }]);
  expect(await store.write(nextSeq)).toBe(1);
  const inMemory = await openTestStore();
  expect(await inMemory.write(nextSeq)).toBe(1);
});
