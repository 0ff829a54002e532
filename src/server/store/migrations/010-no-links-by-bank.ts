import type { Kysely, Migration } from "kysely";

/** A person's list is sorted in memory, from their links as the table has them. */
export const noLinksByBank: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.dropIndex("links_by_bank").execute();
  },
};
