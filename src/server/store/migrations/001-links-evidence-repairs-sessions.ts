import { sql, type Kysely, type Migration } from "kysely";

export const links: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createLinks(db);
    await createEvidence(db);
    await createRepairs(db);
    await createSessions(db);
  },
};

async function createLinks(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("links")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("external_id", "text", (column) => column.notNull())
    .addColumn("institution", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) => column.notNull())
    .addColumn("status_since", "text")
    .addColumn("access_mode", "text")
    .addColumn("last_accessed_at", "text")
    .addColumn("created_at", "text")
    .addColumn("checked_at", "text", (column) => column.notNull())
    .addColumn("repaired_at", "text")
    .addColumn("gone_at", "text")
    .execute();
  await db.schema.createIndex("links_of_user").on("links").column("external_id").execute();

  await db.schema
    .createTable("listings")
    .addColumn("external_id", "text", (column) => column.primaryKey())
    .addColumn("listed_at", "text", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("institutions")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("display_name", "text")
    .addColumn("logo", "text")
    .addColumn("primary_color", "text")
    .addColumn("country_codes", "text", (column) => column.notNull())
    .addColumn("read_at", "text", (column) => column.notNull())
    .execute();
}

/** On SQLite, `seq` counts up by itself in files of the first version. It may be given all the same. */
async function createEvidence(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("evidence")
    .addColumn("seq", "integer", (column) => column.primaryKey())
    .addColumn("link_id", "text", (column) => column.notNull().references("links.id"))
    .addColumn("at", "text", (column) => column.notNull())
    .addColumn("kind", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex("evidence_of_link")
    .on("evidence")
    .columns(["link_id", "seq"])
    .execute();
}

async function createRepairs(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("repairs")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("link_id", "text", (column) => column.notNull().references("links.id"))
    .addColumn("external_id", "text", (column) => column.notNull())
    .addColumn("opened_at", "text", (column) => column.notNull())
    .addColumn("first_success_at", "text")
    .addColumn("result", "text")
    .addColumn("ended_at", "text")
    .addColumn("event_count", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex("open_repairs_of_user")
    .on("repairs")
    .columns(["external_id", "link_id"])
    .where(sql.ref("result"), "is", null)
    .execute();
}

async function createSessions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("entries")
    .addColumn("code_hash", "text", (column) => column.primaryKey())
    .addColumn("external_id", "text", (column) => column.notNull())
    .addColumn("name", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("expires_at", "text", (column) => column.notNull())
    .addColumn("used_at", "text")
    .execute();

  await db.schema
    .createTable("sessions")
    .addColumn("id_hash", "text", (column) => column.primaryKey())
    .addColumn("external_id", "text", (column) => column.notNull())
    .addColumn("name", "text")
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("seen_at", "text", (column) => column.notNull())
    .execute();
}
