import { sql } from "kysely";
import type { Store } from "../../server/store/open-store.ts";

/**
 * Everything that the engine knows of the shape of a store: its tables with their columns, keys and
 * references, and its indexes. Two stores that work alike have the same.
 */
export async function readCatalogue(store: Store): Promise<string[]> {
  const isPostgres = (await store.introspection.getSchemas()).length > 0;
  const lines = isPostgres ? await ofPostgres(store) : await ofSqlite(store);
  return lines.sort();
}

interface Line {
  line: string;
}

async function ofPostgres(store: Store): Promise<string[]> {
  const { rows } = await sql<Line>`
    select concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default) as line
      from information_schema.columns where table_schema = current_schema()
    union all
    select concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = current_schema()::regnamespace and contype <> 'n'
    union all
    select concat_ws(' ', indexrelid::regclass, indisvalid, pg_get_indexdef(indexrelid))
      from pg_index join pg_class on pg_class.oid = indexrelid
      where relnamespace = current_schema()::regnamespace`.execute(store);
  return rows.map(({ line }) => line);
}

/** SQLite keeps the text of a table's statement, which differs when a column was added later. */
async function ofSqlite(store: Store): Promise<string[]> {
  const { rows } = await sql<Line>`
    select concat_ws(' ', tables.name, col.name, col.type, col."notnull", col.dflt_value, col.pk) as line
      from sqlite_master as tables, pragma_table_xinfo(tables.name) as col
      where tables.type = 'table' and tables.name not like 'sqlite_%'
    union all
    select concat_ws(' ', tables.name, ref."from", 'references', ref."table", ref."to", ref.on_delete)
      from sqlite_master as tables, pragma_foreign_key_list(tables.name) as ref
      where tables.type = 'table'
    union all
    select concat_ws(' ', tables.name, found.name, found."unique", found.origin, found.partial,
        (select group_concat(name) from pragma_index_info(found.name)),
        (select lower(replace(substr(sql, instr(lower(sql), ' where ')), '"', '')) from sqlite_master
          where name = found.name and found.partial))
      from sqlite_master as tables, pragma_index_list(tables.name) as found
      where tables.type = 'table'`.execute(store);
  return rows.map(({ line }) => line);
}
