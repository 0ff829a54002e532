import { sql } from "kysely";
import pg from "pg";
import { beforeEach, describe, expect, it } from "vitest";
import { createLocation, openTestStore } from "../../../testing/server-bench/open-test-store.ts";

let url: URL;
beforeEach(async () => {
  url = new URL(await createLocation());
});

/** Everything that an error could show, its causes included. */
async function failureAt(location: string): Promise<string> {
  const error: unknown = await openTestStore(location).catch((reason: unknown) => reason);
  if (!(error instanceof Error)) return "";
  return [error.message, error.stack, JSON.stringify(error), String(error.cause)].join("\n");
}

describe("PostgreSQL store, with a database that cannot be used", () => {
  it.each([
    ["has another password", (bad: URL) => (bad.password = "hunter2"), "28P01"],
    ["does not exist", (bad: URL) => (bad.pathname = "/nowhere"), "3D000"],
    ["has no server at its address", (bad: URL) => (bad.port = "1"), "ECONNREFUSED"],
    [
      "has an address with a certificate that is missing",
      (bad: URL) => (bad.search = "?sslcert=/nowhere/at/all"),
      "ENOENT",
    ],
  ])("names DATABASE_URL, and no secret, when the database %s", async (_, spoil, code) => {
    const { password } = url;
    spoil(url);
    const failure = await failureAt(url.href);
    expect(failure).toMatch(/^DATABASE_URL cannot be used: no connection could be made/);
    expect(failure).toContain(`(${code})`);
    expect(failure).not.toMatch(new RegExp(`${password}|hunter2`));
  });

  it("gives the error's code when its tables cannot be made", async () => {
    const client = new pg.Client(url.href);
    await client.connect();
    await client.query("create table links (id text)");
    await client.end();
    const failure = await failureAt(url.href);
    expect(failure).toMatch(/^The store could not be brought up to date \(42P07\)/);
    expect(failure).not.toContain(url.password);
  });
});

it("a PostgreSQL store reads bigints as numbers, and leaves other clients' reading as it is", async () => {
  const store = await openTestStore(url.href);
  const { rows: read } = await sql`select 9007199254740991::int8 as most`.execute(store);
  expect(read).toEqual([{ most: Number.MAX_SAFE_INTEGER }]);
  await expect(sql`select 9007199254740992::int8`.execute(store)).rejects.toThrow(RangeError);

  const client = new pg.Client(url.href);
  await client.connect();
  const { rows } = await client.query("select 1::int8 as one");
  await client.end();
  expect(rows).toEqual([{ one: "1" }]);
});

it("a PostgreSQL store tells the database's time", async () => {
  const store = await openTestStore(url.href);
  const client = new pg.Client(url.href);
  await client.connect();
  const { rows } = await client.query<{ ms: string }>(
    "select extract(epoch from clock_timestamp()) * 1000 as ms",
  );
  await client.end();
  expect(Math.abs(store.now() - Number(rows[0]?.ms))).toBeLessThan(1_000);
});
