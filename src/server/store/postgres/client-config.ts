import pg from "pg";

/** How long a connection is waited for: a new one, or one of the pool's while all are in use. */
const CONNECT_TIMEOUT_MS = 5000;
/** How long a statement may take, the wait for the log's lock included. */
const STATEMENT_TIMEOUT_MS = 5000;
/** Ends the transaction of an instance that has fallen silent with the log's lock in its hand. */
const IDLE_TRANSACTION_TIMEOUT_MS = 5000;
/** How long the server may be silent altogether. Longer than it gives a statement. */
const SILENCE_TIMEOUT_MS = 7000;
const KEEP_ALIVE_DELAY_MS = 10_000;
/** The same for what can do without the database. */
const HURRIED_TIMEOUT_MS = 1000;

/** @param url With its password; nothing that is thrown or logged may hold it. */
export function clientConfig(url: string): pg.ClientConfig {
  const types = new pg.TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, parseBigint);
  return {
    connectionString: url,
    types,
    application_name: "relink",
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_DELAY_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_TRANSACTION_TIMEOUT_MS,
    query_timeout: SILENCE_TIMEOUT_MS,
  };
}

/** For limits, which are held in memory when the database takes longer. */
export function hurriedConfig(url: string): pg.ClientConfig {
  return {
    ...clientConfig(url),
    connectionTimeoutMillis: HURRIED_TIMEOUT_MS,
    statement_timeout: HURRIED_TIMEOUT_MS,
    query_timeout: HURRIED_TIMEOUT_MS,
  };
}

/**
 * Counts and numbers of events are bigints to PostgreSQL, and pg gives them as text.
 *
 * @throws {RangeError} For one that a number is not exact for.
 */
function parseBigint(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError("a bigint that no number is exact for");
  return number;
}

/** For migrations, which may take as long as the tables are large. */
export function unhurriedConfig(url: string): pg.ClientConfig {
  const { connectionString, types, application_name, connectionTimeoutMillis } = clientConfig(url);
  return { connectionString, types, application_name, connectionTimeoutMillis };
}
