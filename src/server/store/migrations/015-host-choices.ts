import type { Kysely, Migration } from "kysely";

/** What a host says of the page of its person, and login links that people make for their phones. */
export const hostChoices: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const table of ["entries", "sessions"]) {
      await db.schema.alterTable(table).addColumn("return_url", "text").execute();
      await db.schema.alterTable(table).addColumn("locale", "text").execute();
      await db.schema.alterTable(table).addColumn("theme", "text").execute();
    }
    await db.schema.alterTable("entries").addColumn("most_openings", "integer").execute();
    await db.schema.alterTable("entries").addColumn("made_by", "text").execute();
  },
};
