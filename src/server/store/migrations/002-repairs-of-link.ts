import type { Kysely, Migration } from "kysely";

export const repairsOfLink: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createIndex("repairs_of_link")
      .on("repairs")
      .columns(["link_id", "opened_at"])
      .execute();
  },
};
