import { setTimeout as sleepFor } from "node:timers/promises";
import { Kysely, PostgresDialect, sql } from "kysely";
import pg from "pg";
import type { Notifier } from "../notifier.ts";
import { codeOf } from "../code-of.ts";
import { migrate } from "../migrate.ts";
import { openSharedClock } from "../shared-clock.ts";
import { Store } from "../store.ts";
import { buildIndexes } from "./build-indexes.ts";
import { clientConfig, hurriedConfig, unhurriedConfig } from "./client-config.ts";
import { GuardedPool } from "./guarded-pool.ts";
import { openWriteNotifier } from "./write-notifier.ts";

const MAX_CONNECTIONS = 10;
/** Limits take a statement of a millisecond each. */
const LIMIT_CONNECTIONS = 2;

/**
 * @param url With the password, which no error shows.
 * @throws {Error} Naming DATABASE_URL when the database cannot be used.
 */
export async function openPostgres(url: string): Promise<Store> {
  await updateTables(url);
  const config = clientConfig(url);
  const notifier = await openNotifier(config);
  const pool = new GuardedPool({ ...config, max: MAX_CONNECTIONS });
  const dialect = new PostgresDialect({ pool });
  const db = new Kysely<unknown>({ dialect });
  const clock = await openSharedClock({
    readServer: () => readServer(db),
    monotonic: () => performance.now(),
    sleep: async (ms, signal) => {
      await sleepFor(ms, undefined, { ref: false, signal }).catch(() => undefined);
    },
  });
  const limitPool = new GuardedPool({ ...hurriedConfig(url), max: LIMIT_CONNECTIONS });
  const limits = new Kysely<unknown>({ dialect: new PostgresDialect({ pool: limitPool }) });
  const store = new Store({
    dialect,
    notifier,
    limits,
    clock,
    hasRowLocks: true,
    jsonElements: "json_array_elements",
  });
  // Kysely closes only what has been used.
  await sql`select 1`.execute(store);
  return store;
}

/** Unlike `now()`, this is not the time at which a transaction began. */
async function readServer(db: Kysely<unknown>): Promise<number> {
  const time = sql<{ ms: string }>`select extract(epoch from clock_timestamp()) * 1000 as ms`;
  const { rows } = await time.execute(db);
  return Number(rows[0]?.ms);
}

async function updateTables(url: string): Promise<void> {
  const db = openOne(url);
  try {
    await sql`select 1`.execute(db).catch(refuse);
    await migrate(db);
    await buildIndexes(db);
  } finally {
    await db.destroy();
  }
}

/** For migrations: a single connection, since their lock is the connection's. */
function openOne(url: string): Kysely<unknown> {
  try {
    const pool = new GuardedPool({ ...unhurriedConfig(url), max: 1 });
    return new Kysely({ dialect: new PostgresDialect({ pool }) });
  } catch (error) {
    return refuse(error);
  }
}

async function openNotifier(config: pg.ClientConfig): Promise<Notifier> {
  return openWriteNotifier({ createClient: () => new pg.Client(config) }).catch(refuse);
}

/** Says what is wrong by its code alone: words of the driver's may hold the URL. */
function refuse(error: unknown): never {
  throw new Error(`DATABASE_URL cannot be used: no connection could be made (${codeOf(error)})`);
}
