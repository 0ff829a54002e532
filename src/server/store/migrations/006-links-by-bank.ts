import { sql, type Kysely, type Migration } from "kysely";

/** Counts a person's links by bank and status, and gives each such heap in order, from it alone. */
export const linksByBank: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createIndex("links_by_bank")
      .on("links")
      .columns(["external_id", "institution", "status", "id"])
      .where(sql.ref("gone_at"), "is", null)
      .execute();
  },
};
