import * as z from "zod";
import type { StoreContents } from "../read-store.ts";

const Reading = z.object({
  status: z.string(),
  before: z.object({ status: z.string() }).nullable(),
});

/** By link, the places in the log where its status became another one. */
export function statusChanges({ events }: StoreContents): Map<string, number[]> {
  const changes = new Map<string, number[]>();
  for (const { seq, link_id, kind, body } of events) {
    if (kind !== "reading") continue;
    const { status, before } = Reading.parse(body);
    if (!before || before.status === status) continue;
    changes.set(link_id, [...(changes.get(link_id) ?? []), seq]);
  }
  return changes;
}
