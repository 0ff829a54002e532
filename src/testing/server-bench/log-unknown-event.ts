import { nextSeq } from "../../server/store/log-head.ts";
import type { Store } from "../../server/store/open-store.ts";

/** Puts an event into a link's log as a newer version beside this one would. */
export async function logUnknownEvent(
  store: Store,
  own: { externalId: string; linkId: string },
  at: string,
): Promise<void> {
  await store.write(async (tx) => {
    const row = { seq: await nextSeq(tx), link_id: own.linkId, external_id: own.externalId, at };
    await tx
      .insertInto("evidence")
      .values({ ...row, kind: "eclipse", body: '{"of":"the moon"}' })
      .execute();
  });
}
