import { setImmediate as nextTurn, setTimeout as sleep } from "node:timers/promises";
import Database from "libsql";
import { SqliteAdapter, SqliteDialect, SqliteDriver } from "kysely";
import { GuardedConnection } from "./guarded-connection.ts";
import { StatementCache } from "./statement-cache.ts";
import type { WriteAheadLog } from "./write-ahead-log.ts";

/** How long a write waits for another process, e.g. a backup, before it fails. */
const BUSY_TIMEOUT_MS = 5000;
const BUSY_RETRY_MS = 10;
/** libsql works while all else waits; after this long, all else has its turn. */
const TURN_MS = 10;

interface Engine {
  database: Database.Database;
  log: WriteAheadLog;
}

/**
 * SQLite by libsql, with transactions that hold the lock of the file from their beginning, and that
 * have ended when they are on the disk.
 */
export class LockingSqliteDialect extends SqliteDialect {
  readonly #engine: Engine;

  constructor(engine: Engine) {
    super({ database: engine.database });
    this.#engine = engine;
  }

  override createDriver(): SqliteDriver {
    return new LockingDriver(this.#engine);
  }

  override createAdapter(): SqliteAdapter {
    return new LockingAdapter();
  }
}

class LockingAdapter extends SqliteAdapter {
  /** SQLite does; half a migration would stand in the way of its own second try. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class LockingDriver extends SqliteDriver {
  readonly #database: Database.Database;
  readonly #log: WriteAheadLog;
  #connection: GuardedConnection | null = null;
  #turnBegan = performance.now();

  constructor({ database, log }: Engine) {
    super({ database: new StatementCache(database) });
    this.#database = database;
    this.#log = log;
  }

  override async acquireConnection(): Promise<GuardedConnection> {
    const inner = await super.acquireConnection();
    if (performance.now() - this.#turnBegan > TURN_MS) {
      await nextTurn();
      this.#turnBegan = performance.now();
    }
    this.#connection ??= new GuardedConnection({
      database: this.#database,
      inner,
      begin: () => this.#begin(),
      commit: () => this.#commit(),
    });
    return this.#connection;
  }

  override async beginTransaction(): Promise<void> {
    await this.#begin();
    this.#setInTransaction(true);
  }

  override async commitTransaction(): Promise<void> {
    await this.#commit();
    this.#setInTransaction(false);
  }

  /** After a failure that SQLite rolls back by itself, there is nothing to roll back. */
  override async rollbackTransaction(): Promise<void> {
    this.#setInTransaction(false);
    if (this.#database.inTransaction) this.#database.exec("rollback");
    return Promise.resolve();
  }

  /** Nobody here is told of what is not on the disk: until then the connection is not given back. */
  async #commit(): Promise<void> {
    this.#database.exec("commit");
    await this.#log.sync();
  }

  override async destroy(): Promise<void> {
    await super.destroy();
    await this.#log.close();
  }

  /** Waits without holding up the process, which may itself be what holds the lock. */
  async #begin(): Promise<void> {
    const end = performance.now() + BUSY_TIMEOUT_MS;
    for (;;) {
      try {
        this.#database.exec("begin immediate");
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() >= end) throw error;
      }
      await sleep(BUSY_RETRY_MS);
    }
  }

  #setInTransaction(isInTransaction: boolean): void {
    if (this.#connection) this.#connection.isInTransaction = isInTransaction;
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith("SQLITE_BUSY");
}
