import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { createLocation, openTestStore } from "../../testing/server-bench/open-test-store.ts";
import { nextSeq } from "./log-head.ts";
import { isWritable } from "./is-writable.ts";
import type { Store, StoreTransaction } from "./open-store.ts";

const AT = "2026-01-01T00:00:00.000Z";
const LINK = {
  id: "30cb4806-6e00-48a4-91c9-ca55968576c8",
  external_id: "user-42",
  institution: "erebor_mx_retail",
  status: "valid",
  checked_at: AT,
};

async function append(tx: StoreTransaction): Promise<number> {
  const seq = await nextSeq(tx);
  // Lets whatever else wants to write have a go.
  await nextTurn();
  const entry = {
    seq,
    link_id: LINK.id,
    external_id: LINK.external_id,
    at: AT,
    kind: "reading",
    body: "{}",
  };
  await tx.insertInto("evidence").values(entry).execute();
  return seq;
}

async function readLog(store: Store): Promise<number[]> {
  const rows = await store.selectFrom("evidence").select("seq").orderBy("seq").execute();
  return rows.map(({ seq }) => seq);
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

/** Resolves when a write is next heard of. */
function nextWrite(store: Store): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.onWrite(() => {
      stop();
      resolve();
    });
  });
}

describe("the event log", () => {
  it("has no gap at any time while two instances write at once", async () => {
    const location = await createLocation();
    const stores = [await openTestStore(location), await openTestStore(location)] as const;
    const reader = await openTestStore(location);
    await reader.insertInto("links").values(LINK).execute();

    const writes = upTo(50).map((each) => stores[each % 2 === 0 ? 0 : 1].write(append));
    let seen: number[] = [];
    while (seen.length < 50) {
      seen = await readLog(reader);
      expect(seen).toEqual(upTo(seen.length));
      await nextTurn();
    }
    expect((await Promise.all(writes)).sort((a, b) => a - b)).toEqual(upTo(50));
  });

  it("has no gap where a write was rolled back", async () => {
    const store = await openTestStore();
    await store.insertInto("links").values(LINK).execute();
    await store.write(append);
    const failed = store.write(async (tx) => {
      await append(tx);
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    expect(await store.write(append)).toBe(2);
    expect(await readLog(store)).toEqual([1, 2]);
  });
});

it.each([2 ** 31, 2 ** 40])("the event log goes on behind number %i", async (seq) => {
  const store = await openTestStore();
  await store.insertInto("links").values(LINK).execute();
  await store
    .updateTable("log_head")
    .set({ seq: seq - 1 })
    .execute();
  expect(await store.write(append)).toBe(seq);
  expect(await store.write(append)).toBe(seq + 1);
  const places = { status_seq: seq, doubted_seq: seq + 1, bank_trouble_seq: seq };
  await store.updateTable("links").set(places).execute();

  expect(await readLog(store)).toEqual([seq, seq + 1]);
  expect(await store.selectFrom("links").selectAll().execute()).toMatchObject([places]);
});

describe("store.write", () => {
  it("returns what its work returns, and has committed when it resolves", async () => {
    const store = await openTestStore();
    const row = { external_id: "user-42", listed_at: AT };
    const made = await store.write(async (tx) => {
      await tx.insertInto("listings").values(row).execute();
      return "made";
    });
    expect(made).toBe("made");
    expect(await store.selectFrom("listings").selectAll().execute()).toEqual([row]);
  });

  it("sees what the write before it has written, however they overlap", async () => {
    const store = await openTestStore();
    await store.insertInto("listings").values({ external_id: "count", listed_at: "0" }).execute();
    const count = async (tx: StoreTransaction) => {
      const row = await tx.selectFrom("listings").selectAll().executeTakeFirstOrThrow();
      await nextTurn();
      const next = String(Number(row.listed_at) + 1);
      await tx.updateTable("listings").set({ listed_at: next }).execute();
    };
    await Promise.all(upTo(20).map(() => store.write(count)));
    expect(await store.selectFrom("listings").select("listed_at").execute()).toEqual([
      { listed_at: "20" },
    ]);
  });

  it("notifies once for each write, and not for one that is rolled back", async () => {
    const store = await openTestStore();
    let calls = 0;
    store.onWrite(() => (calls += 1));
    await expect(store.write(() => Promise.reject(new Error("no")))).rejects.toThrow("no");

    for (const expected of [1, 2]) {
      const heard = nextWrite(store);
      await store.write(() => Promise.resolve());
      await heard;
      expect(calls).toBe(expected);
    }
  });

  it("does not notify a listener that has stopped listening", async () => {
    const store = await openTestStore();
    let calls = 0;
    const stop = store.onWrite(() => (calls += 1));
    stop();
    const heard = nextWrite(store);
    await store.write(() => Promise.resolve());
    await heard;
    expect(calls).toBe(0);
  });

  it("succeeds when a listener throws, and still notifies the others", async () => {
    const store = await openTestStore();
    store.onWrite(() => {
      throw new Error("a listener's own trouble");
    });
    const heard = nextWrite(store);
    await store.write(() => Promise.resolve());
    await heard;
  });
});

it("a store returns counts as numbers", async () => {
  const store = await openTestStore();
  const counted = store.selectFrom("links").select((link) => link.fn.countAll().as("count"));
  expect(await counted.execute()).toEqual([{ count: 0 }]);
});

it("a store finds nothing by a text with a NUL, and keeps odd characters as they are", async () => {
  const store = await openTestStore();
  const odd = "\u{1F3E6} \u200F'\"\\%_$1 \uFFFD";
  await store.insertInto("listings").values({ external_id: odd, listed_at: AT }).execute();
  const find = (id: string) =>
    store.selectFrom("listings").selectAll().where("external_id", "=", id).execute();
  expect(await find(odd)).toHaveLength(1);
  expect(await find("user\0")).toEqual([]);
});

it("a store is writable until it is closed, which may be done twice", async () => {
  const store = await openTestStore();
  expect(await isWritable(store)).toBe(true);
  await store.destroy();
  await store.destroy();
  expect(await isWritable(store)).toBe(false);
});
