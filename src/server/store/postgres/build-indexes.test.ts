import pg from "pg";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";
import { readCatalogue } from "../../../testing/store/read-catalogue.ts";

const INSERT = `insert into entries (code_hash, external_id, created_at, expires_at)
  values ($1, 'user-42', '2026-01-01', '2026-01-02')`;

let location: string;
let whole: string[];

beforeEach(async () => {
  location = await createLocation();
  whole = await readCatalogue(await openTestStore(location));
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: location, statement_timeout: 2_000 });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

describe("a PostgreSQL store whose indexes are built", () => {
  it("takes writes meanwhile", async () => {
    const [busy, other, watch] = [await connect(), await connect(), await connect()];
    await busy.query("drop index entries_by_expiry");
    // The building waits for this transaction to end.
    await busy.query("begin");
    await busy.query(INSERT, ["first"]);
    const opened = openTestStore(location);
    const isBuilding = async () => {
      const { rowCount } = await watch.query(`select from pg_stat_activity
        where query like 'create index%entries_by_expiry%' and wait_event_type = 'Lock'`);
      return rowCount === 1;
    };
    while (!(await isBuilding()));

    await other.query(INSERT, ["second"]);
    await busy.query("commit");
    expect(await readCatalogue(await opened)).toEqual(whole);
  });

  it("has an index anew whose building was broken off", async () => {
    const client = await connect();
    await client.query(
      "update pg_index set indisvalid = false where indexrelid = 'entries_by_expiry'::regclass",
    );
    const store = await openTestStore(location);
    expect(await readCatalogue(store)).toEqual(whole);
  });
});
