import { setTimeout as sleep } from "node:timers/promises";
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from "kysely";
import pg from "pg";

/** How long a server that has fallen silent is waited for when everything is closed. */
const GOODBYE_MS = 2000;

/**
 * A pool that a lost server cannot harm: no error of an idle connection ends the process, and a
 * connection that has failed in any way but by the server's own word is not used again.
 */
export class GuardedPool implements PostgresPool {
  readonly #pool: pg.Pool;

  constructor(config: pg.PoolConfig) {
    this.#pool = new pg.Pool(config);
    // Whoever uses the connection hears of it by the query that fails; the pool makes a new one.
    this.#pool.on("error", () => undefined);
    this.#pool.on("connect", (client) => client.on("error", () => undefined));
  }

  async connect(): Promise<PostgresPoolClient> {
    return new GuardedClient(await this.#pool.connect());
  }

  async end(): Promise<void> {
    await Promise.race([this.#pool.end(), sleep(GOODBYE_MS, undefined, { ref: false })]);
  }
}

class GuardedClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  #isLost = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  query<R>(sql: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query(sql: unknown, parameters: readonly unknown[] = []): unknown {
    if (typeof sql !== "string") throw new Error("nothing here reads by a cursor");
    return this.#ask(sql, parameters);
  }

  async #ask(sql: string, parameters: readonly unknown[]): Promise<pg.QueryResult> {
    try {
      return await this.#client.query(sql, parameters.map(withoutNul));
    } catch (error) {
      // Among them our own time-out: the answer may still come, to whoever asks next.
      if (!(error instanceof pg.DatabaseError)) this.#isLost = true;
      throw error;
    }
  }

  release(): void {
    this.#client.release(this.#isLost);
  }
}

/** PostgreSQL takes no NUL in a text, where SQLite does: an id with one is then simply not found. */
function withoutNul(value: unknown): unknown {
  return typeof value === "string" ? value.replaceAll("\0", "\uFFFD") : value;
}
