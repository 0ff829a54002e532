import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { Kysely, Migrator, SqliteDialect, type Transaction } from "kysely";
import Database from "libsql";
import { migrations } from "./migrations.ts";
import type { Tables } from "./tables.ts";

/** Everything that is kept. `destroy()` closes it. */
export type Store = Kysely<Tables>;

/** A {@link Store} inside a transaction: what changes several tables takes one, not a store. */
export type StoreTransaction = Transaction<Tables>;

/** How long a statement waits for another process, e.g. a backup, before it fails. */
const BUSY_TIMEOUT_MS = 5000;

/** @throws {Error} Naming the setting, since its folder is what is wrong. */
function openFile(path: string): Database.Database {
  try {
    if (path !== ":memory:") mkdirSync(dirname(path), { recursive: true });
    return new Database(path);
  } catch (error) {
    throw new Error(`DATA_DIR cannot be used: ${dirname(path)} cannot be written to`, {
      cause: error,
    });
  }
}

/**
 * Opens the store and brings its tables up to date.
 *
 * @param path A file, made when it is missing; `:memory:` for one that ends with the process.
 */
export async function openStore(path: string): Promise<Store> {
  const database = openFile(path);
  database.exec("PRAGMA journal_mode = WAL");
  // Each commit reaches the disk: a repair that a person saw end is not lost with the power.
  database.exec("PRAGMA synchronous = FULL");
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  database.exec("PRAGMA foreign_keys = ON");

  const store = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const { error } = await new Migrator({ db: store, provider }).migrateToLatest();
  if (error !== undefined) {
    await store.destroy();
    throw new Error(`The store at ${path} could not be brought up to date`, { cause: error });
  }
  return store;
}
