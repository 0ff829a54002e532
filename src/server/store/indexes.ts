import { sql, type Kysely } from "kysely";
import type { Tables } from "./tables.ts";

interface Index {
  /** What an index of a name is never changes: another one gets another name. */
  name: string;
  table: keyof Tables;
  column: string;
  /** SQL; only rows of which it is true are in the index. */
  where?: string;
}

/**
 * Indexes on tables that may be large when they come. They are no migrations, since PostgreSQL builds
 * an index without locking others out in no transaction only.
 */
export const indexes: readonly Index[] = [
  // By these, what is old or of one person is found and deleted.
  { name: "entries_by_expiry", table: "entries", column: "expires_at" },
  { name: "sessions_by_use", table: "sessions", column: "seen_at" },
  { name: "sessions_by_user", table: "sessions", column: "external_id" },
  { name: "entries_by_user", table: "entries", column: "external_id" },
  { name: "sessions_by_begin", table: "sessions", column: "created_at" },
  { name: "applied_inbox", table: "inbox", column: "applied_at", where: "applied_at is not null" },
  { name: "open_repairs", table: "repairs", column: "opened_at", where: "result is null" },
  {
    name: "open_hosted_repairs",
    table: "hosted_repairs",
    column: "ends_at",
    where: "settled_at is null",
  },
  { name: "prepared_repairs_by_expiry", table: "prepared_repairs", column: "expires_at" },
];

/** Builds an index, unless it is there. */
export async function buildIndex(
  db: Kysely<Tables> | Kysely<unknown>,
  { name, table, column, where }: Index,
  { isConcurrent }: { isConcurrent: boolean },
): Promise<void> {
  const how = isConcurrent ? sql`concurrently` : sql``;
  const only = where === undefined ? sql`` : sql`where ${sql.raw(where)}`;
  await sql`create index ${how} if not exists ${sql.id(name)}
    on ${sql.table(table)} (${sql.ref(column)}) ${only}`.execute(db);
}
