import { sql, type Kysely, type Migration } from "kysely";

/**
 * What Belvo says of a bank stands once, and not on each of its links. The columns that had it stay,
 * since an older instance beside this one still writes them; nothing reads them any more.
 */
export const bankStatuses: Migration = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable("bank_statuses")
      .addColumn("institution", "text", (column) => column.primaryKey())
      .addColumn("status", "text", (column) => column.notNull())
      .addColumn("read_at", "text", (column) => column.notNull())
      .execute();
    // Of what was said at the same moment, the bad news counts: "down" comes before "healthy".
    await sql`
      insert into bank_statuses (institution, status, read_at)
      select institution, bank_read, bank_read_at
      from (
        select institution, bank_read, bank_read_at, row_number() over (
          partition by institution order by bank_read_at desc, bank_read
        ) as place
        from links where bank_read is not null and bank_read_at is not null
      ) as latest
      where place = 1`.execute(db);
  },
};
