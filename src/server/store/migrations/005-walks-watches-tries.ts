import { sql, type Kysely, type Migration } from "kysely";

export const walks: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createWalks(db);
    await createWatches(db);
    await extendLinks(db);
    await db.schema.alterTable("repairs").addColumn("error_code", "text").execute();
  },
};

async function createWalks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("walks")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("external_id", "text", (column) => column.notNull())
    .addColumn("started_at", "text", (column) => column.notNull())
    .addColumn("ended_at", "text")
    .execute();
  await db.schema
    .createIndex("one_open_walk")
    .unique()
    .on("walks")
    .column("external_id")
    .where(sql.ref("ended_at"), "is", null)
    .execute();
  await db.schema.createIndex("walks_by_start").on("walks").column("started_at").execute();

  await db.schema
    .createTable("walk_steps")
    .addColumn("walk_id", "text", (column) => column.notNull().references("walks.id"))
    .addColumn("place", "integer", (column) => column.notNull())
    .addColumn("link_id", "text", (column) => column.notNull().references("links.id"))
    .addColumn("skipped_at", "text")
    .addPrimaryKeyConstraint("walk_steps_key", ["walk_id", "link_id"])
    .addUniqueConstraint("one_step_a_place", ["walk_id", "place"])
    .execute();
}

async function createWatches(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("watches")
    .addColumn("external_id", "text", (column) => column.notNull())
    .addColumn("link_id", "text", (column) => column.notNull().references("links.id"))
    .addColumn("asked_at", "text", (column) => column.notNull())
    .addColumn("told_at", "text")
    .addPrimaryKeyConstraint("watches_key", ["link_id", "external_id"])
    .execute();
}

async function extendLinks(db: Kysely<unknown>): Promise<void> {
  // SQLite adds one column at a time.
  for (const name of ["valid_at", "refused_logins", "bank_read", "bank_read_at"]) {
    await db.schema.alterTable("links").addColumn(name, "text").execute();
  }
  await sql`update links set valid_at = checked_at where status = 'valid'`.execute(db);
}
