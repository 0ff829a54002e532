import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { inject, onTestFinished, TestRunner } from "vitest";
import type { SlidingWindows } from "../../server/async/sliding-windows.ts";
import { openWindows } from "../../server/store/open-windows.ts";
import { openStore, type Store } from "../../server/store/open-store.ts";
import { createEmptyDatabase, giveBackDatabase, takeDatabase } from "../postgres/test-databases.ts";

/**
 * An empty store that is closed when the test ends: in the project `postgres` in a database of its
 * own, else SQLite in memory.
 *
 * @param location Where it is instead. Stores at one location are instances of one product.
 */
export async function openTestStore(location?: string): Promise<Store> {
  const template = inject("postgresTemplate");
  const database = location === undefined && template ? await takeDatabase(template) : null;
  const store = await openStore(location ?? database?.url ?? ":memory:");
  if (database) afterwards(store, () => giveBackDatabase(database));
  atTestEnd(() => store.destroy());
  return store;
}

/** Counts limits with a store's database, or in memory, by a clock that tests move. */
export function openTestWindows(store: Store, now: () => number): SlidingWindows {
  const databaseNow = () => sql<number>`${now()}::bigint`;
  const warn = () => {
    throw new Error("the database could not be asked");
  };
  return openWindows({ store, now, log: { warn }, databaseNow });
}

/** A property's test opens many stores: each is given back when it is closed, not when all are. */
function afterwards(store: Store, giveBack: () => Promise<void>): void {
  const close = store.destroy.bind(store);
  let closed: Promise<void> | null = null;
  store.destroy = () => (closed ??= close().then(giveBack));
}

/** A place for several stores, with nothing in it: a database, or a file in a folder of its own. */
export async function createLocation(): Promise<string> {
  const template = inject("postgresTemplate");
  if (template) return createEmptyDatabase(template);

  const folder = await mkdtemp(join(tmpdir(), "relink-store-"));
  atTestEnd(() => rm(folder, { recursive: true }));
  return join(folder, "relink.db");
}

/** What is made for all tests of a file stays until the file's process ends. */
export function atTestEnd(clean: () => Promise<void>): void {
  if (TestRunner.getCurrentTest()) onTestFinished(clean);
}
