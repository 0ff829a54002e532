import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "./open-store.ts";

/** A store that answers later than this is of no use to those who wait for a page. */
const ANSWER_MS = 2000;

/** True when the store takes writes now. Asks for the right to write, and changes nothing. */
export async function isWritable(store: Store): Promise<boolean> {
  return Promise.race([takesWrites(store), sleep(ANSWER_MS, false, { ref: false })]);
}

async function takesWrites(store: Store): Promise<boolean> {
  try {
    await store
      .updateTable("listings")
      .set({ listed_at: "" })
      .where("external_id", "=", "")
      .execute();
    return true;
  } catch {
    return false;
  }
}
