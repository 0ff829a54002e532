import { sql, type Kysely, type Migration } from "kysely";

export const logHead: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await createLogHead(db);
    await extendEvidence(db);
    await extendLinks(db);
    await createInbox(db);
    await createLeases(db);
    await createSweeps(db);
  },
};

/** The log goes on after what an older version has put in it. */
async function createLogHead(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("log_head")
    .addColumn("id", "integer", (column) => column.primaryKey())
    .addColumn("seq", "integer", (column) => column.notNull())
    .execute();
  await sql`insert into log_head (id, seq) select 1, coalesce(max(seq), 0) from evidence`.execute(
    db,
  );
}

/** Links change hands, and their past does not go with them. */
async function extendEvidence(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .alterTable("evidence")
    .addColumn("external_id", "text", (column) => column.notNull().defaultTo(""))
    .execute();
  await sql`update evidence set external_id =
    (select links.external_id from links where links.id = evidence.link_id)`.execute(db);
  await db.schema
    .createIndex("evidence_of_user")
    .on("evidence")
    .columns(["external_id", "seq"])
    .execute();
}

async function extendLinks(db: Kysely<unknown>): Promise<void> {
  // SQLite adds one column at a time.
  const times = ["doubted_at", "bank_trouble_at", "busy_until", "fetching_since", "data_at"];
  for (const name of times) {
    await db.schema.alterTable("links").addColumn(name, "text").execute();
  }
  for (const name of ["status_seq", "doubted_seq", "bank_trouble_seq"]) {
    await db.schema.alterTable("links").addColumn(name, "integer").execute();
  }

  await db.schema.createIndex("links_by_check").on("links").column("checked_at").execute();
  await db.schema
    .createIndex("doubted_links")
    .on("links")
    .column("doubted_at")
    .where(sql.ref("doubted_at"), "is not", null)
    .execute();
}

async function createInbox(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("inbox")
    .addColumn("id", "text", (column) => column.primaryKey())
    .addColumn("hash", "text", (column) => column.notNull().unique())
    .addColumn("received_at", "text", (column) => column.notNull())
    .addColumn("body", "text", (column) => column.notNull())
    .addColumn("attempts", "integer", (column) => column.notNull().defaultTo(0))
    .addColumn("next_attempt_at", "text", (column) => column.notNull())
    .addColumn("applied_at", "text")
    .addColumn("parked_at", "text")
    .addColumn("reason", "text")
    .addColumn("repeats", "integer", (column) => column.notNull().defaultTo(0))
    .execute();
  await db.schema
    .createIndex("inbox_queue")
    .on("inbox")
    .column("next_attempt_at")
    .where(sql.ref("applied_at"), "is", null)
    .where(sql.ref("parked_at"), "is", null)
    .execute();
}

async function createLeases(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("leases")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("holder", "text", (column) => column.notNull())
    .addColumn("until", "text", (column) => column.notNull())
    .execute();
}

async function createSweeps(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("sweeps")
    .addColumn("name", "text", (column) => column.primaryKey())
    .addColumn("started_at", "text", (column) => column.notNull())
    .addColumn("phase", "text", (column) => column.notNull())
    .addColumn("next_page", "text")
    .addColumn("finished_at", "text")
    .execute();
}
