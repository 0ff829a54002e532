import { join } from "node:path";
import Database from "libsql";
import * as v from "valibot";
import { Int } from "#contract/formats.ts";

const Body = v.pipe(
  v.string(),
  v.transform((text): unknown => JSON.parse(text)),
);
const Coded = v.pipe(Body, v.looseObject({ code: v.optional(v.string()) }));

const InboxRows = v.array(
  v.object({ body: Coded, applied_at: v.nullable(v.string()), parked_at: v.nullable(v.string()) }),
);
const EventRows = v.array(
  v.object({ seq: Int, link_id: v.string(), kind: v.string(), body: Coded }),
);
const Head = v.object({ seq: Int });
const Count = v.object({ count: Int });

export interface StoreContents {
  inbox: v.InferOutput<typeof InboxRows>;
  /** In the order of the log. */
  events: v.InferOutput<typeof EventRows>;
  /** Where the log is said to end. */
  head: number;
}

/** Reads what matters of a demo's store, around the backend: from its file. */
export function readStore(dataDir: string): StoreContents {
  return ask(dataDir, (database) => ({
    inbox: v.parse(
      InboxRows,
      database.prepare("select body, applied_at, parked_at from inbox").all(),
    ),
    events: v.parse(
      EventRows,
      database.prepare("select seq, link_id, kind, body from evidence order by seq").all(),
    ),
    head: v.parse(Head, database.prepare("select seq from log_head").get()).seq,
  }));
}

/** How many rows a condition is true of. */
export function countRows(dataDir: string, table: "inbox" | "links", where = "true"): number {
  return ask(dataDir, (database) => {
    const query = `select count(*) as count from ${table} where ${where}`;
    return v.parse(Count, database.prepare(query).get()).count;
  });
}

function ask<T>(dataDir: string, question: (database: Database.Database) => T): T {
  const database = new Database(join(dataDir, "demo.db"));
  try {
    database.exec("PRAGMA busy_timeout = 5000");
    return question(database);
  } finally {
    database.close();
  }
}
