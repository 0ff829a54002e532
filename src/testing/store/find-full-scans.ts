import pg from "pg";
import Database from "libsql";
import * as v from "valibot";

const PlanLines = v.array(v.object({ detail: v.string() }));

/** Tables of banks and of our own, and of who waits for a bank just now: of people there are more. */
const SMALL_TABLES = ["log_head", "leases", "sweeps", "institutions", "bank_statuses", "watches"];
/** Indexes that have only what waits to be done. */
const WORK_INDEXES = ["inbox_queue", "doubted_links"];
/** What a statement brings along is no table. */
const OWN_VALUES = ["json_each"];

const QUERY = /^(select|insert|update|delete|with)\b/i;

/** A statement that goes through all rows of a table that grows. */
interface FullScan {
  sql: string;
  /** As the engine tells it. */
  plan: string;
}

/** @param location Of a store, as `openStore` takes it. */
export async function findFullScans(
  location: string,
  statements: ReadonlySet<string>,
): Promise<FullScan[]> {
  const queries = [...statements].filter((sql) => QUERY.test(sql));
  return location.startsWith("postgres")
    ? findOnPostgres(location, queries)
    : findOnSqlite(location, queries);
}

function findOnSqlite(path: string, queries: readonly string[]): FullScan[] {
  const database = new Database(path);
  try {
    return queries.flatMap((sql) => {
      const lines = v.parse(PlanLines, database.prepare(`explain query plan ${sql}`).all());
      return lines
        .map(({ detail }) => detail)
        .filter((detail) => /^SCAN \w/.test(detail) && !isAllowed(detail.split(" ")))
        .map((plan) => ({ sql, plan }));
    });
  } finally {
    database.close();
  }
}

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Index Cond"?: string;
  Plans?: PlanNode[];
}

/** PostgreSQL plans by how much it has: tables of a few rows it would read whole. */
const MANY_ROWS = `
  insert into links (id, external_id, institution, status, checked_at, doubted_at)
    select 'link ' || n, 'user ' || n % 900, 'bank ' || n % 60, 'valid', '2026-01-01 ' || n,
      case when n % 500 = 0 then '2026-01-01' end
    from generate_series(1, 3000) n;
  insert into evidence (seq, link_id, external_id, at, kind, body)
    select 100000 + n, 'link ' || n, 'user ' || n % 900, '2026-01-01', 'reading', '{}'
    from generate_series(1, 3000) n;
  insert into repairs (id, link_id, external_id, opened_at, result)
    select 'repair ' || n, 'link ' || n, 'user ' || n % 900, '2026-01-01 ' || n,
      case when n % 3 > 0 then 'repaired' end
    from generate_series(1, 3000) n;
  insert into hosted_repairs (repair_id, return_hash, opened_from, ends_at, settled_at)
    select 'repair ' || n, 'return ' || n, 'home', '2026-01-01 ' || n,
      case when n % 500 > 0 then '2026-01-01 ' || n end
    from generate_series(1, 3000) n;
  insert into prepared_repairs (repair_id, link_id, external_id, status, expires_at)
    select 'prepared ' || n, 'link ' || n, 'user ' || n % 900, 'invalid', '2026-01-01 ' || n
    from generate_series(1, 3000) n;
  insert into entries (code_hash, external_id, created_at, expires_at)
    select 'code ' || n, 'user ' || n, '2026-01-01', '2026-01-02 ' || n
    from generate_series(1, 3000) n;
  insert into sessions (id_hash, external_id, created_at, seen_at)
    select 'session ' || n, 'user ' || n, '2026-01-01 ' || n, '2026-01-01 ' || n
    from generate_series(1, 3000) n;
  insert into inbox (id, hash, received_at, body, next_attempt_at, applied_at)
    select 'webhook ' || n, 'hash ' || n, '2026-01-01', '{}', '2026-01-01 ' || n,
      case when n % 500 > 0 then '2026-01-01 ' || n end
    from generate_series(1, 3000) n;
  insert into listings (external_id, listed_at)
    select 'user ' || n, '2026-01-01' from generate_series(1, 900) n;
  insert into walks (id, external_id, started_at, ended_at)
    select 'walk ' || n, 'user ' || n % 900, '2026-01-01 ' || n, '2026-01-02'
    from generate_series(1, 3000) n;
  insert into walk_steps (walk_id, place, link_id)
    select 'walk ' || n, 0, 'link ' || n from generate_series(1, 3000) n;
  analyze`;

async function findOnPostgres(url: string, queries: readonly string[]): Promise<FullScan[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query(MANY_ROWS);
    await client.query("set enable_seqscan = off");
    const found: FullScan[] = [];
    for (const sql of queries) {
      const { rows } = await client.query<{ "QUERY PLAN": { Plan: PlanNode }[] }>(
        `explain (generic_plan, format json) ${sql}`,
      );
      const nodes = rows.flatMap((row) => row["QUERY PLAN"].flatMap(({ Plan }) => allNodes(Plan)));
      for (const node of nodes) {
        const names = [node["Relation Name"] ?? "", node["Index Name"] ?? ""];
        const scans = node["Node Type"].endsWith(" Scan") && node["Relation Name"] !== undefined;
        const isWhole = scans && node["Node Type"] !== "Bitmap Heap Scan" && !node["Index Cond"];
        if (isWhole && !isAllowed(names)) found.push({ sql, plan: JSON.stringify(node) });
      }
    }
    return found;
  } finally {
    await client.end();
  }
}

function allNodes(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(allNodes)];
}

function isAllowed(words: readonly string[]): boolean {
  return [...SMALL_TABLES, ...WORK_INDEXES, ...OWN_VALUES].some((name) => words.includes(name));
}
