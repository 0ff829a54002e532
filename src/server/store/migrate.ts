import { Migrator, type Kysely } from "kysely";
import { codeOf } from "./code-of.ts";
import { migrations } from "./migrations.ts";
import type { Tables } from "./tables.ts";

/** Brings the tables up to date: all of it or nothing, and one instance at a time. */
export async function migrate(db: Kysely<Tables> | Kysely<unknown>): Promise<void> {
  const provider = { getMigrations: () => Promise.resolve(migrations) };
  const { error } = await new Migrator({ db, provider }).migrateToLatest();
  if (error !== undefined) {
    throw new Error(`The store could not be brought up to date (${codeOf(error)})`, {
      cause: error,
    });
  }
}
