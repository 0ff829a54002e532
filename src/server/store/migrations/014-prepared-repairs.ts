import type { Kysely, Migration } from "kysely";

/** Tickets for repairs that people have not asked for yet. */
export const preparedRepairs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("prepared_repairs")
      .addColumn("repair_id", "text", (column) => column.primaryKey())
      .addColumn("link_id", "text", (column) => column.notNull())
      .addColumn("external_id", "text", (column) => column.notNull())
      .addColumn("only_link_id", "text")
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("expires_at", "text", (column) => column.notNull())
      .execute();
  },
};
