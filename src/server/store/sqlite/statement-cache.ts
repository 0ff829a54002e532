import type { SqliteDatabase, SqliteStatement } from "kysely";

/** As many as the product has queries of one shape, and some. */
const MOST_STATEMENTS = 256;
/** Longer ones have lists of many values, and are seldom asked twice in the same length. */
const LONGEST_SQL = 2_000;

/**
 * Prepares each statement once. The least recently used one goes when there are too many.
 *
 * A statement that has failed is prepared anew: one that met a lock stays open in libsql, and would
 * not let any transaction be committed for as long as we hold it.
 */
export class StatementCache implements SqliteDatabase {
  readonly #database: SqliteDatabase;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: SqliteDatabase) {
    this.#database = database;
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql);
    if (known) {
      // Back to the end: what stands first has not been used for longest.
      this.#statements.delete(sql);
      this.#statements.set(sql, known);
      return known;
    }
    const statement = this.#guard(sql, this.#database.prepare(sql));
    if (sql.length <= LONGEST_SQL) this.#keep(sql, statement);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #keep(sql: string, statement: SqliteStatement): void {
    this.#statements.set(sql, statement);
    const [oldest] = this.#statements.keys();
    if (this.#statements.size > MOST_STATEMENTS && oldest !== undefined) {
      this.#statements.delete(oldest);
    }
  }

  #guard(sql: string, inner: SqliteStatement): SqliteStatement {
    const forgetOnFailure = <T>(run: () => T): T => {
      try {
        return run();
      } catch (error) {
        this.#statements.delete(sql);
        throw error;
      }
    };
    return {
      // Whether a statement gives rows does not change.
      reader: inner.reader,
      all: (parameters) => forgetOnFailure(() => inner.all(parameters)),
      run: (parameters) => forgetOnFailure(() => inner.run(parameters)),
      iterate: (parameters) => inner.iterate(parameters),
    };
  }
}
