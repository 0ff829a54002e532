import { sql, type Kysely, type Migration } from "kysely";

export const repairEntries: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    // SQLite adds one column at a time.
    await db.schema.alterTable("entries").addColumn("link_id", "text").execute();
    await db.schema
      .alterTable("entries")
      .addColumn("openings", "integer", (column) => column.notNull().defaultTo(0))
      .execute();
    await sql`update entries set openings = 1 where used_at is not null`.execute(db);
    await db.schema.alterTable("sessions").addColumn("link_id", "text").execute();
  },
};
