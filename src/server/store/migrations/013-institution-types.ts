import type { Kysely, Migration } from "kysely";

/** What kind of institution a link is at: Belvo's word, `null` where it was not asked since. */
export const institutionTypes: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable("institutions").addColumn("type", "text").execute();
  },
};
