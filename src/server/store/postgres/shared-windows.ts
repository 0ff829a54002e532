import { sql, type Kysely, type RawBuilder } from "kysely";
import { LONGEST_CLOSED_MS, type SlidingWindows } from "../../async/sliding-windows.ts";

/** Milliseconds since 1970, as the database has it. */
export type DatabaseNow = () => RawBuilder<number>;

/** Unlike `now()`, it goes on while a statement waits for a row. */
const clockTimestamp: DatabaseNow = () =>
  sql<number>`floor(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Old rows that each statement takes away: it never has much to do, and they never get many. */
const CLEARED_AT_ONCE = 2;

/**
 * Counts for all instances together, by the database's clock: a row a key, and a statement each time.
 * No row is locked for longer than the statement, so that an instance that falls silent holds up
 * nobody.
 */
export function createSharedWindows(
  db: Kysely<unknown>,
  databaseNow: DatabaseNow = clockTimestamp,
): SlidingWindows {
  const clock = () => sql`(select ${databaseNow()} as at offset 0) as clock`;

  return {
    async take(key, { windowMs, limit, class: own = { rank: 0, limit } }) {
      const window = sql`${windowMs}::bigint`;
      const { rows } = await sql<{ wait_ms: number }>`
        with ended as (
          delete from rate_limits where key in (
            select rate_limits.key from rate_limits, ${clock()}
            where ends_at < at and rate_limits.key <> ${key}
            order by ends_at limit ${CLEARED_AT_ONCE} for update of rate_limits skip locked
          )
        )
        insert into rate_limits as held (key, times, ranks, closed_until, ends_at, wait_ms)
        select ${key}, array[at], array[${own.rank}::smallint], 0, at + ${window}, 0 from ${clock()}
        on conflict (key) do update set (times, ranks, closed_until, ends_at, wait_ms) = (
          select
            case when answer.wait_ms = 0 then times || at else times end,
            case when answer.wait_ms = 0 then ranks || ${own.rank}::smallint else ranks end,
            closed.until,
            greatest(held.ends_at, at + ${window}),
            answer.wait_ms
          from ${clock()}
          -- A clock that was set back must not make anyone wait for longer than a window.
          cross join lateral (
            select
              coalesce(array_agg(event.time order by place), '{}') as times,
              coalesce(array_agg(event.rank order by place), '{}') as ranks,
              coalesce(array_agg(event.time order by place) filter (where event.rank >= ${own.rank}::int), '{}')
                as times_of_class
            from (
              select least(time, at) as time, rank, place
              from unnest(held.times, held.ranks) with ordinality as kept (time, rank, place)
            ) as event
            where event.time > at - ${window}
          ) as recent
          cross join lateral (
            select least(held.closed_until, at + ${LONGEST_CLOSED_MS}::bigint) as until
          ) as closed
          cross join lateral (
            select case
              when closed.until > at then closed.until - at
              else coalesce(
                greatest(
                  times[cardinality(times) - ${limit}::int + 1],
                  times_of_class[cardinality(times_of_class) - ${own.limit}::int + 1]
                ) + ${window} - at,
                0
              )
            end as wait_ms
          ) as answer
        )
        returning wait_ms`.execute(db);
      const [row] = rows;
      if (!row) throw new Error("PostgreSQL has not said what it counted");
      return row.wait_ms;
    },
    async close(key, forMs) {
      const closedMs = Math.ceil(Math.min(forMs, LONGEST_CLOSED_MS));
      await sql`
        insert into rate_limits as held (key, times, ranks, closed_until, ends_at, wait_ms)
        select ${key}, '{}', '{}', at + ${closedMs}::bigint, at + ${closedMs}::bigint, 0 from ${clock()}
        on conflict (key) do update set
          closed_until = greatest(
            least(
              held.closed_until,
              excluded.closed_until - ${closedMs}::bigint + ${LONGEST_CLOSED_MS}::bigint
            ),
            excluded.closed_until
          ),
          ends_at = greatest(held.ends_at, excluded.ends_at)`.execute(db);
    },
  };
}
