import type { Kysely, Migration } from "kysely";

/** Repairs that are made on Belvo's own page, and how a browser that comes back from there is known. */
export const hostedRepairs: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("hosted_repairs")
      .addColumn("repair_id", "text", (column) => column.primaryKey())
      .addColumn("return_hash", "text", (column) => column.unique())
      .addColumn("opened_from", "text", (column) => column.notNull())
      .addColumn("ends_at", "text", (column) => column.notNull())
      .addColumn("returned_at", "text")
      .addColumn("settled_at", "text")
      .execute();
  },
};
