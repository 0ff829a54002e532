import { PostgresAdapter, type Kysely, type Migration } from "kysely";

/**
 * PostgreSQL's `integer` ends at 2³¹; SQLite's has 64 bits already. PostgreSQL writes a table anew for
 * it, and others wait as long: some seconds for a million rows.
 */
export const wideEventNumbers: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;

    await db.schema
      .alterTable("evidence")
      .alterColumn("seq", (column) => column.setDataType("bigint"))
      .execute();
    await db.schema
      .alterTable("log_head")
      .alterColumn("seq", (column) => column.setDataType("bigint"))
      .execute();
    // All in one statement: each writes the table anew.
    await db.schema
      .alterTable("links")
      .alterColumn("status_seq", (column) => column.setDataType("bigint"))
      .alterColumn("doubted_seq", (column) => column.setDataType("bigint"))
      .alterColumn("bank_trouble_seq", (column) => column.setDataType("bigint"))
      .execute();
  },
};
