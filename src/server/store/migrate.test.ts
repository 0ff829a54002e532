import Database from "libsql";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { createLocation, openTestStore } from "../../testing/server-bench/open-test-store.ts";
import { readCatalogue } from "../../testing/store/read-catalogue.ts";
import { SHIPPED_LINK_ID, SHIPPED_SCHEMA } from "../../testing/store/shipped-schema.ts";

let location: string;

beforeEach(async () => {
  location = await createLocation();
});

/** Runs statements as whoever keeps the database would, around the store. */
async function run(statements: string): Promise<void> {
  if (!location.startsWith("postgres")) {
    const file = new Database(location);
    file.exec(statements);
    file.close();
    return;
  }
  const client = new pg.Client(location);
  await client.connect();
  await client.query(statements);
  await client.end();
}

describe("a store of the version before", () => {
  beforeEach(() => run(SHIPPED_SCHEMA));

  it("becomes the same as a fresh one", async () => {
    const migrated = await readCatalogue(await openTestStore(location));
    const fresh = await readCatalogue(await openTestStore(await createLocation()));
    expect(migrated).toEqual(fresh);
    expect(migrated.join()).toContain("evidence_of_user");
  });

  it("keeps its rows, and its log goes on", async () => {
    const store = await openTestStore(location);
    expect(await store.selectFrom("links").select(["id", "status"]).execute()).toEqual([
      { id: SHIPPED_LINK_ID, status: "valid" },
    ]);
    expect(await store.selectFrom("log_head").select("seq").execute()).toEqual([{ seq: 1 }]);
  });

  it("knows of each bank what its links had of it", async () => {
    const more = (id: string, institution: string, word: string, at: string) =>
      `insert into links (id, external_id, institution, status, checked_at, bank_read, bank_read_at)
        values ('${id}', 'user-43', '${institution}', 'valid', '', '${word}', '${at}');`;
    const [early, late] = ["2026-11-01T00:00:00.000Z", "2026-11-02T00:00:00.000Z"];
    await run(
      more("a", "erebor_mx_retail", "healthy", late) +
        more("b", "gringotts_co_retail", "healthy", early) +
        more("c", "gringotts_co_retail", "down", early),
    );
    const store = await openTestStore(location);
    const words = store.selectFrom("bank_statuses").selectAll().orderBy("institution");
    expect(await words.execute()).toEqual([
      { institution: "erebor_mx_retail", status: "healthy", read_at: late },
      { institution: "gringotts_co_retail", status: "down", read_at: early },
    ]);
  });
});

it("an index that is missing is built when the store is opened", async () => {
  const whole = await readCatalogue(await openTestStore(location));
  await run("drop index entries_by_expiry");
  expect(await readCatalogue(await openTestStore(location))).toEqual(whole);
  expect(whole.join()).toContain("entries_by_expiry");
});

it("instances that open a store at the same time all find it up to date", async () => {
  const stores = await Promise.all([1, 2, 3].map(() => openTestStore(location)));
  const [first, ...others] = await Promise.all(stores.map(readCatalogue));
  for (const other of others) expect(other).toEqual(first);
});
