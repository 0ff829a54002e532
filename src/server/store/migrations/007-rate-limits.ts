import { PostgresAdapter, sql, type Kysely, type Migration } from "kysely";

/**
 * What all instances together have taken of what is limited; see `postgres/shared-windows.ts`. On
 * SQLite there is one instance, which counts in memory. Unlogged: a crash of the database may forget
 * it, since a minute later nothing of it would count any more.
 */
export const rateLimits: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
    await sql`
      create unlogged table rate_limits (
        key text primary key,
        -- Milliseconds since 1970, by the database's clock, the oldest first.
        times bigint[] not null,
        ranks smallint[] not null,
        closed_until bigint not null,
        -- From then on it says no more than if it were not there.
        ends_at bigint not null,
        -- What the last one who asked was answered.
        wait_ms bigint not null
      )`.execute(db);
    await db.schema.createIndex("rate_limits_by_end").on("rate_limits").column("ends_at").execute();
  },
};
