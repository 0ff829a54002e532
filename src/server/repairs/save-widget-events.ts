import type { ReportedWidgetEvent } from "#contract/repair.ts";
import { recordEvent } from "../links/record-event.ts";
import type { Store } from "../store/open-store.ts";
import { timestamp } from "../store/timestamp.ts";
import { findRepair, type OwnRepair } from "./find-repair.ts";

/** A widget that goes on and on does not fill the store; what it says later adds little. */
const MAX_EVENTS_A_REPAIR = 200;
/** A report says that an event was up to so long before it; browsers gather them for two seconds. */
const LONGEST_AGO_MS = 10_000;

/** Logs what the widget said, as far as there is room for it. Writes nothing when there is none. */
export async function saveWidgetEvents(
  { store, now }: { store: Store; now: () => number },
  own: OwnRepair,
  events: readonly ReportedWidgetEvent[],
): Promise<void> {
  const { event_count: count } = await findRepair(store, own);
  if (count >= MAX_EVENTS_A_REPAIR) return;

  const reportedAt = now();
  await store.write(async (tx) => {
    const repair = await findRepair(tx, own);
    const kept = events.slice(0, Math.max(0, MAX_EVENTS_A_REPAIR - repair.event_count));
    const { id: repairId, opened_at: openedAt } = repair;
    for (const { agoMs, ...said } of kept) {
      const happenedAt = timestamp(reportedAt - Math.min(agoMs, LONGEST_AGO_MS));
      const at = happenedAt > openedAt ? happenedAt : openedAt;
      const event = { kind: "widget_event", repairId, event: said, openedAt } as const;
      await recordEvent(tx, { linkId: repair.link_id, at, event });
    }
    await tx
      .updateTable("repairs")
      .set({ event_count: repair.event_count + kept.length })
      .where("id", "=", repair.id)
      .execute();
  });
}
