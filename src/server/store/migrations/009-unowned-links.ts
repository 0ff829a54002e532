import type { Kysely, Migration } from "kysely";

/** Links that webhooks name and nobody of ours has; when the next run of a job is due. */
export const unownedLinks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("unowned_links")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("asked_at", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex("unowned_links_by_age")
      .on("unowned_links")
      .column("asked_at")
      .execute();
    await db.schema.alterTable("leases").addColumn("next_at", "text").execute();
    await db.schema.alterTable("leases").addColumn("begun_at", "text").execute();
    await db.schema.alterTable("leases").addColumn("ended_at", "text").execute();
  },
};
