import { join } from "node:path";
import Database from "libsql";
import * as z from "zod";

const Body = z.string().transform((text): unknown => JSON.parse(text));
const Coded = Body.pipe(z.looseObject({ code: z.string().optional() }));

const InboxRows = z.array(
  z.object({ body: Coded, applied_at: z.string().nullable(), parked_at: z.string().nullable() }),
);
const EventRows = z.array(
  z.object({ seq: z.int(), link_id: z.string(), kind: z.string(), body: Coded }),
);
const Head = z.object({ seq: z.int() });
const Count = z.object({ count: z.int() });

export interface StoreContents {
  inbox: z.infer<typeof InboxRows>;
  /** In the order of the log. */
  events: z.infer<typeof EventRows>;
  /** Where the log is said to end. */
  head: number;
}

/** Reads what matters of a demo's store, around the backend: from its file. */
export function readStore(dataDir: string): StoreContents {
  return ask(dataDir, (database) => ({
    inbox: InboxRows.parse(database.prepare("select body, applied_at, parked_at from inbox").all()),
    events: EventRows.parse(
      database.prepare("select seq, link_id, kind, body from evidence order by seq").all(),
    ),
    head: Head.parse(database.prepare("select seq from log_head").get()).seq,
  }));
}

/** How many rows a condition is true of. */
export function countRows(dataDir: string, table: "inbox" | "links", where = "true"): number {
  return ask(dataDir, (database) => {
    const query = `select count(*) as count from ${table} where ${where}`;
    return Count.parse(database.prepare(query).get()).count;
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
