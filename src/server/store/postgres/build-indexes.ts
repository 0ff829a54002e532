import { setTimeout as sleep } from "node:timers/promises";
import { sql, type Kysely } from "kysely";
import { buildIndex, indexes } from "../indexes.ts";

/** The number of the lock that an instance holds while it builds indexes. */
const BUILDING = 20_261_127;
const RETRY_MS = 200;

/**
 * Builds the indexes that are not there, one instance at a time, while others read and write.
 *
 * @param db With a single connection, since the lock is the connection's.
 */
export async function buildIndexes(db: Kysely<unknown>): Promise<void> {
  await lock(db);
  try {
    await dropHalfBuilt(db);
    for (const index of indexes) await buildIndex(db, index, { isConcurrent: true });
  } finally {
    await sql`select pg_advisory_unlock(${BUILDING})`.execute(db);
  }
}

/** Tries again and again: a statement that waits is one that the building of an index waits for. */
async function lock(db: Kysely<unknown>): Promise<void> {
  const tryLock = sql<{ is_ours: boolean }>`select pg_try_advisory_lock(${BUILDING}) as is_ours`;
  while (!(await tryLock.execute(db)).rows[0]?.is_ours) await sleep(RETRY_MS);
}

/** A building that was broken off leaves an index by its name, which is never used. */
async function dropHalfBuilt(db: Kysely<unknown>): Promise<void> {
  const names = sql.join(indexes.map(({ name }) => name));
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_index join pg_class on oid = indexrelid
    where not indisvalid and relname in (${names})
      and relnamespace = current_schema()::regnamespace`.execute(db);
  for (const { name } of rows) {
    await sql`drop index concurrently ${sql.id(name)}`.execute(db);
  }
}
