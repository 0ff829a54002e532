import type { LinkReader } from "../sync/link-reader.ts";
import { endRepair } from "../sync/end-repair.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";

/** A token's life, and the time that a last screen is looked at. */
const FOLLOWED_MS = 12 * 60_000;
/** Of more repairs than these, the newest are followed: two questions to Belvo. */
const MOST = 100;

interface FollowOptions {
  store: Store;
  reader: Pick<LinkReader, "request">;
  now: () => number;
}

/**
 * Has the links read whose repair is open, so that one ends well whatever the widget says or does not
 * say. One on Belvo's own page of which nothing was heard ends by the clock: nobody knows how. Prepared
 * tickets that nobody used are deleted with their end.
 */
export async function followRepairs({ store, reader, now }: FollowOptions): Promise<void> {
  const at = now();
  await store.deleteFrom("prepared_repairs").where("expires_at", "<=", timestamp(at)).execute();
  const open = await store
    .selectFrom("repairs")
    .select("link_id")
    .where("result", "is", null)
    .where("opened_at", ">", timestamp(at - FOLLOWED_MS))
    .orderBy("opened_at", "desc")
    .limit(MOST)
    .execute();
  if (open.length > 0) reader.request(open.map(({ link_id }) => link_id));

  const overdue = await store
    .selectFrom("hosted_repairs")
    .innerJoin("repairs", "repairs.id", "hosted_repairs.repair_id")
    .select(["repairs.id as repairId", "repairs.link_id as linkId"])
    .where("hosted_repairs.settled_at", "is", null)
    .where("hosted_repairs.ends_at", "<=", timestamp(at))
    .limit(MOST)
    .execute();
  for (const each of overdue) {
    await store.write(async (tx) => {
      const settled = { settled_at: timestamp(at) };
      const { repairId, linkId } = each;
      await tx
        .updateTable("hosted_repairs")
        .set(settled)
        .where("repair_id", "=", repairId)
        .execute();
      const waits = await tx
        .selectFrom("repairs")
        .select("id")
        .where("id", "=", repairId)
        // A success that was reported is waited for, however long the bank takes.
        .where("first_success_at", "is not", null)
        .executeTakeFirst();
      if (!waits) await endRepair(tx, { repairId, linkId, result: "unknown", at: timestamp(at) });
    });
  }
}
