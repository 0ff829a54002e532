import type { Log } from "../http/log.ts";
import { openPostgres } from "./postgres/open-postgres.ts";
import { openSqlite } from "./sqlite/open-sqlite.ts";
import type { Store } from "./store.ts";

export type { Store } from "./store.ts";
export type { StoreTransaction } from "./tables.ts";

/**
 * Opens the store and brings its tables up to date.
 *
 * @param location The URL of a PostgreSQL database; else a file for SQLite, made when it is missing;
 *   or `:memory:` for a store that ends with the process.
 * @param log Told of a folder that others on this machine may look into.
 * @throws {Error} Naming the setting that is wrong, without what is secret in it.
 */
export function openStore(location: string, log?: Pick<Log, "warn">): Promise<Store> {
  return /^postgres(ql)?:\/\//i.test(location) ? openPostgres(location) : openSqlite(location, log);
}
