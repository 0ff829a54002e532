import { randomBytes } from "node:crypto";
import pg from "pg";

/** What PostgreSQL makes a database from that has nothing in it. */
const NOTHING = "template0";

const EMPTY_ALL_TABLES = `
  do $$ declare name text; begin
    -- Else the order of the tables would matter.
    set local session_replication_role = replica;
    for name in select tablename from pg_tables
      where schemaname = 'public' and tablename not like 'kysely%'
    loop execute format('delete from %I', name); end loop;
    insert into log_head (id, seq) values (1, 0);
  end $$`;

/** A database that one test has at a time. */
interface TestDatabase {
  url: string;
  /** The tables and indexes that it had when it was new. */
  tables: string;
}

/** Databases that no test has now, with nothing in their tables. Copies are dear, and used again. */
const free: TestDatabase[] = [];

/** @param template The URL of the database that others are copies of. */
export async function takeDatabase(template: string): Promise<TestDatabase> {
  const used = free.pop();
  if (used) return used;
  const url = await createDatabase(template, new URL(template).pathname.slice(1));
  return { url, tables: await connected(url, describe) };
}

/** Takes back what {@link takeDatabase} gave, when nothing uses it any more. */
export async function giveBackDatabase({ url, tables }: TestDatabase): Promise<void> {
  await connected(url, async (client) => {
    // A test may have dropped a table, to see what comes of it.
    if ((await describe(client)) !== tables) return;
    await client.query(EMPTY_ALL_TABLES);
    free.push({ url, tables });
  });
}

/** Makes a database without tables, which stays until the server ends. */
export async function createEmptyDatabase(template: string): Promise<string> {
  return createDatabase(template, NOTHING);
}

async function createDatabase(template: string, original: string): Promise<string> {
  const name = `test_${randomBytes(8).toString("hex")}`;
  const statement = `create database ${name} template ${original} strategy file_copy`;
  await connected(new URL("/postgres", template).href, (client) => client.query(statement));
  return new URL(`/${name}`, template).href;
}

/** Changes when a table or an index is made or dropped. */
async function describe(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ tables: string }>(`
    select coalesce(string_agg(oid::text, ' ' order by oid), '') as tables
    from pg_class where relnamespace = 'public'::regnamespace`);
  return rows.map((row) => row.tables).join();
}

async function connected<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
