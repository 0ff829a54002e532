import type Database from "libsql";
import {
  RawNode,
  SelectQueryNode,
  type CompiledQuery,
  type DatabaseConnection,
  type QueryResult,
} from "kysely";

interface Parts {
  database: Database.Database;
  inner: DatabaseConnection;
  /** Takes the lock of the file; waits for other processes. */
  begin: () => Promise<void>;
  /** Resolves when what was written is on the disk. */
  commit: () => Promise<void>;
}

/**
 * A connection whose statements never meet another process's lock. A prepared statement that has met
 * one stays open in libsql until it is garbage, and as long no transaction can be committed. They are
 * kept for their next use, so one that was open would never be garbage. So what
 * writes by itself gets a transaction of its own, which takes the lock before.
 */
export class GuardedConnection implements DatabaseConnection {
  readonly #parts: Parts;
  /** True between the begin and the end of a transaction of the caller's. */
  isInTransaction = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { database, inner } = this.#parts;
    // libsql ends the whole process when it is asked after it was closed.
    if (!database.open) throw new Error("the store is closed");
    if (this.isInTransaction && !database.inTransaction) {
      // On a full disk SQLite rolls back by itself. What came after would be written all the same.
      throw new Error("SQLite has rolled the transaction back");
    }
    const isRead = SelectQueryNode.is(query.query) || RawNode.is(query.query);
    return this.isInTransaction || isRead ? inner.executeQuery(query) : this.#writeAlone(query);
  }

  streamQuery<R>(query: CompiledQuery, chunkSize?: number): AsyncIterableIterator<QueryResult<R>> {
    return this.#parts.inner.streamQuery(query, chunkSize);
  }

  async #writeAlone<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const { database, inner, begin, commit } = this.#parts;
    await begin();
    try {
      const result = await inner.executeQuery<R>(query);
      await commit();
      return result;
    } catch (error) {
      if (database.inTransaction) database.exec("rollback");
      throw error;
    }
  }
}
