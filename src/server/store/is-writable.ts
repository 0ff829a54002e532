import { randomBytes } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Store } from "./open-store.ts";

/** A store that answers later than this is of no use to those who wait for a page. */
const ANSWER_MS = 2000;
/** A page or two may find room on a disk that is full for everything else. */
const PROBE_BYTES = 8 * 1024;

/** True when the store takes writes now: one is made, since only that tells of a full disk. */
export async function isWritable(store: Store, answerMs = ANSWER_MS): Promise<boolean> {
  return Promise.race([takesWrites(store), sleep(answerMs, false, { ref: false })]);
}

async function takesWrites(store: Store): Promise<boolean> {
  try {
    const probe = { holder: randomBytes(PROBE_BYTES / 2).toString("hex"), until: "" };
    await store
      .insertInto("leases")
      .values({ name: "probe", ...probe })
      .onConflict((conflict) => conflict.column("name").doUpdateSet(probe))
      .execute();
    return true;
  } catch {
    return false;
  }
}
