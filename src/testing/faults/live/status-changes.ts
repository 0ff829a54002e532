import * as v from "valibot";
import type { StoreContents } from "../read-store.ts";

const Reading = v.object({
  status: v.string(),
  before: v.nullable(v.object({ status: v.string() })),
});

/** By link, the places in the log where its status became another one. */
export function statusChanges({ events }: StoreContents): Map<string, number[]> {
  const changes = new Map<string, number[]>();
  for (const { seq, link_id, kind, body } of events) {
    if (kind !== "reading") continue;
    const { status, before } = v.parse(Reading, body);
    if (!before || before.status === status) continue;
    changes.set(link_id, [...(changes.get(link_id) ?? []), seq]);
  }
  return changes;
}
