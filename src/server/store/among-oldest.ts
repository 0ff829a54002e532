import { sql, type RawBuilder, type SqlBool } from "kysely";

/** Primary keys of the tables from which something old is deleted. */
const KEYS = { entries: "code_hash", inbox: "id", sessions: "id_hash" } as const;

interface Old {
  table: keyof typeof KEYS;
  /** By which age is told. There is an index on it. */
  column: "expires_at" | "applied_at" | "seen_at" | "created_at";
  /** What is not later than this is old; see `timestamp`. */
  before: string;
  /** Few enough that nobody waits for them. */
  limit: number;
}

/** True of old rows of a table, the oldest first, up to so many: what one statement deletes. */
export function amongOldest({ table, column, before, limit }: Old): RawBuilder<SqlBool> {
  const [key, age] = [sql.ref(KEYS[table]), sql.ref(column)];
  return sql`${key} in (
    select ${key} from ${sql.table(table)} where ${age} <= ${before} order by ${age} limit ${limit}
  )`;
}
