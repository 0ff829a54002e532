import type { Kysely } from "kysely";
import type { StoreTransaction, Tables } from "./tables.ts";

/**
 * Takes the log's lock until the transaction ends, so that all that log events do so one after
 * another: the order of the log is then the order of the commits. On SQLite the transaction has the
 * lock of the whole file already.
 */
export async function lockLog(tx: StoreTransaction): Promise<void> {
  await tx
    .updateTable("log_head")
    .set((head) => ({ seq: head.ref("seq") }))
    .where("id", "=", 1)
    .execute();
}

/**
 * Gives the number of the next event, or of the first of several. A transaction that is
 * rolled back leaves no gap.
 */
export async function nextSeq(tx: StoreTransaction, events = 1): Promise<number> {
  const { seq } = await tx
    .updateTable("log_head")
    .set((head) => ({ seq: head("seq", "+", events) }))
    .where("id", "=", 1)
    .returning("seq")
    .executeTakeFirstOrThrow();
  return seq - events + 1;
}

/** The number of the newest event; 0 before the first. */
export async function readHead(store: Kysely<Tables>): Promise<number> {
  const head = await store.selectFrom("log_head").select("seq").executeTakeFirstOrThrow();
  return head.seq;
}
