import type { StoreTransaction } from "../store/open-store.ts";
import { Evidence } from "./evidence.ts";

interface Entry {
  linkId: string;
  at: string;
  evidence: Evidence;
}

/** Adds one line to a link's log. Nothing changes or removes a line. */
export async function appendEvidence(tx: StoreTransaction, entry: Entry): Promise<void> {
  const { kind, ...body } = Evidence.parse(entry.evidence);
  await tx
    .insertInto("evidence")
    .values({ link_id: entry.linkId, at: entry.at, kind, body: JSON.stringify(body) })
    .execute();
}
